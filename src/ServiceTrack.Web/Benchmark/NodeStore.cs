using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Web.Benchmark;

/// <summary>One node's way to the store that all nodes share: counted, and cut off when the node dies.</summary>
internal sealed class NodeStore(IStore shared) : IStore, IWork
{
    private long reads, writes;

    public long Reads => Interlocked.Read(ref reads);
    public long Writes => Interlocked.Read(ref writes);
    public bool Dead { get; set; }

    public IDocuments Directory => shared.Directory;
    public IWork Work => this;
    public ITenantStore For(TenantId tenant) => new Counted(this, shared.For(tenant));
    public IAsyncEnumerable<TenantId> Wakes(CancellationToken cancel) => shared.Wakes(cancel);
    public Task<bool> Scrub(CancellationToken cancel) => shared.Scrub(cancel);
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public Task<Lease?> Hold(string name, string owner, DateTimeOffset now, TimeSpan duration, CancellationToken cancel) =>
        Write(() => shared.Work.Hold(name, owner, now, duration, cancel));

    public Task Release(Lease lease, CancellationToken cancel) => Dead ? Task.CompletedTask : shared.Work.Release(lease, cancel);

    public Task<IReadOnlyList<DueItem>> Due(int partition, string queue, DateTimeOffset now, int limit, CancellationToken cancel) =>
        Read(() => shared.Work.Due(partition, queue, now, limit, cancel));

    private Task<T> Read<T>(Func<Task<T>> read)
    {
        Interlocked.Increment(ref reads);
        return Dead ? throw new StoreUnavailableException("The node is dead.") : read();
    }

    private Task<T> Write<T>(Func<Task<T>> write)
    {
        Interlocked.Increment(ref writes);
        return Dead ? throw new StoreUnavailableException("The node is dead.") : write();
    }

    private sealed class Counted(NodeStore node, ITenantStore inner) : ITenantStore
    {
        public TenantId Tenant => inner.Tenant;
        public IBlobs Blobs => inner.Blobs;
        public ITenantRows Rows => inner.Rows;
        public Task<Stored<T>?> Find<T>(Collection<T> collection, string id, CancellationToken cancel) where T : class => node.Read(() => inner.Find(collection, id, cancel));
        public Task<Page<T>> Query<T>(Collection<T> collection, Query query, CancellationToken cancel) where T : class => node.Read(() => inner.Query(collection, query, cancel));
        public Task<IReadOnlyDictionary<string, long>> Count<T>(Collection<T> collection, Condition where, string? byField, CancellationToken cancel) where T : class =>
            node.Read(() => inner.Count(collection, where, byField, cancel));
        public Task<string?> Claimed(string scope, string key, CancellationToken cancel) => node.Read(() => inner.Claimed(scope, key, cancel));
        public Task<IReadOnlyList<RecordedEvent>> Stream(string stream, CancellationToken cancel) => node.Read(() => inner.Stream(stream, cancel));
        public Task<IReadOnlyList<RecordedEvent>> Feed(long from, int limit, CancellationToken cancel) => node.Read(() => inner.Feed(from, limit, cancel));
        public Task<long> End(CancellationToken cancel) => node.Read(() => inner.End(cancel));
        public Task<CommitResult> Commit(Commit commit, CancellationToken cancel) => node.Write(() => inner.Commit(commit, cancel));
    }
}
