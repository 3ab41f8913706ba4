using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using ServiceTrack.Activities.Verbs;

namespace ServiceTrack.Activities;

/// <summary>Reads the extra fields of a kind from a request, and shows them again in their own types.</summary>
public static class FieldValues
{
    /// <summary>Public and personal values apart; what is wrong goes to <paramref name="errors"/> as "fields.name".</summary>
    public static (ImmutableSortedDictionary<string, string>? Public, ImmutableSortedDictionary<string, string>? Personal) Read(
        Kind kind, IReadOnlyDictionary<string, JsonElement>? given, FieldErrors errors)
    {
        var open = Activity.NoFields;
        var personal = Activity.NoFields;
        foreach (var (name, json) in given ?? ImmutableDictionary<string, JsonElement>.Empty)
        {
            if (json.ValueKind == JsonValueKind.Null) continue;
            if (kind.Field(name) is not { } field)
            {
                errors.Add($"fields.{name}", $"The kind {kind.Code} has no such field.");
                continue;
            }
            if (Value(field, json, out var problem) is not { } value) errors.Add($"fields.{name}", problem);
            else if (field.Personal) personal = personal.SetItem(name, value);
            else open = open.SetItem(name, value);
        }
        return (open.IsEmpty ? null : open, personal.IsEmpty ? null : personal);
    }

    /// <summary>A kept value as JSON would have it: numbers and yes/no in their own types, the rest as text.</summary>
    public static object Show(FieldDefinition? field, string value) => field?.Type switch
    {
        FieldType.Number when decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) => number,
        FieldType.YesNo => value == "true",
        _ => value,
    };

    private static string? Value(FieldDefinition field, JsonElement json, out string problem)
    {
        var text = json.ValueKind switch
        {
            JsonValueKind.String => json.GetString()!,
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => json.GetRawText(),
            _ => null,
        };
        problem = "";
        if (text is null)
        {
            problem = "Must be a single value.";
            return null;
        }
        switch (field.Type)
        {
            case FieldType.Text:
                problem = Limits.Problem(text, Limits.LongestText) ?? "";
                return problem == "" ? text : null;
            case FieldType.Choice:
                problem = $"Must be one of: {string.Join(", ", field.Choices ?? [])}.";
                return field.Choices?.Contains(text) == true ? text : null;
            case FieldType.Number:
                problem = "Must be a number.";
                return decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                    ? number.ToString(CultureInfo.InvariantCulture) : null;
            case FieldType.Date:
                problem = "Must be a date, yyyy-MM-dd.";
                return DateOnly.TryParseExact(text, "yyyy-MM-dd", out var date) ? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
            case FieldType.Time:
                problem = "Must be a time in ISO 8601 with its offset.";
                return json.ValueKind == JsonValueKind.String && json.TryGetDateTimeOffset(out var time)
                    ? time.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture) : null;
            case FieldType.YesNo:
                problem = "Must be true or false.";
                return text is "true" or "false" ? text : null;
            default:
                throw new InvalidOperationException($"No reading of {field.Type}.");
        }
    }
}
