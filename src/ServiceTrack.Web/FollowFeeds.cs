using System.Collections.Concurrent;
using System.Threading.Channels;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Web;

/// <summary>
/// Runs every follower of the events of those companies whose turn is this node's: at start over all companies, then over
/// those the store names. A follower that fails is tried again later and holds up nobody else.
/// </summary>
public sealed class FollowFeeds(IStore store, IEnumerable<IFollower> followers, TimeProvider clock, ILogger<FollowFeeds> log) : BackgroundService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly FeedTurns turns = new(store, $"{Jobs.Node}/{Guid.NewGuid():N}", clock);
    private readonly ConcurrentDictionary<TenantId, bool> leftToOthers = [];

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        // One lane per follower: each company's turn in a lane comes once, however often it was named meanwhile.
        var lanes = followers.Select(f => new Lane(f, store, clock, log)).ToList();
        var running = lanes.Select(l => l.Run(stopping)).ToList();
        var wakes = Task.Run(async () =>
        {
            await foreach (var tenant in store.Wakes(stopping)) await Wake(tenant, lanes, stopping);
        }, stopping);
        await foreach (var company in DirectoryCollections.All(store.Directory, DirectoryCollections.Companies, Condition.Always, "createdAt", stopping))
            if (await IsBehind(new(company.Id), stopping)) await Wake(new(company.Id), lanes, stopping);
        await Task.WhenAll([wakes, .. running]);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await turns.ReleaseAll();
        }
        catch (Exception failure)
        {
            log.LogWarning(failure, "The turns of this node were not given up; they lapse by themselves.");
        }
    }

    private async Task Wake(TenantId tenant, List<Lane> lanes, CancellationToken stopping)
    {
        if (await IsOurs(tenant, stopping))
            foreach (var lane in lanes) lane.Wake(tenant);
        else if (leftToOthers.TryAdd(tenant, true)) _ = SeeToIt(tenant, lanes, stopping);
    }

    /// <summary>Looks later whether the node whose turn it was has done it, or is no more.</summary>
    private async Task SeeToIt(TenantId tenant, List<Lane> lanes, CancellationToken stopping)
    {
        await Task.Delay(FeedTurns.LeaseTime, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        leftToOthers.TryRemove(tenant, out _);
        if (stopping.IsCancellationRequested) return;
        try
        {
            if (await IsBehind(tenant, stopping)) await Wake(tenant, lanes, stopping);
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            log.LogError(failure, "Whether {Tenant} was followed cannot be read; it is looked at again.", tenant);
            if (leftToOthers.TryAdd(tenant, true)) _ = SeeToIt(tenant, lanes, stopping);
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task<bool> IsOurs(TenantId tenant, CancellationToken stopping)
    {
        try
        {
            return await turns.IsOurs(tenant, stopping);
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            log.LogError(failure, "The turn of {Tenant} cannot be had; it is tried again.", tenant);
            return false;
        }
    }

    private async Task<bool> IsBehind(TenantId tenant, CancellationToken cancel)
    {
        var company = store.For(tenant);
        var end = await company.End(cancel);
        foreach (var follower in followers)
            if (((await company.Find(FollowerPosition.Collection, follower.Name, cancel))?.Value.Next ?? 0) < end) return true;
        return false;
    }

    private sealed class Lane(IFollower follower, IStore store, TimeProvider clock, ILogger log)
    {
        private readonly Channel<TenantId> turns = Channel.CreateUnbounded<TenantId>(new() { SingleReader = true });
        private readonly HashSet<TenantId> waiting = [];
        private readonly Lock gate = new();

        public void Wake(TenantId tenant)
        {
            lock (gate)
                if (!waiting.Add(tenant)) return;
            _ = Enter(tenant);
        }

        public async Task Run(CancellationToken stopping)
        {
            Failures.OfFollower(follower.Name, times: 0);
            await foreach (var tenant in turns.Reader.ReadAllAsync(stopping))
            {
                lock (gate) waiting.Remove(tenant);
                try
                {
                    await follower.CatchUp(store.For(tenant), clock.GetUtcNow(), stopping);
                }
                catch (Exception failure) when (!stopping.IsCancellationRequested)
                {
                    Failures.OfFollower(follower.Name);
                    log.LogError(failure, "{Follower} could not follow {Tenant}; it goes on from where it was.", follower.Name, tenant);
                    _ = Again(tenant, stopping);
                }
            }
        }

        private async Task Enter(TenantId tenant)
        {
            if (follower.Gathering > TimeSpan.Zero) await Task.Delay(follower.Gathering, clock);
            turns.Writer.TryWrite(tenant);
        }

        private async Task Again(TenantId tenant, CancellationToken stopping)
        {
            await Task.Delay(Patience, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Wake(tenant);
        }
    }
}
