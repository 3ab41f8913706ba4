using System.Text;
using System.Text.Json;
using MongoDB.Bson;
using MongoDB.Driver;

namespace ServiceTrack.Storage.Mongo;

internal sealed class MongoTenantRows(Owner owner, Engine engine) : ITenantRows
{
    private Database Database => engine.Database;

    public async Task<IReadOnlyList<KeptDocument>> Documents(ICollection collection, string? after, int limit, CancellationToken cancel)
    {
        await engine.Collections.Of(owner, collection);
        return await Page(
            owner.Documents(collection.Name), new("tenant", owner.Name), owner.Id(after ?? ""), new() { { "t", owner.Name }, { "id", BsonMaxKey.Value } }, limit,
            r => new KeptDocument(collection, r["_id"]["id"].AsString, r["version"].ToInt64(), Encoding.UTF8.GetBytes(r["body"].AsString)), cancel);
    }

    public Task<IReadOnlyList<Claim>> Claims((string Scope, string Key)? after, int limit, CancellationToken cancel) => Page(
        owner.Claims, new("tenant", owner.Name), owner.Id("scope", after?.Scope ?? "", "key", after?.Key ?? ""),
        new() { { "t", owner.Name }, { "scope", BsonMaxKey.Value } }, limit, r => ClaimRow.Read(r).Claim, cancel);

    public Task<IReadOnlyList<WorkItem>> Work((string Queue, string Key)? after, int limit, CancellationToken cancel) => Page(
        Database.Work, [], owner.Id("queue", after?.Queue ?? "", "key", after?.Key ?? ""), new() { { "t", owner.Name }, { "queue", BsonMaxKey.Value } },
        limit, WorkRows.Read, cancel);

    public Task<IReadOnlyList<KeptBlob>> Blobs(string? after, int limit, CancellationToken cancel) => Page(
        Database.Blobs, new() { { "tenant", owner.Name }, { "refs", new BsonDocument("$gt", 0L) } }, owner.Id(after ?? ""),
        new() { { "t", owner.Name }, { "id", BsonMaxKey.Value } }, limit,
        r => new KeptBlob(r["_id"]["id"].AsString, r["bytes"].ToInt64(), r["refs"].ToInt64()), cancel);

    public async Task Put(TenantRows rows, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var documents = new List<(string Collection, BsonDocument Row)>(rows.Documents.Length);
        foreach (var kept in rows.Documents)
        {
            var declared = await engine.Collections.Of(owner, kept.Collection);
            var document = JsonSerializer.Deserialize(kept.Json.Span, kept.Collection.Type, StoredJson.Options)!;
            var row = new DocumentRow(owner.Documents(kept.Collection.Name), kept.Id, declared.Content(document), null);
            documents.Add((row.Collection, row.Row(owner, kept.Version)));
        }
        await MongoFailure.Telling(() => engine.Transactions.Run(owner, async session =>
        {
            await Put(session, rows.Events);
            foreach (var collection in documents.GroupBy(d => d.Collection)) await Replace(session, collection.Key, collection.Select(d => d.Row));
            await Replace(session, owner.Claims, rows.Claims.Select(c => ClaimRow.Of(c).Row(owner)));
            await new Writing(Database, session, owner).Work(rows.Work.Select(w => ((w.Queue, w.Key), (WorkItem?)w)));
            foreach (var blob in rows.Blobs) await Put(session, blob);
            return true;
        }));
        if (!rows.Events.IsEmpty) engine.Wakes.Wake(owner.Tenant!.Value);
    }

    private async Task Put(IClientSessionHandle session, IEnumerable<RecordedEvent> events)
    {
        var stood = SequenceState.Read(await Database[Database.Sequences].Find(session, new BsonDocument("_id", owner.Name)).FirstOrDefaultAsync());
        var (end, fresh) = (stood?.Next ?? 0, events.Where(e => e.Position >= (stood?.Next ?? 0)).ToList());
        if (fresh.Count == 0) return;
        for (var i = 0; i < fresh.Count; i++)
            if (fresh[i].Position != end + i) throw new ArgumentException($"Event {fresh[i].Position} cannot follow event {end + i - 1}.");
        await new Writing(Database, session, owner).Sequence(stood, new(end + fresh.Count, fresh[^1].RecordedAt.ToUnixTimeMilliseconds()));
        await Database[Database.Events].InsertManyAsync(session, fresh.Select(e => EventRows.Event(owner, e.Position, e.Stream, e.Version, e.Leaf.ToArray())));
        var personal = fresh.SelectMany(e => e.Personal.Select(p => EventRows.Personal(owner, e.Position, p))).ToList();
        if (personal.Count > 0) await Database[Database.Personal].InsertManyAsync(session, personal);
    }

    private async Task Put(IClientSessionHandle session, KeptBlob blob)
    {
        var filter = owner.Row(owner.Id(blob.Sha256));
        var stands = await Database[Database.Blobs].Find(session, filter).FirstOrDefaultAsync();
        if (stands is null || BlobState.Read(stands) is not { IsNeeded: true } state) throw new InvalidOperationException($"There is no file {blob.Sha256} to keep.");
        var put = await Database[Database.Blobs].UpdateOneAsync(
            session, filter.Merge(new() { { "refs", state.References }, { "staged", state.Staged } }),
            Builders<BsonDocument>.Update.Set("refs", blob.References).Set("staged", Math.Max(state.Staged - 1, 0)));
        if (put.MatchedCount == 0) throw new ChangedMeanwhileException();
    }

    private async Task Replace(IClientSessionHandle session, string collection, IEnumerable<BsonDocument> rows)
    {
        var writes = rows.Select(r => Writing.Replace(owner.Row(r["_id"]), r)).ToList();
        if (writes.Count > 0) await Database[collection].BulkWriteAsync(session, writes);
    }

    private Task<IReadOnlyList<T>> Page<T>(
        string collection, BsonDocument filter, BsonDocument after, BsonDocument end, int limit, Func<BsonDocument, T> row, CancellationToken cancel) =>
        MongoFailure.Telling<IReadOnlyList<T>>(async () =>
        {
            var rows = await Database[collection].Find(new BsonDocument(filter) { { "_id", new BsonDocument { { "$gt", after }, { "$lt", end } } } })
                .Sort(new BsonDocument("_id", 1)).Limit(limit).ToListAsync(cancel);
            return rows.ConvertAll(r => row(r));
        });
}
