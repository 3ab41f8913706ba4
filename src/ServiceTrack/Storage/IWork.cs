using ServiceTrack.Tenants;

namespace ServiceTrack.Storage;

/// <summary>
/// Things to do at a time, shared by all nodes. Items stand in 64 partitions; a node works a partition only while it
/// holds its lease, and what it writes names the lease (<see cref="Commit.Fence"/>), so a node that wakes up after its
/// lease has passed on changes nothing.
/// </summary>
public interface IWork
{
    const int Partitions = 64;

    /// <summary>
    /// Takes or renews a lease; null while another owner holds it. The epoch rises whenever it is taken: by another owner,
    /// or by the same one after it had lapsed or was released. No epoch comes twice.
    /// </summary>
    Task<Lease?> Hold(string name, string owner, DateTimeOffset now, TimeSpan duration, CancellationToken cancel);

    Task Release(Lease lease, CancellationToken cancel);

    /// <summary>Items of a queue due at or before <paramref name="now"/>, earliest first.</summary>
    Task<IReadOnlyList<DueItem>> Due(int partition, string queue, DateTimeOffset now, int limit, CancellationToken cancel);

    /// <summary>The partition a tenant's item stands in: FNV-1a over tenant and key, so that every engine agrees.</summary>
    static int PartitionOf(TenantId tenant, string key)
    {
        var hash = 2166136261u;
        foreach (var c in $"{tenant.Value}/{key}") hash = (hash ^ c) * 16777619u;
        return (int)(hash % Partitions);
    }
}

public sealed record Lease(string Name, string Owner, long Epoch, DateTimeOffset Until);

/// <summary>One thing to do; a queue holds one item per key, and putting it again replaces it.</summary>
public sealed record WorkItem(string Queue, string Key, DateTimeOffset DueAt, string Payload);

public sealed record DueItem(TenantId Tenant, WorkItem Item);
