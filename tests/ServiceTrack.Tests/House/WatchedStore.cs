using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Tests.House;

/// <summary>A store that asks before each commit of a company, so that a test can hold it up, let it fail or change it.</summary>
/// <param name="instead">What is committed in a commit's place.</param>
/// <param name="scrubs">False where it only says so.</param>
internal sealed class WatchedStore(IStore inner, Func<TenantId, Commit, CancellationToken, Task> before, Func<Commit, Commit>? instead = null, bool scrubs = true) : IStore
{
    public IDocuments Directory => inner.Directory;
    public IWork Work => inner.Work;
    public ITenantStore For(TenantId tenant) => new Watched(inner.For(tenant), before, instead);
    public IAsyncEnumerable<TenantId> Wakes(CancellationToken cancel) => inner.Wakes(cancel);
    public Task<bool> Scrub(CancellationToken cancel) => scrubs ? inner.Scrub(cancel) : Task.FromResult(true);
    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private sealed class Watched(ITenantStore inner, Func<TenantId, Commit, CancellationToken, Task> before, Func<Commit, Commit>? instead) : ITenantStore
    {
        public TenantId Tenant => inner.Tenant;
        public IBlobs Blobs => inner.Blobs;
        public ITenantRows Rows => inner.Rows;
        public Task<Stored<T>?> Find<T>(Collection<T> collection, string id, CancellationToken cancel) where T : class => inner.Find(collection, id, cancel);
        public Task<Page<T>> Query<T>(Collection<T> collection, Query query, CancellationToken cancel) where T : class => inner.Query(collection, query, cancel);
        public Task<IReadOnlyDictionary<string, long>> Count<T>(Collection<T> collection, Condition where, string? byField, CancellationToken cancel) where T : class =>
            inner.Count(collection, where, byField, cancel);
        public Task<string?> Claimed(string scope, string key, CancellationToken cancel) => inner.Claimed(scope, key, cancel);
        public Task<IReadOnlyList<RecordedEvent>> Stream(string stream, CancellationToken cancel) => inner.Stream(stream, cancel);
        public Task<IReadOnlyList<RecordedEvent>> Feed(long from, int limit, CancellationToken cancel) => inner.Feed(from, limit, cancel);
        public Task<long> End(CancellationToken cancel) => inner.End(cancel);

        public async Task<CommitResult> Commit(Commit commit, CancellationToken cancel)
        {
            await before(Tenant, commit, cancel);
            return await inner.Commit(instead?.Invoke(commit) ?? commit, cancel);
        }
    }
}
