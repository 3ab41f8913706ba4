using System.Collections.Immutable;
using ServiceTrack.Journal;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Activities;

/// <summary>
/// Raises what clocks owe: due soon and breached, once each for an activity's life. It finds what is due by time, so
/// after days of downtime nothing is missed; a claim on each alarm and the lease on the partition keep two nodes from
/// raising it twice.
/// </summary>
public sealed class AlarmSweep(IStore store, string node)
{
    private const int Batch = 200;
    private static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(30);

    /// <summary>Sweeps every partition this node can hold; gives the number of alarms raised.</summary>
    public async Task<int> Run(DateTimeOffset now, CancellationToken cancel)
    {
        now = JournalTime.Cut(now);
        var raised = 0;
        for (var partition = 0; partition < IWork.Partitions; partition++)
        {
            if (await store.Work.Due(partition, PromiseKeeper.Alarms, now, 1, cancel) is []) continue;
            if (await store.Work.Hold($"{PromiseKeeper.Alarms}/{partition}", node, now, LeaseTime, cancel) is not { } lease) continue;
            while (true)
            {
                var due = await store.Work.Due(partition, PromiseKeeper.Alarms, now, Batch, cancel);
                var before = raised;
                foreach (var item in due) raised += await Raise(item, lease, now, cancel);
                // What could not be raised is due still; the next sweep tries it again.
                if (due.Count < Batch || raised == before) break;
            }
        }
        return raised;
    }

    private async Task<int> Raise(DueItem item, Lease lease, DateTimeOffset now, CancellationToken cancel)
    {
        var tenant = store.For(item.Tenant);
        if (await tenant.Find(Setup.Collection, Setup.Id, cancel) is not { Value: var setup }
            || await tenant.Find(ActivityCollection.Activities, item.Item.Key, cancel) is not { Value: var activity })
        {
            await tenant.Commit(new() { At = now, Fence = lease, Finish = [(item.Item.Queue, item.Item.Key)] }, cancel);
            return 0;
        }
        var keeper = new PromiseKeeper(tenant, setup);
        var owed = keeper.Owed(activity, await keeper.Read(activity, now, cancel), now);
        if (owed.IsEmpty)
        {
            await tenant.Commit(keeper.Plan(activity, await keeper.Read(activity, now, cancel), now) with { Fence = lease }, cancel);
            return 0;
        }
        var at = activity.Trail[^1].At > now ? activity.Trail[^1].At : now;
        var events = owed.Select(a => new ActivityFold.Happened(new ActivityAlarmed(a.Key, a.At), at)).ToImmutableArray();
        var (_, commit) = await keeper.Commit(activity.Id, activity, events, "system/sla", now, cancel);
        var result = await tenant.Commit(commit with
        {
            Fence = lease,
            Claims = [.. owed.Select(a => new Claim("alarm", $"{activity.Id}/{a.Key}", node))],
        }, cancel);
        return result is CommitResult.Done ? owed.Length : 0;
    }
}
