using MongoDB.Bson;
using MongoDB.Driver;
using ServiceTrack.Tenants;

namespace ServiceTrack.Storage.Mongo;

internal sealed class MongoTenantStore(TenantId tenant, Engine engine) : MongoDocuments(tenant, engine), ITenantStore
{
    private readonly Engine _engine = engine;

    public TenantId Tenant { get; } = tenant;

    public IBlobs Blobs { get; } = new MongoBlobs(new(tenant), engine);

    public ITenantRows Rows { get; } = new MongoTenantRows(new(tenant), engine);

    public Task<IReadOnlyList<RecordedEvent>> Stream(string stream, CancellationToken cancel) =>
        Telling(() => EventRows.OfStream(_engine.Database, Owner, stream, cancel));

    public Task<IReadOnlyList<RecordedEvent>> Feed(long from, int limit, CancellationToken cancel) =>
        Telling(() => EventRows.From(_engine.Database, Owner, from, limit, cancel));

    public Task<long> End(CancellationToken cancel) => Telling(async () =>
    {
        var row = await _engine.Database[Database.Sequences].Find(new BsonDocument("_id", Owner.Name)).FirstOrDefaultAsync(cancel);
        return SequenceState.Read(row)?.Next ?? 0;
    });
}
