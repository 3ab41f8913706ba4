using System.Collections.Immutable;
using ServiceTrack.Sla;

namespace ServiceTrack.Tests.Sla;

/// <summary>
/// The contract read literally, one minute after the other: whether a minute works is asked of its local wall clock, and
/// whether it counts of all the events before it. Slow, and sharing nothing with the product but its records.
/// </summary>
internal sealed class MinuteOracle(SlaCalendar calendar, ImmutableArray<SlaEvent> events, DateTimeOffset now)
{
    private readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(calendar.TimeZone);

    /// <param name="Kinds">Minute by minute from received.</param>
    public sealed record Answer(
        ClockState State, DateTimeOffset? DueAt, DateTimeOffset? MetAt, DateTimeOffset? BreachedAt, int Elapsed, SegmentKind[] Kinds);

    /// <summary>Null where due lies further ahead than it is worth asking for.</summary>
    public Answer? Read(bool response, int target, int patience)
    {
        var received = events[0].At;
        var last = events.LastOrDefault(it => it.Type is SlaEventType.Resolved or SlaEventType.Reopened);
        var metAt = response ? events.FirstOrDefault(it => it.Type is SlaEventType.Responded)?.At
            : last?.Type is SlaEventType.Resolved ? FirstOfLastResolutions() : null;
        var end = metAt ?? now;

        DateTimeOffset? due = target == 0 ? received : null, breached = null;
        var (elapsed, kinds) = (0, new List<SegmentKind>());
        for (var minute = received; minute < end; minute = minute.AddMinutes(1))
        {
            var kind = !response && IsOff(minute) ? SegmentKind.Paused : IsWorking(minute) ? SegmentKind.Working : SegmentKind.Closed;
            kinds.Add(kind);
            if (kind != SegmentKind.Working) continue;
            if (elapsed == target) breached ??= minute;
            if (++elapsed == target) due = minute.AddMinutes(1);
        }

        var paused = !response && metAt is null && IsOff(now);
        var state = breached is not null ? ClockState.Breached : metAt is not null ? ClockState.Met : paused ? ClockState.Paused : ClockState.Running;
        if (due is null && state is not ClockState.Paused)
        {
            var left = target - elapsed;
            for (var minute = end; left > 0; minute = minute.AddMinutes(1))
            {
                if (patience-- == 0) return null;
                if (IsWorking(minute)) left--;
                if (metAt is null) kinds.Add(IsWorking(minute) ? SegmentKind.Working : SegmentKind.Closed);
                if (left == 0) due = minute.AddMinutes(1);
            }
        }
        return new Answer(state, due, metAt, breached, elapsed, [.. kinds]);
    }

    public bool IsWorking(DateTimeOffset minute)
    {
        var local = TimeZoneInfo.ConvertTime(minute, zone).DateTime;
        var week = calendar.Weekly;
        var special = calendar.Exceptions.FirstOrDefault(it => it.Date == DateOnly.FromDateTime(local));
        var windows = special is not null ? special.Windows : local.DayOfWeek switch
        {
            DayOfWeek.Monday => week.Mon, DayOfWeek.Tuesday => week.Tue, DayOfWeek.Wednesday => week.Wed, DayOfWeek.Thursday => week.Thu,
            DayOfWeek.Friday => week.Fri, DayOfWeek.Saturday => week.Sat, _ => week.Sun,
        };
        return windows.Any(it => it.Start <= local.TimeOfDay && local.TimeOfDay < it.End);
    }

    /// <summary>On hold, or between resolved and reopened, at an instant: all that happened up to and at it is taken in.</summary>
    private bool IsOff(DateTimeOffset at)
    {
        var (held, resolved) = (false, false);
        foreach (var it in events.Where(it => it.At <= at))
        {
            if (it.Type is SlaEventType.Held) held = true;
            if (it.Type is SlaEventType.Resumed or SlaEventType.Resolved) held = false;
            if (it.Type is SlaEventType.Resolved) resolved = true;
            if (it.Type is SlaEventType.Reopened) resolved = false;
        }
        return held || resolved;
    }

    private DateTimeOffset FirstOfLastResolutions()
    {
        var reopened = events.ToList().FindLastIndex(it => it.Type is SlaEventType.Reopened);
        return events.Skip(reopened + 1).First(it => it.Type is SlaEventType.Resolved).At;
    }
}
