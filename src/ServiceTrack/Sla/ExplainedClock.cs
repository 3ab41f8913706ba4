using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace ServiceTrack.Sla;

/// <summary>A clock as people read it: times with the offset of a zone, durations in ISO 8601. The meaning is <see cref="ClockReading"/>'s.</summary>
/// <param name="PastConfirmedCalendar">True, or left out.</param>
public sealed record ExplainedClock(
    string Target,
    ClockState State,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] DateTimeOffset? DueAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] DateTimeOffset? MetAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] DateTimeOffset? BreachedAt,
    string Elapsed,
    string Remaining,
    ImmutableArray<ClockSegment> Segments,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? PastConfirmedCalendar)
{
    public static ExplainedClock Of(ClockReading reading, TimeZoneInfo zone)
    {
        return new ExplainedClock(
            reading.Target, reading.State, At(reading.DueAt), At(reading.MetAt), At(reading.BreachedAt),
            IsoDuration.Format(reading.Elapsed), IsoDuration.Format(reading.Remaining),
            [.. reading.Segments.Select(it => it with { From = At(it.From)!.Value, To = At(it.To)!.Value })],
            reading.PastConfirmedCalendar ? true : null);

        DateTimeOffset? At(DateTimeOffset? utc) => utc is { } time ? TimeZoneInfo.ConvertTime(time, zone) : null;
    }
}
