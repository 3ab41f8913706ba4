using System.Collections.Concurrent;
using System.Text.Json;
using MongoDB.Bson;
using MongoDB.Driver;

namespace ServiceTrack.Storage.Mongo;

/// <summary>
/// Makes a collection and its indexes when it is first used by this process. Where rows were written by another
/// declaration their fields and tokens are made anew from the documents. While nodes of two versions run side by side the
/// older ones go on writing by theirs, so every node that starts looks again, until a day after that was last declared.
/// An index that is declared no more is left to the operator, since an older node may still need it.
/// </summary>
internal sealed class DeclaredCollections(Database database, TimeProvider clock)
{
    private static readonly TimeSpan Overlap = TimeSpan.FromDays(1);

    private readonly ConcurrentDictionary<string, DeclaredCollection> _declared = [];
    private readonly ConcurrentDictionary<string, Lazy<Task>> _ready = [];

    public async ValueTask<DeclaredCollection> Of(Owner owner, ICollection declaration)
    {
        if (!_declared.TryGetValue(declaration.Name, out var declared) || !ReferenceEquals(declared.Declaration, declaration))
        {
            var made = new DeclaredCollection(declaration);
            declared = _declared.GetOrAdd(declaration.Name, made);
            if (declared.Shape != made.Shape)
                throw new InvalidOperationException($"The collection {declaration.Name} is declared twice with different fields.");
        }
        var name = owner.Documents(declaration.Name);
        var ready = _ready.GetOrAdd(name, _ => new(() => Prepare(name, declared)));
        try
        {
            await ready.Value;
        }
        catch
        {
            _ready.TryRemove(new(name, ready));
            throw;
        }
        return declared;
    }

    private Task Prepare(string name, DeclaredCollection declared) => MongoFailure.Telling(async () =>
    {
        await Schema.Create(database, name, declared.Indexes());
        var now = clock.GetUtcNow();
        var known = await database[Database.Declarations].FindOneAndUpdateAsync<BsonDocument>(
            new BsonDocument("_id", name), Builders<BsonDocument>.Update.Set($"shapes.{declared.Shape}", now.ToUnixTimeMilliseconds()),
            new() { IsUpsert = true, ReturnDocument = ReturnDocument.After });
        var others = known["shapes"].AsBsonDocument.Where(s => s.Name != declared.Shape).ToList();
        if (others.Count == 0) return true;

        await MakeAnew(name, declared);
        foreach (var old in others.Where(s => s.Value.ToInt64() < (now - Overlap).ToUnixTimeMilliseconds()))
            await database[Database.Declarations].UpdateOneAsync(new BsonDocument("_id", name), Builders<BsonDocument>.Update.Unset($"shapes.{old.Name}"));
        return true;
    });

    private async Task MakeAnew(string name, DeclaredCollection declared)
    {
        using var rows = await database[name].Find(new BsonDocument("shape", new BsonDocument("$ne", declared.Shape))).ToCursorAsync();
        while (await rows.MoveNextAsync())
            foreach (var row in rows.Current)
            {
                var document = JsonSerializer.Deserialize(row["body"].AsString, declared.Declaration.Type, StoredJson.Options)!;
                await database[name].UpdateOneAsync(
                    new BsonDocument { { "_id", row["_id"] }, { "tenant", row["tenant"] }, { "version", row["version"] } },
                    new BsonDocument("$set", declared.Content(document)));
            }
    }
}
