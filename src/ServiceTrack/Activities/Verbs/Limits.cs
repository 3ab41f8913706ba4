using System.Collections.Immutable;
using System.Text;
using ServiceTrack.Classification;

namespace ServiceTrack.Activities.Verbs;

/// <summary>The bounds of what may be written, one message each.</summary>
public static class Limits
{
    /// <summary>Code points of a free text.</summary>
    public const int LongestText = 20_000;

    /// <summary>Code points of a name, a term or a line.</summary>
    public const int LongestTerm = 200;

    public static Refusal? Required(string field, string? value) =>
        string.IsNullOrWhiteSpace(value) ? Refusal.For(field, "Required.") : null;

    public static Refusal? Text(string field, string? value) => AtMost(field, value, LongestText);

    public static Refusal? Term(string field, string? value) => AtMost(field, value, LongestTerm);

    public static Refusal? OneOf(string field, string? value, ImmutableArray<string> allowed) =>
        value is not null && allowed.Contains(value) ? null : Refusal.For(field, $"Must be one of: {string.Join(", ", allowed)}.");

    public static Refusal? Demand(string field, string? value) => value is null ? null : OneOf(field, value, Labels.Demands);

    /// <summary>Why a text cannot be kept, or null.</summary>
    public static string? Problem(string? value, int most)
    {
        if (value is null) return null;
        var count = 0;
        for (var i = 0; i < value.Length; count++)
        {
            if (!Rune.TryGetRuneAt(value, i, out var rune)) return "Holds half of a surrogate pair.";
            if (rune.Value == 0) return "Holds a NUL character.";
            i += rune.Utf16SequenceLength;
        }
        return count > most ? $"Is {count} characters long; at most {most} are kept." : null;
    }

    private static Refusal? AtMost(string field, string? value, int most) =>
        Problem(value, most) is { } problem ? Refusal.For(field, problem) : null;
}
