using ServiceTrack.Tenants;

namespace ServiceTrack.Storage.Sqlite;

internal sealed class SqliteTenantStore(TenantId tenant, Engine engine) : SqliteDocuments(tenant, engine), ITenantStore
{
    public TenantId Tenant { get; } = tenant;

    public IBlobs Blobs { get; } = new SqliteBlobs(tenant, engine);

    public ITenantRows Rows { get; } = new SqliteTenantRows(tenant, engine);

    public Task<IReadOnlyList<RecordedEvent>> Stream(string stream, CancellationToken cancel) =>
        Read((database, number) => EventLog.OfStream(database, number, stream), [], cancel);

    public Task<IReadOnlyList<RecordedEvent>> Feed(long from, int limit, CancellationToken cancel) =>
        Read((database, number) => EventLog.From(database, number, from, limit), [], cancel);

    public Task<long> End(CancellationToken cancel) =>
        Read((database, number) => Owner.Load(database, number).End, 0, cancel);
}
