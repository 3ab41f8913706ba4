using System.Collections.Immutable;
using System.Globalization;
using ServiceTrack.Activities;
using ServiceTrack.Dashboard;
using ServiceTrack.Journal;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;
using ServiceTrack.Web.Activities;

namespace ServiceTrack.Web.Dashboard;

/// <summary>Makes the page of figures for one scope of one company.</summary>
public sealed class Board(ITenantStore store, Setup setup, DashboardScope scope)
{
    private readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(setup.TimeZone);
    private readonly TileLists lists = new(scope);

    public async Task<DashboardSnapshot> Now(DateTimeOffset now, CancellationToken cancel) =>
        Show(await RollupReading.Of(store, now, reading => Figures(reading, now, cancel), cancel), await OpenNow(now, cancel));

    public Task<BoardFigures> Figures(RollupReading reading, DateTimeOffset now, CancellationToken cancel) =>
        BoardFigures.Of(reading, scope, now, zone, cancel);

    /// <summary>Whether figures are of the day it now is, where the company is.</summary>
    public bool IsOf(BoardFigures figures, DateTimeOffset now) => figures.Day == LocalSpan.DayOf(now, zone);

    /// <summary>What time alone changes.</summary>
    public async Task<OpenCounts> OpenNow(DateTimeOffset now, CancellationToken cancel)
    {
        var asOf = JournalTime.Cut(now);
        return new(asOf, await OpenThatAre("dueSoon", asOf, cancel), await OpenThatAre("breached", asOf, cancel));
    }

    public DashboardSnapshot Show(BoardFigures figures, OpenCounts open) =>
        new(open.AsOf, figures.Sequence, scope.Outlets, Tiles(figures, open), Charts(figures));

    private async Task<long> OpenThatAre(string part, DateTimeOffset asOf, CancellationToken cancel) =>
        (await store.Count(ActivityCollection.Activities, scope.And(
            Condition.Both(Condition.Is("open", 1L), ActivityFilter.SlaIs(part, asOf, setup.DueSoonMinutes))), null, cancel)).Values.Sum();

    private ImmutableArray<Tile> Tiles(BoardFigures figures, OpenCounts open)
    {
        var today = new Figures();
        foreach (var quarter in figures.Today.Values) today.Add(quarter);
        return
        [
            Count("open", figures.Standing.All, lists.Of("status=open")),
            Count("unassigned", figures.Standing.By(Fact.Agent).Where(a => a.Value == "").Sum(a => a.Open), lists.Of("status=open&assigneeId=none")),
            Count("dueSoon", open.DueSoon, lists.AsOfTime("sla=dueSoon", open.AsOf)),
            Count("breachedOpen", open.Breached, lists.AsOfTime("status=open&sla=breached", open.AsOf)),
            Today("receivedToday", today.All[Counted.Received], ""),
            Today("solvedOfToday", today.All[Counted.Solved], "status=resolved&status=closed"),
            Today("complaintsToday", today.By(Fact.Kind, "complaint")[Counted.Received], "kind=complaint"),
            Today("safetyToday", today.All[Counted.Safety], "severity=safety"),
            Today("answeredInContactToday", today.All[Counted.AnsweredInContact], "answered=inContact"),
            Answer("medianResponseToday", today, 0.5), Answer("p90ResponseToday", today, 0.9),
            Answer("medianResponse30Days", figures.Month, 0.5), Answer("p90Response30Days", figures.Month, 0.9),
        ];

        Tile Today(string key, long value, string filter) => Count(key, value, lists.Of(filter, figures.Day.From, figures.Day.To));
    }

    private ImmutableArray<Series> Charts(BoardFigures figures)
    {
        return
        [
            new("openByStatus", [.. from s in figures.Standing.By(Fact.Status) select new SeriesItem(s.Value, s.Open, lists.Of($"status={s.Value}"))]),
            Month("kindsOver30Days", Fact.Kind), Month("channelsOver30Days", Fact.Channel),
            new("hoursOfToday", [.. Hours()]),
        ];

        Series Month(string key, string dimension) => new(key,
        [
            .. from v in figures.Month.By(dimension)
               let n = v.Tally[Counted.Received]
               where n > 0
               orderby n descending, v.Value
               select new SeriesItem(v.Value, n, lists.Of($"{dimension}={Uri.EscapeDataString(v.Value)}", figures.Days30.From, figures.Days30.To)),
        ]);

        IEnumerable<SeriesItem> Hours()
        {
            for (var from = figures.Day.From; from < figures.Day.To; from = from.AddHours(1))
            {
                var to = from.AddHours(1);
                var n = figures.Today.Where(q => q.Key >= from && q.Key < to).Sum(q => q.Value.All[Counted.Received]);
                var local = TimeZoneInfo.ConvertTime(from, zone).ToString("yyyy-MM-dd'T'HH:mmzzz", CultureInfo.InvariantCulture);
                yield return new(local, n, lists.Of("", from, to));
            }
        }
    }

    private static Tile Count(string key, long value, string list) => new(key, value, TileUnit.Activities, list);

    private static Tile Answer(string key, Figures figures, double share)
    {
        var (working, clock) = (figures.All[Timed.ResponseWorking], figures.All[Timed.ResponseClock]);
        return new(key, Seconds(working), TileUnit.Seconds, null, Seconds(clock), working.Count);

        long? Seconds(Histogram histogram) => histogram.Quantile(share) is { } t ? (long)t.TotalSeconds : null;
    }
}

/// <summary>Open activities by what their clocks say at an instant.</summary>
public sealed record OpenCounts(DateTimeOffset AsOf, long DueSoon, long Breached);
