// Makes the three members one replica set with its users. Run by mongosh in the network of mongo1, where a database that has
// no user yet lets in whoever comes from its own machine. May be run any number of times, also after being cut short.
const fs = require('fs');
const secret = name => fs.readFileSync(`/secrets/${name}`, 'utf8');
const root = { user: 'root', pwd: secret('root-password'), roles: ['root'] };
const product = { user: 'servicetrack', pwd: secret('product-password'), roles: [{ role: 'readWrite', db: 'servicetrack' }] };

const connect1 = () => connect('mongodb://127.0.0.1:27017/admin');
let admin = connect1();

if (!admin.hello().setName) {
  print('The members become one replica set.');
  admin.adminCommand({
    replSetInitiate: {
      _id: 'rs0',
      // The first one leads as long as it is well: its network is where the users are made.
      members: [{ _id: 0, host: 'mongo1:27017', priority: 2 }, { _id: 1, host: 'mongo2:27017' }, { _id: 2, host: 'mongo3:27017' }],
    },
  });
}

for (let tries = 0; !admin.hello().isWritablePrimary; tries++) {
  if (tries === 120) throw new Error('mongo1 did not become the primary within two minutes; look at the logs of mongo1 to mongo3.');
  sleep(1000);
}

let known = true;
try {
  admin.auth(root.user, root.pwd);
} catch {
  known = false;
}
if (!known) {
  print('The first user is made.');
  admin.createUser(root);
  admin = connect1();
  admin.auth(root.user, root.pwd);
}

if (admin.getUser(product.user) === null) {
  print('The user of the product is made.');
  admin.createUser(product, { w: 'majority' });
} else {
  // Whoever took the old secret away gets the new one into force by running this again.
  admin.updateUser(product.user, { pwd: product.pwd, roles: product.roles }, { w: 'majority' });
}
print('The replica set is ready.');
