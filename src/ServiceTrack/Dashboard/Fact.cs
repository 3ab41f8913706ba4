using System.Collections.Immutable;
using ServiceTrack.Activities;
using ServiceTrack.Sla;

namespace ServiceTrack.Dashboard;

/// <summary>What one activity adds to the figures, as far as its events go: time alone changes nothing in it.</summary>
/// <param name="At">When it occurred, which is when it counts, whatever becomes of it later.</param>
/// <param name="Dimensions">Where it counts; "" where it has no value.</param>
/// <param name="Standing">Where it counts among what is open; empty once it is not.</param>
public sealed record Fact(
    DateTimeOffset At, string? OutletId, ImmutableArray<(string Dimension, string Value)> Dimensions,
    ImmutableArray<(string Dimension, string Value)> Standing, ImmutableArray<(Counted Counted, int N)> Counts,
    ImmutableArray<(Timed Timed, TimeSpan Duration)> Times)
{
    public const string Kind = "kind", Category = "category", Channel = "channel", Agent = "agent", Outlet = "outlet", Status = "status";

    /// <summary>The dimension of complaints alone; their sum stands under <see cref="Kind"/>.</summary>
    public static string OfComplaints(string dimension) => $"complaint.{dimension}";

    /// <param name="calendar">The hours it was promised in; null where nothing was promised, and then no working time is measured.</param>
    public static Fact Of(Activity a, SlaCalendar? calendar)
    {
        ImmutableArray<(string, string)> open =
            [(Status, ActivityCollection.StatusName(a.Status)), (Kind, a.Kind), (Channel, a.Channel), (Agent, a.AssigneeId ?? ""), (Outlet, a.OutletId ?? "")];
        return new(a.OccurredAt, a.OutletId, [.. DimensionsOf(a)], a.Status.IsOpen() ? open : [],
            [.. CountsOf(a, calendar).Where(c => c.N != 0)], [.. Durations.Of(a, calendar)]);
    }

    public bool Equals(Fact? other) => other is not null && (At, OutletId) == (other.At, other.OutletId)
        && Dimensions.SequenceEqual(other.Dimensions) && Standing.SequenceEqual(other.Standing)
        && Counts.SequenceEqual(other.Counts) && Times.SequenceEqual(other.Times);

    public override int GetHashCode() => HashCode.Combine(At, OutletId, Dimensions.Length, Counts.Length);

    private static IEnumerable<(string, string)> DimensionsOf(Activity a)
    {
        ImmutableArray<(string Dimension, string Value)> all =
            [(Kind, a.Kind), (Category, a.Category ?? ""), (Channel, a.Channel), (Agent, a.AssigneeId ?? ""), (Outlet, a.OutletId ?? "")];
        return a.Kind == "complaint" ? [.. all, .. all.Skip(1).Select(d => (OfComplaints(d.Dimension), d.Value))] : all;
    }

    private static IEnumerable<(Counted Counted, int N)> CountsOf(Activity a, SlaCalendar? calendar)
    {
        yield return (Counted.Received, 1);
        yield return (Counted.Solved, a.Status is Activities.Status.Resolved or Activities.Status.Closed ? 1 : 0);
        yield return (Counted.Dropped, a.Status is Activities.Status.Cancelled ? 1 : 0);
        yield return (Counted.Safety, a.Severity == "safety" ? 1 : 0);
        yield return (Counted.AnsweredInContact, a.AnsweredInContact ? 1 : 0);
        var (kept, late) = Durations.ClocksStopped(a, calendar);
        yield return (Counted.Kept, kept);
        yield return (Counted.Late, late);
        if (Durations.CameOnTime(a) is { } onTime) yield return (onTime ? Counted.OnTime : Counted.NotOnTime, 1);
    }
}
