using System.Collections.Immutable;
using ServiceTrack.Classification;
using static ServiceTrack.Activities.Statuses;

namespace ServiceTrack.Activities.Verbs;

/// <summary>The customer urges (催单), the commonest repeat call.</summary>
public sealed record Urge(string? Note = null) : IVerb
{
    public static string Name => "urge";
    public static ImmutableArray<Status> From => Open;
    public Decision Decide(Activity activity, Moment moment) => Limits.Text("note", Note) ?? (Decision)new ActivityUrged(Note);
}

/// <param name="Visibility">internal, or customer for what a progress page may show.</param>
public sealed record Note(string Text, string Visibility = "internal") : IVerb
{
    public static string Name => "note";
    public static ImmutableArray<Status> From => Any;

    public Decision Decide(Activity activity, Moment moment) =>
        Limits.Required("text", Text) ?? Limits.Text("text", Text) ?? Limits.OneOf("visibility", Visibility, ["internal", "customer"])
        ?? (Decision)new ActivityNoted(Text, Visibility);
}

public sealed record Link(string ActivityId, string Relation) : IVerb
{
    public static readonly ImmutableArray<string> Relations = ["related", "duplicate", "caused-by", "follow-up"];

    public static string Name => "link";
    public static ImmutableArray<Status> From => Any;

    public Decision Decide(Activity activity, Moment moment)
    {
        if ((Limits.Required("activityId", ActivityId) ?? Limits.OneOf("relation", Relation, Relations)) is { } refusal) return refusal;
        if (ActivityId == activity.Id) return Refusal.For("activityId", "Cannot be linked to itself.");
        return ((Decision)new ActivityLinked(ActivityId, Relation)).Needing("activityId", ReferenceTo.Activity, ActivityId);
    }
}

/// <summary>Ends this record because another one follows the same matter; its clocks are void.</summary>
public sealed record Merge(string IntoId) : IVerb
{
    public static string Name => "merge";
    public static ImmutableArray<Status> From => Open;

    public Decision Decide(Activity activity, Moment moment)
    {
        if (Limits.Required("intoId", IntoId) is { } refusal) return refusal;
        if (IntoId == activity.Id) return Refusal.For("intoId", "Cannot be merged into itself.");
        return ((Decision)new ActivityMerged(IntoId)).Needing("intoId", ReferenceTo.Activity, IntoId);
    }
}

/// <summary>A person's word on what it is about outweighs the classifier's, and teaches it.</summary>
public sealed record Categorize(string Category, string? Severity = null, string? Demand = null) : IVerb
{
    public static string Name => "categorize";
    public static ImmutableArray<Status> From => Any;

    public Decision Decide(Activity activity, Moment moment) =>
        Limits.OneOf("category", Category, Labels.Categories)
        ?? (Severity is null ? null : Limits.OneOf("severity", Severity, Labels.Severities))
        ?? Limits.Demand("demand", Demand)
        ?? (Decision)new ActivityCategorized(Category, Severity, Demand);
}
