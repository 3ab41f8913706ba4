using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace ServiceTrack.Sla;

[JsonConverter(typeof(CamelCaseEnum<SlaAlarmKind>))]
public enum SlaAlarmKind { DueSoon, Breached }

/// <summary>Something to tell people about a clock, once.</summary>
/// <param name="At">When it fell due, which after a downtime may be long ago.</param>
public sealed record SlaAlarm(string Target, SlaAlarmKind Kind, DateTimeOffset At)
{
    /// <summary>"response/due-soon", "resolution/breached": what a claim is laid on, so that each is raised once for an activity's life.</summary>
    public string Key => $"{Target}/{(Kind is SlaAlarmKind.DueSoon ? "due-soon" : "breached")}";
}

/// <param name="Owed">All that has fallen due so far, earliest first, whether raised before or not: the claim on the key decides.</param>
/// <param name="Next">When the next one falls due if nothing happens; null when none will.</param>
public sealed record SlaAlarmPlan(ImmutableArray<SlaAlarm> Owed, DateTimeOffset? Next);

public static class SlaAlarms
{
    // A clock is breached only after its instant, and times are stored in milliseconds.
    private static readonly TimeSpan JustAfter = TimeSpan.FromMilliseconds(1);

    /// <summary>
    /// Due soon is owed from <paramref name="dueSoonLead"/> before due, by the wall clock, while the promised thing is
    /// neither done nor paused; breached whenever a clock was, done since or not. The readings may be of any time since the
    /// activity's last event: what has happened to them by <paramref name="now"/> follows from what they foretell.
    /// </summary>
    public static SlaAlarmPlan Plan(IEnumerable<ClockReading> clocks, DateTimeOffset now, TimeSpan dueSoonLead)
    {
        var alarms = clocks.SelectMany(clock => Of(clock, dueSoonLead)).OrderBy(it => it.At).ToList();
        return new SlaAlarmPlan(
            [.. alarms.Where(it => Falls(it) <= now)],
            alarms.Where(it => Falls(it) > now).Select(it => (DateTimeOffset?)Falls(it)).Min());
    }

    private static IEnumerable<SlaAlarm> Of(ClockReading clock, TimeSpan dueSoonLead)
    {
        if (clock is { MetAt: null, State: not ClockState.Paused, DueAt: { } due })
            yield return new SlaAlarm(clock.Target, SlaAlarmKind.DueSoon, due - dueSoonLead);
        if (clock.BreachAt is { } breach)
            yield return new SlaAlarm(clock.Target, SlaAlarmKind.Breached, breach);
    }

    private static DateTimeOffset Falls(SlaAlarm alarm) => alarm.Kind is SlaAlarmKind.Breached ? alarm.At + JustAfter : alarm.At;
}
