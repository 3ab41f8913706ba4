using System.Globalization;
using ServiceTrack.Activities;
using ServiceTrack.Sla;

namespace ServiceTrack.Dashboard;

/// <summary>How long one activity took, and whether that was in time.</summary>
internal static class Durations
{
    // Stopwatches rather than promises: used up at once, they read how long it took.
    private static readonly SlaTargets Stopwatch = new()
    {
        Response = SlaTarget.WorkingTime(TimeSpan.Zero), Resolution = SlaTarget.WorkingTime(TimeSpan.Zero),
    };

    public static IEnumerable<(Timed, TimeSpan)> Of(Activity a, SlaCalendar? calendar)
    {
        var answered = a.AnsweredInContact ? null : a.RespondedAt;
        if (answered is { } answer) yield return (Timed.ResponseClock, answer - a.OccurredAt);
        if (a.ResolvedAt is { } end) yield return (Timed.ResolutionClock, end - a.OccurredAt);
        if (calendar is null || (answered is null && a.ResolvedAt is null)) yield break;
        // Dropping a matter voids what was promised, not how long the answer took.
        var trail = a.Trail.RemoveAll(e => e.Type is SlaEventType.Cancelled or SlaEventType.Merged);
        foreach (var clock in SlaClock.Compute(Stopwatch, calendar, trail, trail[^1].At))
        {
            if (clock.MetAt is null) continue;
            if (clock.Target == SlaTargets.ResolutionName) yield return (Timed.ResolutionWorking, clock.Elapsed);
            else if (answered is not null) yield return (Timed.ResponseWorking, clock.Elapsed);
        }
    }

    public static (int Kept, int Late) ClocksStopped(Activity a, SlaCalendar? calendar)
    {
        if (calendar is null || a.Promise is not { } promise || a.Trail.Length < 2) return (0, 0);
        var stopped = SlaClock.Compute(promise.Targets, calendar, a.Trail, a.Trail[^1].At).Where(c => c.MetAt is not null).ToList();
        var kept = stopped.Count(c => c.State is ClockState.Met);
        return (kept, stopped.Count - kept);
    }

    /// <summary>
    /// Delivered by the time promised, or arrived at the last appointment by its time, without grace; null where either
    /// is not known.
    /// </summary>
    public static bool? CameOnTime(Activity a)
    {
        if (Time(a, "promisedAt") is { } promised) return Time(a, "deliveredAt") is { } delivered ? delivered <= promised : null;
        if (a.Visit is not { ScheduledAt: var appointed }) return null;
        var markers = a.Trail.Where(e => e.Type is SlaEventType.Marker).ToList();
        var arrived = markers.Skip(markers.FindLastIndex(e => e.Name == "scheduled") + 1).FirstOrDefault(e => e.Name == "checkedIn");
        return arrived is null ? null : arrived.At <= appointed;
    }

    private static DateTimeOffset? Time(Activity a, string field) => a.Fields.TryGetValue(field, out var text)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
