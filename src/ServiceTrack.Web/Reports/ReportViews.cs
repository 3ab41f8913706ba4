using System.Collections.Immutable;
using ServiceTrack.Dashboard;

namespace ServiceTrack.Web.Reports;

/// <summary>Figures of what occurred in [from, to), by when it occurred.</summary>
/// <param name="Total">Of all groups; its quantiles are not sums.</param>
public sealed record Report<T>(DateTimeOffset From, DateTimeOffset To, string GroupBy, T Total, ImmutableArray<ReportGroup<T>> Groups);

/// <param name="Key">The value grouped by ("none" where an activity has none), or the first date of a day, week or month.</param>
/// <param name="From">Of a day, week or month: when it begins within the report; else null.</param>
public sealed record ReportGroup<T>(string Key, DateTimeOffset? From, DateTimeOffset? To, T Figures);

/// <summary>Nearest-rank quantiles in seconds, within 1.6 %; null of nothing.</summary>
public sealed record Quantiles(long Measured, long? Median, long? P90)
{
    public static Quantiles Of(Histogram histogram) => new(histogram.Count, Seconds(histogram.Quantile(0.5)), Seconds(histogram.Quantile(0.9)));

    private static long? Seconds(TimeSpan? duration) => duration is { } d ? (long)d.TotalSeconds : null;
}

/// <summary>How long customers waited for the first answer and for the solution, in working time and by the clock.</summary>
/// <param name="AnsweredInContact">Answered as they were received, and so in no quantile of the response.</param>
public sealed record ResponseTimes(
    long Received, long AnsweredInContact, Quantiles Response, Quantiles ResponseClock, Quantiles Resolution, Quantiles ResolutionClock)
{
    public static ResponseTimes Of(Tally t) => new(t[Counted.Received], t[Counted.AnsweredInContact], Quantiles.Of(t[Timed.ResponseWorking]),
        Quantiles.Of(t[Timed.ResponseClock]), Quantiles.Of(t[Timed.ResolutionWorking]), Quantiles.Of(t[Timed.ResolutionClock]));
}

/// <param name="Dropped">Cancelled or merged.</param>
public sealed record Complaints(long Received, long Solved, long Dropped, long StillOpen, long Safety, Quantiles Resolution)
{
    public static Complaints Of(Tally t) => new(t[Counted.Received], t[Counted.Solved], t[Counted.Dropped], t.StillOpen, t[Counted.Safety],
        Quantiles.Of(t[Timed.ResolutionWorking]));
}

/// <param name="Dropped">Cancelled or merged.</param>
public sealed record Workload(long Received, long Solved, long Dropped, long StillOpen)
{
    public static Workload Of(Tally t) => new(t[Counted.Received], t[Counted.Solved], t[Counted.Dropped], t.StillOpen);
}

/// <summary>Promises by their clocks, of which an activity may have several. One that still runs is in neither number.</summary>
/// <param name="Share">Kept of those stopped, 0 to 1; null of none.</param>
public sealed record PromiseKept(long Kept, long Late, double? Share)
{
    public static PromiseKept Of(Tally t) => new(t[Counted.Kept], t[Counted.Late], Shares.Of(t[Counted.Kept], t[Counted.Late]));
}

/// <summary>Deliveries by their promised time and visits by their last appointment, without grace, as far as both times are known.</summary>
/// <param name="Share">On time of all, 0 to 1; null of none.</param>
public sealed record Punctuality(long OnTime, long NotOnTime, double? Share)
{
    public static Punctuality Of(Tally t) => new(t[Counted.OnTime], t[Counted.NotOnTime], Shares.Of(t[Counted.OnTime], t[Counted.NotOnTime]));
}

internal static class Shares
{
    public static double? Of(long these, long others) => these + others == 0 ? null : (double)these / (these + others);
}
