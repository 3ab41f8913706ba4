using System.Threading.Channels;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Web;

/// <summary>
/// Runs every follower of every company's events: at start over all companies, then over those the store names. A
/// follower that fails is tried again later and holds up nobody else.
/// </summary>
public sealed class FollowFeeds(IStore store, IEnumerable<IFollower> followers, TimeProvider clock, ILogger<FollowFeeds> log) : BackgroundService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        // One lane per follower: each company's turn in a lane comes once, however often it was named meanwhile.
        var lanes = followers.Select(f => new Lane(f, store, clock, log)).ToList();
        var running = lanes.Select(l => l.Run(stopping)).ToList();
        var wakes = Task.Run(async () =>
        {
            await foreach (var tenant in store.Wakes(stopping))
                foreach (var lane in lanes) lane.Wake(tenant);
        }, stopping);
        await foreach (var company in DirectoryCollections.All(store.Directory, DirectoryCollections.Companies, Condition.Always, "createdAt", stopping))
            foreach (var lane in lanes) lane.Wake(new(company.Id));
        await Task.WhenAll([wakes, .. running]);
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
