using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace ServiceTrack.Sla;

[JsonConverter(typeof(CamelCaseEnum<SlaUnit>))]
public enum SlaUnit { WorkingTime, ClockTime, WorkingDays }

/// <summary>
/// How long something may take. Working days are counted by our own rule: N working days are used up at the end of the
/// last window of the N-th date, after the date on which the clock starts, that has any working time; a hold pushes that
/// end back by the working time held.
/// </summary>
/// <param name="Amount">Not negative. For working days, that many times 24 hours, at least one.</param>
/// <param name="PausedBy">
/// Reasons of the holds that pause the clock; "*" is any. Null: any hold, but none for the response.
/// </param>
[JsonConverter(typeof(SlaTargetJson))]
public sealed record SlaTarget(SlaUnit Unit, TimeSpan Amount, ImmutableArray<string>? PausedBy = null)
{
    public static SlaTarget WorkingTime(TimeSpan time) => new(SlaUnit.WorkingTime, time);
    public static SlaTarget ClockTime(TimeSpan time) => new(SlaUnit.ClockTime, time);
    public static SlaTarget WorkingDays(int days) => new(SlaUnit.WorkingDays, TimeSpan.FromDays(days));
}

/// <summary>
/// A clock of its own name. It runs from the first event called <paramref name="StartsAt"/> to the first later one called
/// by any of <paramref name="EndsAt"/>; if that one was "resolved", "reopened" lets it run on. Until it starts there is no clock.
/// </summary>
/// <param name="EndsAt">Names of events ("responded", "resolved") or markers ("arrived"). Name "resolved" among them where the
/// step is moot once the activity is resolved.</param>
public sealed record SlaStep(string Name, string StartsAt, ImmutableArray<string> EndsAt, SlaTarget Target);

/// <summary>What is promised for one activity. With nothing in it, no clock runs.</summary>
public sealed record SlaTargets
{
    public const string ResponseName = "response";
    public const string ResolutionName = "resolution";

    public SlaTarget? Response { get; init; }
    public SlaTarget? Resolution { get; init; }
    public ImmutableArray<SlaStep> Steps { get; init; } = [];

    /// <summary>Response and resolution as the steps they are, then the others.</summary>
    internal IEnumerable<SlaStep> Clocks()
    {
        if (Response is { } response)
            yield return new SlaStep(ResponseName, "received", ["responded"], response with { PausedBy = response.PausedBy ?? [] });
        if (Resolution is { } resolution)
            yield return new SlaStep(ResolutionName, "received", ["resolved"], resolution);
        foreach (var step in Steps) yield return step;
    }
}
