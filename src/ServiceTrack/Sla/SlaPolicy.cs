using System.Collections.Immutable;
using System.Text.Json;

namespace ServiceTrack.Sla;

/// <summary>What a company promises. The first rule that matches an activity counts; without one nothing is promised.</summary>
/// <param name="Version">Counts from 1; a version once in force is never changed.</param>
public sealed record SlaPolicy(string Id, int Version, string Name)
{
    public ImmutableArray<SlaRule> Rules { get; init; } = [];

    public SlaRule? Match(SlaFacts facts)
    {
        foreach (var rule in Rules)
            if (rule.Matches(facts))
                return rule;
        return null;
    }

    /// <summary>
    /// Reads <c>{ "name", "rules": [ { "name", "kinds", "priorities", "severities", "outlets", "channels", "calendarId", "targets" } ] }</c>.
    /// The policy is null where there are errors, by path of the field. Whether kinds and calendars exist is not looked up here.
    /// </summary>
    public static (SlaPolicy? Policy, Dictionary<string, string[]> Errors) FromRequest(JsonElement body, string id, int version)
    {
        var errors = new FieldErrors();
        var policy = PolicyReader.Read(new JsonField(body, "", errors), id, version);
        return (errors.Any ? null : policy, errors.ToDictionary());
    }
}

/// <summary>A promise for the activities it matches; an empty list matches any, a filled one only what it holds.</summary>
public sealed record SlaRule(string Name, SlaTargets Targets)
{
    public ImmutableArray<string> Kinds { get; init; } = [];
    public ImmutableArray<string> Priorities { get; init; } = [];
    public ImmutableArray<string> Severities { get; init; } = [];
    public ImmutableArray<string> Outlets { get; init; } = [];
    public ImmutableArray<string> Channels { get; init; } = [];
    /// <summary>The calendar these clocks run by; null is the company's own.</summary>
    public string? CalendarId { get; init; }

    public bool Matches(SlaFacts facts) =>
        Has(Kinds, facts.Kind) && Has(Priorities, facts.Priority) && Has(Severities, facts.Severity)
        && Has(Outlets, facts.OutletId) && Has(Channels, facts.Channel);

    private static bool Has(ImmutableArray<string> wanted, string? value) =>
        wanted.IsEmpty || (value is not null && wanted.Contains(value));
}

/// <summary>What rules look at in an activity.</summary>
public sealed record SlaFacts(string Kind, string? Priority = null, string? Severity = null, string? OutletId = null, string? Channel = null);
