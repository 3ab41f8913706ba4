using System.Collections.Immutable;
using ServiceTrack.Activities;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Web.Benchmark;

/// <summary>
/// Fills a company with a year of activities, as an import of old records does: each decided by the same rule as a
/// request, its past events folded, sealed and committed through the store's port with all its indexes, many under way
/// at a time so that they share fsyncs; then everything that follows the feed is brought to its end.
/// </summary>
public static class History
{
    private const int UnderWay = 256;
    private static readonly TimeSpan Span = TimeSpan.FromDays(365);

    public static async Task Load(Company company, int count, TimeProvider clock, CancellationToken cancel, bool follow = true)
    {
        await using var open = await OpenFolder.Of(company.Folder, clock);
        var store = open.Store.For(company.Tenant);
        var setup = (await store.Find(Setup.Collection, Setup.Id, cancel))!.Value;
        var keeper = new PromiseKeeper(store, setup);
        var now = clock.GetUtcNow();
        var everything = new ParallelOptions { MaxDegreeOfParallelism = UnderWay, CancellationToken = cancel };
        await Parallel.ForAsync(0, count, everything, async (n, stop) =>
        {
            var received = now - Span + Span * ((n + 0.5) / count);
            var commit = await Commit(keeper, setup, company.Outlets, n, received, now, stop);
            if (await store.Commit(commit, stop) is not CommitResult.Done) throw new BenchmarkFailedException($"Row {n} was not taken.");
        });
        if (!follow) return;
        foreach (var follower in open.Services.GetServices<IFollower>()) await follower.CatchUp(store, now, cancel);
    }

    /// <summary>The rows of one activity, new if <paramref name="received"/> is now.</summary>
    public static async Task<Commit> Commit(
        PromiseKeeper keeper, Setup setup, IReadOnlyList<string> outlets, int i, DateTimeOffset received, DateTimeOffset now, CancellationToken cancel)
    {
        var request = Samples.Request(i, outlets[Samples.Spread(i, 20) % outlets.Count]) with { OccurredAt = received };
        var decision = request.Decide(setup.Kind(request.Kind), "import", [], now, received < now ? Recorded.Imported : Recorded.AtTheTime);
        var receipt = (ActivityReceived)decision.Events[0];
        ImmutableArray<ActivityFold.Happened> events =
            [new(receipt with { Promise = keeper.PromiseFor(receipt) }, received), .. received < now ? Samples.Since(i, received, now) : []];
        var (_, commit) = await keeper.Commit(Guid.CreateVersion7(received).ToString("N"), null, events, "system/benchmark", now, cancel);
        return commit;
    }
}
