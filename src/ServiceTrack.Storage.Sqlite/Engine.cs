using System.Collections.Concurrent;
using ServiceTrack.Tenants;

namespace ServiceTrack.Storage.Sqlite;

/// <summary>The parts that every tenant's store shares.</summary>
internal sealed class Engine(Writer writer, Readers readers, BlobFiles files, TimeProvider clock)
{
    private readonly ConcurrentDictionary<TenantId, long> _numbers = [];

    public Writer Writer => writer;
    public Readers Readers => readers;
    public BlobFiles Files => files;
    public CollectionTables Tables { get; } = new(writer);
    public Remembered<long> Remembered { get; } = new();
    public Wakes Wakes { get; } = new();
    public long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>The tenant's number, once it has written anything.</summary>
    public async ValueTask<long?> NumberOf(TenantId? tenant, CancellationToken cancel)
    {
        if (tenant is not { } id) return Owner.Directory;
        if (_numbers.TryGetValue(id, out var known)) return known;
        var found = await readers.Read(database => Owner.Find(database, id.Value), cancel);
        return found is { } number ? _numbers.GetOrAdd(id, number) : null;
    }
}
