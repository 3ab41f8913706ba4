using ServiceTrack.Dashboard;

namespace ServiceTrack.Web.Dashboard;

/// <summary>What a dashboard shows as far as events go: good until the next event, or the next midnight.</summary>
/// <param name="Today">By the quarters of an hour.</param>
/// <param name="Month">Thirty days, today among them.</param>
public sealed record BoardFigures(long Sequence, LocalSpan Day, LocalSpan Days30, IReadOnlyList<Part> Today, Figures Month, Standing Standing)
{
    public bool AreOf(DateTimeOffset now) => Day.From <= now && now < Day.To;

    public static async Task<BoardFigures> Of(RollupReading reading, DashboardScope scope, DateTimeOffset now, TimeZoneInfo zone, CancellationToken cancel)
    {
        var today = LocalDays.DayOf(now, zone);
        var (day, days30) = (LocalSpan.Of(today, 1, zone), LocalSpan.Of(today.AddDays(-29), 30, zone));
        var hours = await reading.Parts(scope.Scopes, day.From, day.To, coarse: false, cancel);
        var month = await reading.Sum(scope.Scopes, days30.From, day.From, cancel);
        foreach (var part in hours) month.Add(part.Figures);
        return new(reading.Sequence, day, days30, hours, month, await reading.Standing(scope.Scopes, cancel));
    }
}

/// <summary>Some of a company's days, half-open, from a midnight to a midnight.</summary>
public readonly record struct LocalSpan(DateTimeOffset From, DateTimeOffset To)
{
    public static LocalSpan Of(DateOnly first, int days, TimeZoneInfo zone) =>
        new(LocalDays.Midnight(first, zone), LocalDays.Midnight(first.AddDays(days), zone));
}
