using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Web;

/// <summary>
/// Which companies' events this node follows: those of the partitions whose lease it holds. A lease only spares the other
/// nodes the same work; that nothing is counted twice rests on the followers' own positions.
/// </summary>
public sealed class FeedTurns(IStore store, string node, TimeProvider clock)
{
    /// <summary>How long a company waits for another node after the one that followed it has died.</summary>
    public static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(10);

    // Gives new nodes their share.
    private static readonly TimeSpan Tenure = TimeSpan.FromMinutes(5);

    // Whoever holds few comes first.
    private static readonly TimeSpan Courtesy = TimeSpan.FromMilliseconds(2);

    private readonly Partition[] partitions = [.. Enumerable.Range(0, IWork.Partitions).Select(_ => new Partition())];

    /// <summary>How many partitions this node holds.</summary>
    public int Held => partitions.Count(p => p.Until > clock.GetUtcNow());

    /// <summary>Whether it is this node's turn; where it is nobody's, it becomes this one's.</summary>
    public async Task<bool> IsOurs(TenantId tenant, CancellationToken cancel)
    {
        var number = IWork.PartitionOf(tenant, "");
        var partition = partitions[number];
        await partition.Gate.WaitAsync(cancel);
        try
        {
            var now = clock.GetUtcNow();
            if (partition.OthersUntil > now) return false;
            if (partition.Until - now > LeaseTime / 2) return true;
            if (partition.Until <= now)
            {
                await Task.Delay(Courtesy * Held, clock, cancel);
                partition.Since = now = clock.GetUtcNow();
            }
            else if (now - partition.Since > Tenure)
            {
                await Release(partition, cancel);
                partition.OthersUntil = now + LeaseTime / 2;
                return false;
            }
            partition.Lease = await store.Work.Hold($"feeds/{number}", node, now, LeaseTime, cancel);
            if (partition.Lease is null) partition.OthersUntil = now + LeaseTime / 2;
            return partition.Lease is not null;
        }
        finally
        {
            partition.Gate.Release();
        }
    }

    /// <summary>Leaves all of them to others at once.</summary>
    public async Task ReleaseAll()
    {
        foreach (var partition in partitions) await Release(partition, CancellationToken.None);
    }

    private async Task Release(Partition partition, CancellationToken cancel)
    {
        if (partition.Lease is { } lease) await store.Work.Release(lease, cancel);
        partition.Lease = null;
    }

    private sealed class Partition
    {
        public SemaphoreSlim Gate { get; } = new(1);
        public Lease? Lease { get; set; }
        public DateTimeOffset Since { get; set; }
        public DateTimeOffset OthersUntil { get; set; }
        public DateTimeOffset Until => Lease?.Until ?? DateTimeOffset.MinValue;
    }
}
