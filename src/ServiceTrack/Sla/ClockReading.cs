using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace ServiceTrack.Sla;

/// <summary>Met (in time) goes before breached, breached (for good) before paused, paused before running.</summary>
[JsonConverter(typeof(CamelCaseEnum<ClockState>))]
public enum ClockState { Running, Paused, Met, Breached }

/// <summary>Closed: nobody works. Paused: on hold, or resolved and later reopened, whatever the hour.</summary>
[JsonConverter(typeof(CamelCaseEnum<SegmentKind>))]
public enum SegmentKind { Working, Closed, Paused }

/// <summary>Half-open [From, To), never empty; neighbours touch and differ in kind.</summary>
public sealed record ClockSegment(DateTimeOffset From, DateTimeOffset To, SegmentKind Kind);

/// <summary>One clock of an activity at one instant. All times are UTC.</summary>
/// <param name="Target">"response", "resolution" or the name of a step.</param>
/// <param name="StartedAt">When the clock began to run.</param>
/// <param name="DueAt">
/// The earliest instant at which elapsed reaches the target; before it has, projected as if unpaused from now (when met,
/// from <paramref name="MetAt"/>). Null while paused short of the target, and when the calendar holds too little work
/// within a hundred years to ever reach it.
/// </param>
/// <param name="MetAt">When the promised thing was done, in time or late.</param>
/// <param name="BreachedAt">The first instant after which elapsed exceeds the target, once it does; closed hours may lie between
/// <paramref name="DueAt"/> and it.</param>
/// <param name="BreachAt">
/// <paramref name="BreachedAt"/>, or for a running clock what it will be if nothing more happens; the clock is breached at
/// every instant strictly after it. Null when met in time or paused.
/// </param>
/// <param name="Elapsed">Real time over working, unpaused instants up to now or the stop, in the target's kind of time;
/// working days are measured in working time.</param>
/// <param name="Remaining">What is left of the target, negative once exceeded. Elapsed and remaining add up to the target.</param>
/// <param name="Segments">From the start to the stop, else to the later of now and due.</param>
/// <param name="PastConfirmedCalendar">Due, or while that is unknown now, lies after the last date whose holidays are confirmed.</param>
public sealed record ClockReading(
    string Target, ClockState State, DateTimeOffset StartedAt, DateTimeOffset? DueAt, DateTimeOffset? MetAt,
    DateTimeOffset? BreachedAt, DateTimeOffset? BreachAt, TimeSpan Elapsed, TimeSpan Remaining,
    ImmutableArray<ClockSegment> Segments, bool PastConfirmedCalendar);
