using ServiceTrack.Imports;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Tests.Imports;

/// <summary>A store that keeps so many imported rows and then answers no more, as if the process had been stopped in the middle.</summary>
internal sealed class StallingStore(IStore inner, int after) : IStore
{
    private readonly TaskCompletionSource stalled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int rows;

    /// <summary>Ends when the store has stopped answering.</summary>
    public Task Stalled => stalled.Task;

    public IDocuments Directory => inner.Directory;
    public IWork Work => inner.Work;
    public ITenantStore For(TenantId tenant) => new Stalling(this, inner.For(tenant));
    public IAsyncEnumerable<TenantId> Wakes(CancellationToken cancel) => inner.Wakes(cancel);
    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private async Task Pass(Commit commit, CancellationToken cancel)
    {
        if (commit.Append?.Events[0].By.StartsWith("import/", StringComparison.Ordinal) != true || Interlocked.Increment(ref rows) <= after) return;
        stalled.TrySetResult();
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancel);
    }

    private sealed class Stalling(StallingStore all, ITenantStore inner) : ITenantStore
    {
        public TenantId Tenant => inner.Tenant;
        public IBlobs Blobs => inner.Blobs;
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
            await all.Pass(commit, cancel);
            return await inner.Commit(commit, cancel);
        }
    }
}
