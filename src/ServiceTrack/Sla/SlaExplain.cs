using System.Collections.Immutable;
using System.Text.Json;

namespace ServiceTrack.Sla;

/// <summary>Clocks of events that need not be stored anywhere: <c>POST /api/v1/sla/explain</c>.</summary>
public static class SlaExplain
{
    // An answer names every window it counts over: a few bytes of request could ask for gigabytes.
    private const int MostSegments = 200_000;

    /// <summary>
    /// Either the result, or, when it is null, the messages by path of the field they are about. Beyond the contract's
    /// request: targets as <see cref="TargetsReader"/> reads them, <c>calendar.confirmedThrough</c>, and a hold's <c>reason</c>.
    /// </summary>
    public static (ExplainResult? Result, Dictionary<string, string[]> Errors) Run(JsonElement body)
    {
        var errors = new FieldErrors();
        var request = new JsonField(body, "", errors);
        if (!request.IsObject()) return (null, errors.ToDictionary());

        var zone = CalendarReader.TimeZone(request["timeZone"]);
        var calendar = new SlaCalendar("", 0, zone ?? "UTC");
        if (request["calendar"].IsObject()) calendar = CalendarReader.Hours(request["calendar"], calendar);
        var targets = TargetsReader.Read(request["targets"]);
        if (!errors.Any && !targets.Clocks().Any()) request["targets"].Refuse("must hold a target");
        var now = request["now"].Instant();
        var markers = targets.Steps.SelectMany(step => step.EndsAt.Append(step.StartsAt)).ToHashSet();
        var events = EventsReader.Read(request["events"], markers, now);
        if (!errors.Any && now - events[0].At is { } age && SegmentsAtMost(targets, calendar, age) > MostSegments)
            request["targets"].Refuse($"would take more than {MostSegments} segments to explain by this calendar");
        if (errors.Any || zone is null || now is not { } instant) return (null, errors.ToDictionary());

        var local = TimeZoneInfo.FindSystemTimeZoneById(zone);
        var clocks = SlaClock.Compute(targets, calendar, events, instant).Select(it => ExplainedClock.Of(it, local));
        return (new ExplainResult([.. clocks]), []);
    }

    private static double SegmentsAtMost(SlaTargets targets, SlaCalendar calendar, TimeSpan age)
    {
        var windows = calendar.Weekly.Days().SelectMany(day => day).ToList();
        var special = calendar.Exceptions.Sum(day => day.Windows.Length + 1);
        var week = windows.Sum(it => (it.End - it.Start).TotalHours);
        return targets.Clocks().Sum(clock => 2 * (special + windows.Count * (Weeks(age, 168) + clock.Target.Unit switch
        {
            SlaUnit.WorkingTime => Weeks(clock.Target.Amount, week),
            SlaUnit.WorkingDays => clock.Target.Amount.TotalDays,
            SlaUnit.ClockTime => 0,
            _ => throw new InvalidOperationException($"No such unit: {(int)clock.Target.Unit}."),
        })));

        static double Weeks(TimeSpan time, double hoursAWeek) =>
            Math.Min(TimeSpan.FromTicks(WorkingHours.Horizon).TotalDays / 7, time.TotalHours / hoursAWeek + 1);
    }
}

public sealed record ExplainResult(ImmutableArray<ExplainedClock> Clocks);
