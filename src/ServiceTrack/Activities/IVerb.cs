using System.Collections.Immutable;

namespace ServiceTrack.Activities;

/// <summary>
/// Something a person can do to an activity: a request and its rule. The rule is pure; what it asks about other
/// records comes back as <see cref="Decision.References"/>, for the desk to look up before anything is stored.
/// </summary>
public interface IVerb
{
    /// <summary>As in the route: "respond", "check-in".</summary>
    static abstract string Name { get; }

    /// <summary>The statuses it is allowed in.</summary>
    static abstract ImmutableArray<Status> From { get; }

    /// <summary>The kinds it is for; empty for all.</summary>
    static virtual ImmutableArray<string> For => [];

    Decision Decide(Activity activity, Moment moment);
}

/// <param name="At">When it happened, which is now unless the past is being told.</param>
/// <param name="Today">The date of <paramref name="Now"/> where the company is.</param>
/// <param name="Kind">The activity's kind, for its fields.</param>
public sealed record Moment(DateTimeOffset At, DateTimeOffset Now, DateOnly Today, Kind Kind);

/// <summary>Events, or why there are none.</summary>
public sealed record Decision
{
    public ImmutableArray<ActivityEvent> Events { get; private init; } = [];
    public Refusal? Refusal { get; private init; }

    /// <summary>Records named in the request that must exist: the request's field, and what it names.</summary>
    public ImmutableArray<Reference> References { get; init; } = [];

    public static implicit operator Decision(ActivityEvent e) => new() { Events = [e] };
    public static implicit operator Decision(Refusal refusal) => new() { Refusal = refusal };
    public static Decision Of(IEnumerable<ActivityEvent> events) => new() { Events = [.. events] };

    public Decision Needing(string field, ReferenceTo to, string? id) =>
        id is null ? this : this with { References = References.Add(new(field, to, id)) };
}

public readonly record struct Reference(string Field, ReferenceTo To, string Id);

public enum ReferenceTo { Activity, Member, Outlet }
