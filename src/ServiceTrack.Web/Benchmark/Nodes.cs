using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using ServiceTrack.Activities;
using ServiceTrack.Sla;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Web.Benchmark;

/// <summary>
/// Many nodes simulated in one process over one store: what an event costs the store until every follower has had it,
/// and how long it takes until the companies of nodes that died without a word are followed again.
/// </summary>
public static class Nodes
{
    private const int Companies = 20, ActivitiesOfOne = 20;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    public static async Task<ImmutableArray<Result>> Measure(BenchmarkOptions o, WorkFolder work, TextWriter output, TimeProvider clock, CancellationToken cancel)
    {
        var results = ImmutableArray.CreateBuilder<Result>();
        foreach (var count in o.Nodes)
        {
            await using var open = await OpenFolder.Of(work.New(), clock);
            var followers = open.Services.GetServices<IFollower>().ToList();
            var tenants = await Found(open, clock, cancel);
            var nodes = Enumerable.Range(0, count).Select(_ => new NodeStore(open.Store)).ToList();
            var running = nodes.Select(n => new FollowFeeds(n, followers, clock, NullLogger<FollowFeeds>.Instance)).ToList();
            foreach (var node in running) await node.StartAsync(cancel);

            var (reads, writes) = (nodes.Sum(n => n.Reads), nodes.Sum(n => n.Writes));
            var events = await Work(open.Store, tenants, 0, clock, cancel);
            var lag = await Followed(open.Store, tenants, followers, clock, cancel);
            results.Add(new("feed fan-out", $"{count} nodes, {Companies} companies, {followers.Count} followers", events,
            [
                new("readsPerEvent", (nodes.Sum(n => n.Reads) - reads) / (double)events, ""), new("writesPerEvent", (nodes.Sum(n => n.Writes) - writes) / (double)events, ""),
                new("lagMs", lag.TotalMilliseconds, "ms"),
            ]));
            if (count > 1)
            {
                foreach (var node in nodes.Take(count / 2)) node.Dead = true;
                await Work(open.Store, tenants, ActivitiesOfOne, clock, cancel);
                var handed = await Followed(open.Store, tenants, followers, clock, cancel);
                results.Add(new("lease hand-over", $"{count / 2} of {count} nodes dead", events, [new("seconds", handed.TotalSeconds, "s", new(Below: 3 * FeedTurns.LeaseTime.TotalSeconds))]));
            }
            foreach (var node in running) await node.StopAsync(cancel);
        }
        return results.ToImmutable();
    }

    private static async Task<List<TenantId>> Found(OpenFolder open, TimeProvider clock, CancellationToken cancel)
    {
        List<TenantId> tenants = [];
        for (var i = 0; i < Companies; i++)
        {
            TenantId tenant = new($"company-{i}");
            Setup setup = new() { Name = tenant.Value, Policy = SlaDefaults.Policy, Calendars = [SlaDefaults.Calendar] };
            await new SetupDesk(open.Store.For(tenant)).Found(setup, "system/benchmark", clock.GetUtcNow(), cancel);
            await open.Store.Directory.Commit(new() { At = clock.GetUtcNow(), Documents = [DirectoryCollections.Companies.Put(new(tenant.Value, tenant.Value, clock.GetUtcNow()))] }, cancel);
            tenants.Add(tenant);
        }
        return tenants;
    }

    /// <summary>Gives how many events there were.</summary>
    private static async Task<long> Work(IStore store, List<TenantId> tenants, int first, TimeProvider clock, CancellationToken cancel)
    {
        var before = await Ends(store, tenants, cancel);
        for (var i = first; i < first + ActivitiesOfOne; i++)
            foreach (var tenant in tenants)
            {
                var company = store.For(tenant);
                var setup = (await company.Find(Setup.Collection, Setup.Id, cancel))!.Value;
                var now = clock.GetUtcNow();
                var done = await company.Commit(await History.Commit(new(company, setup), setup, ["outlet"], i, now, now, cancel), cancel);
                if (done is not CommitResult.Done) throw new BenchmarkFailedException($"Activity {i} of {tenant} was not taken.");
            }
        return await Ends(store, tenants, cancel) - before;
    }

    private static async Task<TimeSpan> Followed(IStore store, List<TenantId> tenants, List<IFollower> followers, TimeProvider clock, CancellationToken cancel)
    {
        var begun = clock.GetTimestamp();
        foreach (var tenant in tenants)
            foreach (var follower in followers)
                while (((await store.For(tenant).Find(FollowerPosition.Collection, follower.Name, cancel))?.Value.Next ?? 0) < await store.For(tenant).End(cancel))
                    await Task.Delay(Look, clock, cancel);
        return clock.GetElapsedTime(begun);
    }

    private static async Task<long> Ends(IStore store, List<TenantId> tenants, CancellationToken cancel)
    {
        var sum = 0L;
        foreach (var tenant in tenants) sum += await store.For(tenant).End(cancel);
        return sum;
    }
}
