using System.Collections.Immutable;
using ServiceTrack.Journal;
using ServiceTrack.Storage;

namespace ServiceTrack.Web.Benchmark;

/// <summary>How fast the journal's tree follows a feed: hashed, put into tiles and committed, in this process.</summary>
public static class JournalAppends
{
    public static async Task<ImmutableArray<Result>> Measure(BenchmarkOptions o, WorkFolder work, TextWriter output, TimeProvider clock, CancellationToken cancel)
    {
        var company = await Company.Found(work.New(), clock, cancel);
        await History.Load(company, o.Journal, clock, cancel, follow: false);
        await using var open = await OpenFolder.Of(company.Folder, clock);
        var store = open.Store.For(company.Tenant);
        var begun = clock.GetTimestamp();
        var leaves = await new JournalFollower().CatchUp(store, clock.GetUtcNow(), cancel);
        var took = clock.GetElapsedTime(begun);
        begun = clock.GetTimestamp();
        await Checkpoints.Make(store, clock.GetUtcNow(), cancel);
        return
        [
            new("journal appends", $"{leaves} leaves", o.Journal,
                [new("perSecond", leaves / took.TotalSeconds, "/s"), new("checkpointMs", clock.GetElapsedTime(begun).TotalMilliseconds, "ms")]),
        ];
    }
}
