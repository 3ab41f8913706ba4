using System.Collections.Immutable;

namespace ServiceTrack.Sla;

/// <summary>The clocks of an activity: a pure function of what was promised, when the company works, what happened, and now.</summary>
public static class SlaClock
{
    /// <summary>
    /// Response, resolution, then the steps that have started. None once the activity is cancelled or merged. Events may
    /// come in any order (a technician reports late); those of equal time count in the order given. An event ahead of
    /// <paramref name="now"/>, which a caller's clock can cause, moves now forward to it. Throws
    /// TimeZoneNotFoundException for a calendar whose zone the machine does not know.
    /// </summary>
    public static ImmutableArray<ClockReading> Compute(
        SlaTargets targets, SlaCalendar calendar, IReadOnlyList<SlaEvent> events, DateTimeOffset now)
    {
        if (events.Count == 0 || events.Any(it => it.Type is SlaEventType.Cancelled or SlaEventType.Merged)) return [];
        SlaEvent[] ordered = [.. events.OrderBy(it => it.At)];
        var until = Math.Max(now.UtcTicks, ordered[^1].At.UtcTicks);
        var readings = ImmutableArray.CreateBuilder<ClockReading>();
        foreach (var clock in targets.Clocks())
            if (Read(clock, calendar, ordered, until) is { } reading)
                readings.Add(reading);
        return readings.DrainToImmutable();
    }

    private static ClockReading? Read(SlaStep clock, SlaCalendar calendar, SlaEvent[] events, long until)
    {
        ClockTally? tally = null;
        SlaEvent? stop = null;
        var held = false;
        foreach (var it in events)
        {
            if (stop is null) tally?.Pass(it.At.UtcTicks, held);
            if (it.Type is SlaEventType.Held) held = IsPaused(clock.Target, it.Name);
            if (it.Type is SlaEventType.Resumed or SlaEventType.Resolved) held = false;

            if (tally is null)
            {
                if (it.Mark == clock.StartsAt) tally = new ClockTally(clock.Target, calendar, it.At.UtcTicks);
            }
            else if (stop is null)
            {
                if (clock.EndsAt.Contains(it.Mark)) stop = it;
            }
            else if (it.Type is SlaEventType.Reopened && stop.Type is SlaEventType.Resolved)
            {
                tally.Pass(it.At.UtcTicks, paused: true);
                stop = null;
            }
        }
        if (stop is null) tally?.Pass(until, held);
        return tally is null ? null : Reading(clock, calendar, tally, stop, held, until);
    }

    private static bool IsPaused(SlaTarget target, string? reason) =>
        target.PausedBy is not { } reasons || reasons.Contains("*") || (reason is not null && reasons.Contains(reason));

    private static ClockReading Reading(SlaStep clock, SlaCalendar calendar, ClockTally tally, SlaEvent? stop, bool held, long until)
    {
        var state = tally switch
        {
            { Breached: not null } => ClockState.Breached,
            _ when stop is not null => ClockState.Met,
            _ when held => ClockState.Paused,
            _ => ClockState.Running,
        };
        var (elapsed, remaining) = (tally.Elapsed, tally.Remaining);
        var due = tally.Due ?? (state is ClockState.Paused ? null : tally.Project());
        var breach = tally.Breached;
        if (state is ClockState.Running && due is { } ahead)
        {
            breach = tally.WorkFrom(Math.Max(ahead, until));
            tally.Pass(ahead, paused: false);
        }
        var past = clock.Target.Unit is not SlaUnit.ClockTime && calendar.ConfirmedThrough is { } confirmed
            // A due at midnight ends the day before it.
            && tally.Date((due ?? until) - 1) > confirmed.DayNumber;
        return new ClockReading(
            clock.Name, state, Utc(tally.Start), Utc(due), stop?.At.ToUniversalTime(), Utc(tally.Breached), Utc(breach),
            elapsed, remaining, tally.Segments(), past);
    }

    private static DateTimeOffset Utc(long ticks) => new(ticks, TimeSpan.Zero);

    private static DateTimeOffset? Utc(long? ticks) => ticks is { } value ? Utc(value) : null;
}
