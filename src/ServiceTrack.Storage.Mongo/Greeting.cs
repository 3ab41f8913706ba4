using MongoDB.Bson;
using MongoDB.Driver;

namespace ServiceTrack.Storage.Mongo;

/// <summary>Finds out whether a server will do, and says in a sentence what an operator can do where it will not.</summary>
internal static class Greeting
{
    // MongoDB 6.0.
    private const int OldestWire = 17;
    private const int IllegalOperation = 20;

    /// <exception cref="StoreRefusedException">It will not.</exception>
    public static async Task Check(Database database)
    {
        var hello = await Asked(database, async () => await database.All.RunCommandAsync<BsonDocument>(new BsonDocument("hello", 1)));
        if (hello.GetValue("maxWireVersion", 0).ToInt32() < OldestWire)
            throw new StoreRefusedException($"The server at {database.Servers} is too old; MongoDB 6.0 or newer is needed.");
        if (!hello.Contains("setName") && hello.GetValue("msg", "") != "isdbgrid") throw Alone(database, null);
        await Asked(database, async () =>
        {
            using var session = await database.Client.StartSessionAsync();
            session.StartTransaction();
            await database[Database.Schema].Find(session, new BsonDocument("_id", "schema")).FirstOrDefaultAsync();
            await session.CommitTransactionAsync();
            return true;
        });
    }

    private static async Task<T> Asked<T>(Database database, Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (MongoAuthenticationException e)
        {
            throw new StoreRefusedException($"The server at {database.Servers} refuses the login of Storage:ConnectionString.", e);
        }
        catch (MongoCommandException e) when (e.Code == IllegalOperation)
        {
            throw Alone(database, e);
        }
        catch (MongoCommandException e) when (MongoFailure.AsStoreException(e) is StoreRefusedException refused)
        {
            throw refused;
        }
        catch (MongoIncompatibleDriverException e)
        {
            throw new StoreRefusedException($"The server at {database.Servers} is too old; MongoDB 6.0 or newer is needed.", e);
        }
        catch (Exception e) when (MongoFailure.MayPass(e))
        {
            throw new StoreRefusedException(
                $"No MongoDB server answers at {database.Servers} within {database.Patience.TotalSeconds:0} s. Is it running, and does Storage:ConnectionString name it?", e);
        }
    }

    private static StoreRefusedException Alone(Database database, Exception? cause) => new(
        $"The server at {database.Servers} has no transactions: it is not part of a replica set. Start it with --replSet and initiate the set; one member will do.", cause);
}
