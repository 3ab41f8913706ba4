using MongoDB.Bson;
using MongoDB.Driver;

namespace ServiceTrack.Storage.Mongo;

/// <summary>
/// The collections that do not depend on declarations, in numbered steps. A step may be taken twice and by two nodes at
/// once, and only adds: nodes of the version before go on working beside it. A step that they could not work with raises
/// <c>readableFrom</c>, and they refuse to start. A step is never edited.
/// <para>Shard keys, where there is a cluster: <c>tenant</c> for every collection that is led by it, <c>partition</c> for
/// work, <c>files_id</c> for files.chunks; the directory's and the small rest (sequences, leases, schema, declarations) stay
/// on one shard.</para>
/// </summary>
internal static class Schema
{
    private const int NamespaceExists = 48;

    private static readonly (Func<Database, Task> Take, int ReadableFrom)[] Steps = [(First, 1)];

    /// <exception cref="StoreRefusedException">Of another program, or newer than this one can work with.</exception>
    public static async Task Upgrade(Database database)
    {
        var rows = database[Database.Schema];
        var name = new BsonDocument("_id", "schema");
        var stands = await rows.Find(name).FirstOrDefaultAsync();
        if (stands is null && await (await database.All.ListCollectionNamesAsync()).AnyAsync())
            throw new StoreRefusedException($"The database {database.Name} is another program's. Name another one in Storage:ConnectionString.");
        if (stands?["readableFrom"].ToInt32() > Steps.Length)
            throw new StoreRefusedException(
                $"The database {database.Name} was written by a newer version of ServiceTrack (schema {stands["step"]}; this one knows {Steps.Length}). "
                + "Start the newer version, or restore a backup made by this one.");
        // First of all, so that a start that is cut short leaves a database that is known as ours.
        if (stands is null) await rows.UpdateOneAsync(name, Builders<BsonDocument>.Update.Max("step", 0).Max("readableFrom", 1), new() { IsUpsert = true });
        for (var step = stands?["step"].ToInt32() ?? 0; step < Steps.Length; step++)
        {
            await Steps[step].Take(database);
            await rows.UpdateOneAsync(
                name, Builders<BsonDocument>.Update.Max("step", step + 1).Max("readableFrom", Steps[step].ReadableFrom), new() { IsUpsert = true });
        }
    }

    /// <summary>Also where it is there already.</summary>
    public static async Task Create(Database database, string collection, IEnumerable<CreateIndexModel<BsonDocument>> indexes)
    {
        try
        {
            await database.All.CreateCollectionAsync(collection);
        }
        catch (MongoCommandException e) when (e.Code == NamespaceExists)
        {
            // By an earlier start, or by another node.
        }
        if (indexes.Any()) await database[collection].Indexes.CreateManyAsync(indexes);
    }

    private static Task First(Database database)
    {
        var (company, directory) = (new Owner(new("")), new Owner(null));
        return Task.WhenAll(
            Create(database, Database.Sequences, [Index("changed")]),
            Create(database, Database.Events, [Unique("tenant", "stream", "version")]),
            Create(database, Database.Personal, [Index("tenant", "position")]),
            Create(database, Database.Work, [Index("partition", "queue", "due", "_id")]),
            Create(database, Database.Leases, []),
            Create(database, Database.Blobs, [Index("tenant", "refs", "stagedAt")]),
            Create(database, Database.Orphans, [Index("tenant", "at")]),
            Create(database, Database.Declarations, []),
            Create(database, company.Claims, [Index("tenant", "expires")]),
            Create(database, directory.Claims, [Index("tenant", "expires")]),
            Create(database, company.Commits, [Index("tenant", "at")]),
            Create(database, directory.Commits, [Index("tenant", "at")]));
    }

    private static CreateIndexModel<BsonDocument> Index(params IEnumerable<string> fields) =>
        new(new BsonDocument(fields.Select(f => new BsonElement(f, 1))), new() { Name = string.Join(", ", fields) });

    private static CreateIndexModel<BsonDocument> Unique(params IEnumerable<string> fields)
    {
        var index = Index(fields);
        index.Options.Unique = true;
        return index;
    }
}
