using System.Collections.Immutable;
using ServiceTrack.Classification;

namespace ServiceTrack.Activities;

/// <summary>
/// What the words alone say of an activity's severity, by rule and before anybody or anything has read them, so that what is
/// promised in danger is promised from the first second.
/// </summary>
public static class SeverityAtReceipt
{
    /// <summary>Kinds whose words are the company's own: a safety notice is no danger.</summary>
    private static readonly ImmutableArray<string> Outgoing = ["knowledge-push", "announcement"];

    /// <summary>Safety for any kind, serious for complaints, else null.</summary>
    public static string? Of(string kind, string? subject, string text) => SeverityRule.Of(Activity.WordsOf(subject, text)) switch
    {
        SeverityRule.Safety when !Outgoing.Contains(kind) => SeverityRule.Safety,
        SeverityRule.Serious when kind == "complaint" => SeverityRule.Serious,
        _ => null,
    };
}
