using MongoDB.Bson;
using MongoDB.Driver;

namespace ServiceTrack.Storage.Mongo;

/// <summary>
/// What a group of commits changes, written in its transaction. Each row that something was decided by is written over
/// only as it was read, each new one only where there is none: whatever the database's isolation, nothing is lost.
/// </summary>
internal sealed class Writing(Database database, IClientSessionHandle session, Owner owner)
{
    public async Task Write(Picture picture)
    {
        if (picture.Events.Count > 0) await Sequence(picture.Stood, picture.Sequence);
        await Guarded(Database.Leases, picture.Leases.Changed.Select(l => Fence(l.Key, l.Stood!)));
        await Guarded(owner.Claims, picture.Claims.Changed.Select(c => One(
            owner.Id("scope", c.Key.Scope, "key", c.Key.Key),
            c.Stood is null ? null : new() { { "value", c.Stood.Value }, { "expires", BsonValue.Create(c.Stood.Expires) } }, c.Now?.Row(owner))));
        foreach (var collection in picture.Documents.Changed.GroupBy(d => d.Key.Collection))
            await Guarded(collection.Key, collection.Select(d => One(
                owner.Id(d.Key.Id), d.Stood is null ? null : new("version", d.Stood.Version), d.Now?.Content!.Row(owner, d.Now.Version))));
        if (picture.Events.Count > 0) await database[Database.Events].InsertManyAsync(session, picture.Events);
        if (picture.Personal.Count > 0) await database[Database.Personal].InsertManyAsync(session, picture.Personal);
        if (picture.Erased.Count > 0)
            await database[Database.Personal].BulkWriteAsync(session, picture.Erased.Select(v => EventRows.Erase(owner, v)));
        await Work(picture.Work.Changed.Select(w => (w.Key, w.Now)));
        await Guarded(Database.Blobs, picture.Blobs.Changed.Select(b => Blob(b.Key, b.Stood!, b.Now!)));
        var unneeded = picture.Blobs.Changed.Where(b => !b.Now!.IsNeeded).Select(b => b.Now!.File).ToList();
        if (unneeded.Count > 0) await database[Database.Orphans].InsertManyAsync(session, unneeded.Select(f => Orphan(owner, f, long.MinValue)));
    }

    /// <summary>Where the tenant's events have come to; a node that read another number does not get past this.</summary>
    public async Task Sequence(SequenceState? stood, SequenceState now)
    {
        var guard = new BsonDocument { { "_id", owner.Name }, { "next", stood?.Next ?? 0 } };
        var change = Builders<BsonDocument>.Update.Set("next", now.Next).Set("recorded", now.Recorded)
            .CurrentDate("changed", UpdateDefinitionCurrentDateType.Timestamp);
        var result = await database[Database.Sequences].UpdateOneAsync(session, guard, change, new() { IsUpsert = stood is null });
        if (result.MatchedCount == 0 && result.UpsertedId is null) throw new ChangedMeanwhileException();
    }

    /// <summary>Puts the last item of each name, or takes it away.</summary>
    public async Task Work(IEnumerable<((string Queue, string Key) Name, WorkItem? Item)> items)
    {
        var writes = items.Select(w =>
        {
            var id = owner.Id("queue", w.Name.Queue, "key", w.Name.Key);
            var partition = IWork.PartitionOf(owner.Tenant!.Value, w.Name.Key);
            var row = new BsonDocument { { "_id", id }, { "partition", partition } };
            return w.Item is { } item ? Replace(row, WorkRows.Row(id, partition, item)) : new DeleteOneModel<BsonDocument>(row);
        }).ToList();
        if (writes.Count > 0) await database[Database.Work].BulkWriteAsync(session, writes);
    }

    /// <summary>In place of whatever is there.</summary>
    public static WriteModel<BsonDocument> Replace(BsonDocument filter, BsonDocument row) => new ReplaceOneModel<BsonDocument>(filter, row) { IsUpsert = true };

    public static BsonDocument Orphan(Owner owner, ObjectId file, long at) => new() { { "_id", file }, { "tenant", owner.Name }, { "at", at } };

    private WriteModel<BsonDocument>? One(BsonDocument id, BsonDocument? stood, BsonDocument? now) => (stood, now) switch
    {
        (null, null) => null,
        (null, _) => new InsertOneModel<BsonDocument>(now),
        (_, null) => new DeleteOneModel<BsonDocument>(owner.Row(id).Merge(stood)),
        _ => new ReplaceOneModel<BsonDocument>(owner.Row(id).Merge(stood), now),
    };

    private WriteModel<BsonDocument> Blob(string sha256, BlobState stood, BlobState now)
    {
        var guard = owner.Row(owner.Id(sha256)).Merge(new() { { "refs", stood.References }, { "staged", stood.Staged }, { "file", stood.File } });
        return now.IsNeeded
            ? new UpdateOneModel<BsonDocument>(guard, Builders<BsonDocument>.Update.Set("refs", now.References).Set("staged", now.Staged))
            : new DeleteOneModel<BsonDocument>(guard);
    }

    // A lease that is only read could pass on before this is kept; one that is written cannot.
    private static UpdateOneModel<BsonDocument> Fence(string name, LeaseState stood) => new(
        new BsonDocument { { "_id", name }, { "owner", stood.Owner }, { "epoch", stood.Epoch } }, Builders<BsonDocument>.Update.Inc("used", 1L));

    private async Task Guarded(string collection, IEnumerable<WriteModel<BsonDocument>?> writes)
    {
        var given = writes.OfType<WriteModel<BsonDocument>>().ToList();
        if (given.Count == 0) return;
        var result = await database[collection].BulkWriteAsync(session, given);
        if (result.InsertedCount + result.MatchedCount + result.DeletedCount != given.Count) throw new ChangedMeanwhileException();
    }
}
