using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Tests.Dashboard;

/// <summary>A company's store that counts the rows it gives out or counts.</summary>
internal sealed class RowCount(ITenantStore store) : ITenantStore
{
    public long Given { get; private set; }

    public TenantId Tenant => store.Tenant;
    public IBlobs Blobs => store.Blobs;
    public ITenantRows Rows => store.Rows;

    public async Task<Stored<T>?> Find<T>(Collection<T> collection, string id, CancellationToken cancel) where T : class =>
        Counted(await store.Find(collection, id, cancel), 1);

    public async Task<Page<T>> Query<T>(Collection<T> collection, Query query, CancellationToken cancel) where T : class
    {
        var page = await store.Query(collection, query, cancel);
        return Counted(page, page.Items.Count);
    }

    public async Task<IReadOnlyDictionary<string, long>> Count<T>(
        Collection<T> collection, Condition where, string? byField, CancellationToken cancel) where T : class
    {
        var counts = await store.Count(collection, where, byField, cancel);
        return Counted(counts, counts.Values.Sum());
    }

    public async Task<IReadOnlyList<RecordedEvent>> Stream(string stream, CancellationToken cancel)
    {
        var events = await store.Stream(stream, cancel);
        return Counted(events, events.Count);
    }

    public async Task<IReadOnlyList<RecordedEvent>> Feed(long from, int limit, CancellationToken cancel)
    {
        var events = await store.Feed(from, limit, cancel);
        return Counted(events, events.Count);
    }

    public async Task<long> End(CancellationToken cancel) => Counted(await store.End(cancel), 1);

    public Task<string?> Claimed(string scope, string key, CancellationToken cancel) => store.Claimed(scope, key, cancel);

    public Task<CommitResult> Commit(Commit commit, CancellationToken cancel) => store.Commit(commit, cancel);

    private TResult Counted<TResult>(TResult result, long rows)
    {
        Given += rows;
        return result;
    }
}
