using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ServiceTrack.Activities.Verbs;
using ServiceTrack.Sla;

namespace ServiceTrack.Certification;

/// <summary>The forms that values of a scheme are written in.</summary>
internal static partial class SchemeFields
{
    public static ImmutableArray<T> All<T>(this JsonField field, int most, Func<JsonField, T?> read) where T : class
    {
        var all = ImmutableArray.CreateBuilder<T>();
        foreach (var item in field.Items())
        {
            if (all.Count == most)
            {
                item.Refuse($"is one too many: there may be {most}");
                break;
            }
            if (read(item) is { } value) all.Add(value);
        }
        return all.DrainToImmutable();
    }

    public static string Code(this JsonField field)
    {
        if (!field.Text(out var text)) return "";
        if (!CodeForm().IsMatch(text)) field.Refuse("must be 1 to 40 letters, digits, dots and dashes, beginning with a letter or digit");
        return text;
    }

    public static string Term(this JsonField field)
    {
        if (!field.Text(out var text)) return "";
        if (string.IsNullOrWhiteSpace(text)) field.Refuse("must not be empty");
        else if (Limits.Problem(text, Limits.LongestTerm) is { } problem) field.Refuse(problem);
        return text;
    }

    public static Bilingual Words(this JsonField field) =>
        field.IsObject("zh", "en") ? new(field["zh"].Term(), field["en"].Term()) : new("", "");

    public static T OneOf<T>(this JsonField field, T unless) where T : struct, Enum => field.IsMissing ? unless : field.OneOf<T>();

    public static T OneOf<T>(this JsonField field) where T : struct, Enum
    {
        if (!field.Text(out var text)) return default;
        foreach (var known in Enum.GetValues<T>())
            if (NameOf(known) == text) return known;
        field.Refuse($"must be one of: {string.Join(", ", Enum.GetValues<T>().Select(NameOf))}");
        return default;
    }

    /// <summary>A text, or a list of texts, all of them known.</summary>
    public static ImmutableArray<string> Known(this JsonField field, ImmutableArray<string> known, bool one = false)
    {
        var texts = ImmutableArray.CreateBuilder<string>();
        foreach (var item in one ? [field] : field.Items())
        {
            if (!item.Text(out var text)) continue;
            if (!known.Contains(text)) item.Refuse($"is not known: {text}; known are {string.Join(", ", known)}");
            else if (texts.Contains(text)) item.Refuse("is given twice");
            texts.Add(text);
        }
        return texts.DrainToImmutable();
    }

    public static Figure Figure(this JsonField field, int least, int most) => field.IsObject("value", "source", "confirmed")
        ? new(field["value"].Count(least, most) ?? least, field["source"].OneOf<FactSource>(), field["confirmed"].Flag(unless: false))
        : new(least, FactSource.Ours);

    public static Span? Span(this JsonField field, int least, int most)
    {
        if (field.IsMissing || !field.IsObject("from", "to")) return null;
        if (field["from"].Count(least, most) is not { } from || field["to"].Count(least, most) is not { } to) return null;
        if (from > to) field["to"].Refuse("must not be less than from");
        return new(from, to);
    }

    private static string NameOf<T>(T value) where T : struct, Enum => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9.-]{0,39}$")] private static partial Regex CodeForm();
}
