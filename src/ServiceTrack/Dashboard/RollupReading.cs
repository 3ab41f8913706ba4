using System.Collections.Immutable;
using ServiceTrack.Storage;

namespace ServiceTrack.Dashboard;

/// <summary>
/// The figures as they stand at one position of the feed: rollups, and what the events after them change. The number of
/// rows read rests on the length of the period and on the work of the last moments, not on how much was ever recorded.
/// </summary>
public sealed class RollupReading
{
    // A longer tail is compacted first: the next reader would have to fold it again.
    private const int LongTail = 2 * Following.Batch;
    private const int PageSize = 1_000;

    private readonly ITenantStore store;
    private readonly List<(string Scope, Fact Fact, int Sign)> tail;

    private RollupReading(ITenantStore store, long sequence, List<(string, Fact, int)> tail) =>
        (this.store, Sequence, this.tail) = (store, sequence, tail);

    /// <summary>The number of events that are in the figures.</summary>
    public long Sequence { get; }

    /// <summary>
    /// Reads what is asked for, all of it at one position: where the follower went on in between, it is asked for again.
    /// </summary>
    public static async Task<T> Of<T>(ITenantStore store, DateTimeOffset now, Func<RollupReading, Task<T>> read, CancellationToken cancel)
    {
        while (true)
        {
            var before = await store.Find(FollowerPosition.Collection, RollupFollower.FollowerName, cancel);
            var from = before?.Value.Next ?? 0;
            if (await store.End(cancel) - from > LongTail)
            {
                await new RollupFollower().CatchUp(store, now, cancel);
                continue;
            }
            var events = await store.Feed(from, LongTail * 2, cancel);
            var changes = await Changes.Of(store, events, cancel);
            var result = await read(new(store, from + events.Count, [.. changes.SelectMany(c => c.Parts())]));
            var after = await store.Find(FollowerPosition.Collection, RollupFollower.FollowerName, cancel);
            if (after?.Version == before?.Version) return result;
        }
    }

    /// <summary>What occurred in [from, to), by parts of it; both are quarters of an hour.</summary>
    /// <param name="scopes">Disjoint.</param>
    /// <param name="coarse">Parts may be whole days, which takes fewer rows.</param>
    public async Task<List<Part>> Parts(ImmutableArray<string> scopes, DateTimeOffset from, DateTimeOffset to, bool coarse, CancellationToken cancel)
    {
        var parts = new List<Part>();
        foreach (var scope in scopes)
            foreach (var (grain, start, end) in Stretches(from, to, coarse))
                parts.AddRange((await Rollups(grain, scope, start, end, cancel)).SelectMany(r => r.ByTime()).Where(p => p.Start >= from && p.Start < to));
        foreach (var (scope, fact, sign) in tail)
        {
            if (!scopes.Contains(scope) || fact.At < from || fact.At >= to) continue;
            var figures = new Figures();
            figures.Add(fact, sign);
            parts.Add(new(Rollup.QuarterOf(fact.At), figures));
        }
        return parts;
    }

    public async Task<Figures> Sum(ImmutableArray<string> scopes, DateTimeOffset from, DateTimeOffset to, CancellationToken cancel)
    {
        var sum = new Figures();
        foreach (var part in await Parts(scopes, from, to, coarse: true, cancel)) sum.Add(part.Figures);
        return sum;
    }

    /// <summary>What is open, whenever it occurred.</summary>
    public async Task<Standing> Standing(ImmutableArray<string> scopes, CancellationToken cancel)
    {
        var sum = Dashboard.Standing.Empty("");
        foreach (var scope in scopes)
            if (await store.Find(Dashboard.Standing.Collection, scope, cancel) is { Value: var standing }) sum.Add(standing);
        foreach (var (scope, fact, sign) in tail)
            if (scopes.Contains(scope)) sum.Add(fact, sign);
        return sum;
    }

    private static IEnumerable<(Grain Grain, DateTimeOffset From, DateTimeOffset To)> Stretches(DateTimeOffset from, DateTimeOffset to, bool coarse)
    {
        var (firstDay, lastDay) = (Rollup.Floor(from.AddDays(1).AddTicks(-1), Grain.Day), Rollup.Floor(to, Grain.Day));
        if (!coarse || firstDay >= lastDay) return [(Grain.Hour, Rollup.Floor(from, Grain.Hour), to)];
        return
        [
            (Grain.Hour, Rollup.Floor(from, Grain.Hour), firstDay), (Grain.Day, firstDay, lastDay), (Grain.Hour, lastDay, to),
        ];
    }

    private async Task<List<Rollup>> Rollups(Grain grain, string scope, DateTimeOffset from, DateTimeOffset to, CancellationToken cancel)
    {
        var rollups = new List<Rollup>();
        if (from >= to) return rollups;
        var query = new Query
        {
            Where = Condition.Both(Condition.Is("series", Rollup.SeriesOf(grain, scope)), Condition.Between("start", from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds())),
            OrderBy = "start", Limit = PageSize,
        };
        do
        {
            var page = await store.Query(Rollup.Collection, query, cancel);
            rollups.AddRange(page.Items.Select(r => r.Value));
            query = query with { Cursor = page.Next };
        }
        while (query.Cursor is not null);
        return rollups;
    }
}
