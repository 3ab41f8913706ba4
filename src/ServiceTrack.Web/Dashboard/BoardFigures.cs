using ServiceTrack.Dashboard;

namespace ServiceTrack.Web.Dashboard;

/// <summary>What a dashboard shows as far as events go: good until the next midnight, if it is told of each event.</summary>
/// <param name="Sequence">How many events are in it.</param>
/// <param name="Today">By the quarters of an hour.</param>
/// <param name="Month">Thirty days, today among them.</param>
public sealed record BoardFigures(
    long Sequence, LocalSpan Day, LocalSpan Days30, SortedDictionary<DateTimeOffset, Figures> Today, Figures Month, Standing Standing)
{
    public static async Task<BoardFigures> Of(RollupReading reading, DashboardScope scope, DateTimeOffset now, TimeZoneInfo zone, CancellationToken cancel)
    {
        var (day, days30) = (LocalSpan.DayOf(now, zone), LocalSpan.ThirtyDaysTo(now, zone));
        var month = await reading.Sum(scope.Scopes, days30.From, day.From, cancel);
        var today = new SortedDictionary<DateTimeOffset, Figures>();
        foreach (var part in await reading.Parts(scope.Scopes, day.From, day.To, coarse: false, cancel))
        {
            QuarterOf(today, part.Start).Add(part.Figures);
            month.Add(part.Figures);
        }
        return new(reading.Sequence, day, days30, today, month, await reading.Standing(scope.Scopes, cancel));
    }

    /// <summary>Takes in what the events up to a new sequence change; these figures go on as the ones that are returned.</summary>
    public BoardFigures With(long sequence, DashboardScope scope, IEnumerable<Change> changes)
    {
        foreach (var (_, fact, sign) in changes.SelectMany(c => c.Parts()).Where(p => scope.Scopes.Contains(p.Scope)))
        {
            if (Day.Holds(fact.At)) QuarterOf(Today, Rollup.QuarterOf(fact.At)).Add(fact, sign);
            if (Days30.Holds(fact.At)) Month.Add(fact, sign);
            Standing.Add(fact, sign);
        }
        return this with { Sequence = sequence };
    }

    private static Figures QuarterOf(SortedDictionary<DateTimeOffset, Figures> today, DateTimeOffset start) =>
        today.TryGetValue(start, out var figures) ? figures : today[start] = new();
}

/// <summary>Some of a company's days, half-open, from a midnight to a midnight.</summary>
public readonly record struct LocalSpan(DateTimeOffset From, DateTimeOffset To)
{
    public static LocalSpan DayOf(DateTimeOffset now, TimeZoneInfo zone) => Until(now, 1, zone);

    public static LocalSpan ThirtyDaysTo(DateTimeOffset now, TimeZoneInfo zone) => Until(now, 30, zone);

    public bool Holds(DateTimeOffset at) => From <= at && at < To;

    private static LocalSpan Until(DateTimeOffset now, int days, TimeZoneInfo zone)
    {
        var tomorrow = LocalDays.DayOf(now, zone).AddDays(1);
        return new(LocalDays.Midnight(tomorrow.AddDays(-days), zone), LocalDays.Midnight(tomorrow, zone));
    }
}
