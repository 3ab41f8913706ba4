using System.Collections.Immutable;
using System.Text.Json;

namespace ServiceTrack.Sla;

/// <summary>Clocks of events that need not be stored anywhere: <c>POST /api/v1/sla/explain</c>.</summary>
public static class SlaExplain
{
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
        if (errors.Any || zone is null || now is not { } instant) return (null, errors.ToDictionary());

        var local = TimeZoneInfo.FindSystemTimeZoneById(zone);
        var clocks = SlaClock.Compute(targets, calendar, events, instant).Select(it => ExplainedClock.Of(it, local));
        return (new ExplainResult([.. clocks]), []);
    }
}

public sealed record ExplainResult(ImmutableArray<ExplainedClock> Clocks);
