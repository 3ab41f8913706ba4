using System.Text.Json;
using ServiceTrack.Journal;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Tests.Journal;

internal sealed class MemoryTenant(string tenant = "t1") : ITenantStore
{
    private readonly Dictionary<(string, string), (ICollection Collection, string Json, long Version)> documents = [];
    private readonly List<RecordedEvent> events = [];

    public TenantId Tenant => new(tenant);
    public IBlobs Blobs => throw new NotSupportedException();
    public int Reads { get; private set; }

    public Task<Stored<T>?> Find<T>(Collection<T> collection, string id, CancellationToken cancel) where T : class
    {
        Reads++;
        return Task.FromResult(documents.TryGetValue((collection.Name, id), out var d)
            ? new Stored<T>(JsonSerializer.Deserialize<T>(d.Json, StoredJson.Options)!, d.Version)
            : null);
    }

    public Task<Page<T>> Query<T>(Collection<T> collection, Query query, CancellationToken cancel) where T : class
    {
        var field = collection.Fields.Single(f => f.Name.Name == query.OrderBy);
        var all = documents.Where(d => d.Key.Item1 == collection.Name)
            .Select(d => new Stored<T>(JsonSerializer.Deserialize<T>(d.Value.Json, StoredJson.Options)!, d.Value.Version));
        var ordered = query.Descending ? all.OrderByDescending(d => field.Value(d.Value)) : all.OrderBy(d => field.Value(d.Value));
        return Task.FromResult(new Page<T>([.. ordered.Take(query.Limit)], null));
    }

    public Task<CommitResult> Commit(Commit commit, CancellationToken cancel)
    {
        foreach (var d in commit.Documents)
        {
            var version = documents.GetValueOrDefault((d.Collection.Name, d.Id)).Version;
            if (d.ExpectedVersion is { } expected && expected != version) return Task.FromResult<CommitResult>(new CommitResult.Stale(d.Id, version));
        }
        foreach (var d in commit.Documents)
            documents[(d.Collection.Name, d.Id)] = (d.Collection, JsonSerializer.Serialize(d.Document, d.Collection.Type, StoredJson.Options),
                documents.GetValueOrDefault((d.Collection.Name, d.Id)).Version + 1);
        var position = events.Count;
        var recordedAt = events.Count > 0 && events[^1].RecordedAt > commit.At ? events[^1].RecordedAt : JournalTime.Cut(commit.At);
        if (commit.Append is { } append)
        {
            var version = events.Count(e => e.Stream == append.Stream);
            foreach (var e in append.Events)
                events.Add(new(events.Count, append.Stream, ++version, e.Type, e.At, recordedAt, e.By, e.Data, e.Personal,
                    LeafBytes.Of(Tenant, append.Stream, version, e, recordedAt)));
        }
        return Task.FromResult<CommitResult>(new CommitResult.Done(position, recordedAt));
    }

    public Task<IReadOnlyList<RecordedEvent>> Stream(string stream, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<RecordedEvent>>([.. events.Where(e => e.Stream == stream)]);

    public Task<IReadOnlyList<RecordedEvent>> Feed(long from, int limit, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<RecordedEvent>>(events.GetRange((int)from, Math.Min(limit, events.Count - (int)from)));

    public Task<long> End(CancellationToken cancel) => Task.FromResult<long>(events.Count);

    public Task<IReadOnlyDictionary<string, long>> Count<T>(Collection<T> collection, Condition where, string? byField, CancellationToken cancel)
        where T : class => throw new NotSupportedException();

    public Task<string?> Claimed(string scope, string key, CancellationToken cancel) => throw new NotSupportedException();
}
