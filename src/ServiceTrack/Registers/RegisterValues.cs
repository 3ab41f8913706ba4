using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using ServiceTrack.Activities;
using ServiceTrack.Activities.Verbs;

namespace ServiceTrack.Registers;

/// <summary>Reads the values of an entry from a request or a file, and shows them again in their own types.</summary>
public static class RegisterValues
{
    private const NumberStyles Decimal = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
    private const int MostLinks = 500;

    public static DateOnly? Date(string? value) => DateOnly.TryParseExact(value, "yyyy-MM-dd", out var date) ? date : null;

    public static decimal? Number(string? value) => decimal.TryParse(value, Decimal, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static string[] Links(string? value) => string.IsNullOrEmpty(value) ? [] : value.Split(',');

    public static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>What is wrong goes to <paramref name="errors"/> as "fields.name". Null and blank values are absent.</summary>
    public static ImmutableSortedDictionary<string, string> Read(Register register, IReadOnlyDictionary<string, JsonElement> given, FieldErrors errors)
    {
        var values = Activity.NoFields;
        foreach (var (name, json) in given)
        {
            if (register.Field(name) is not { } field) errors.Add($"fields.{name}", $"The register {register.Name} has no such field.");
            else if (TextOf(field, json) is not { } text) errors.Add($"fields.{name}", field.Type == RegisterFieldType.Links ? "Must be a list of ids." : "Must be a single value.");
            else if (string.IsNullOrWhiteSpace(text)) continue;
            else if (Value(field, text.Trim(), out var problem) is { } value) values = values.SetItem(name, value);
            else errors.Add($"fields.{name}", problem);
        }
        return values;
    }

    /// <summary>A kept value as JSON would have it: numbers, yes and no, and lists in their own types, the rest as text.</summary>
    public static object Show(RegisterField field, string value) => field.Type switch
    {
        RegisterFieldType.Number => Number(value) is { } number ? number : value,
        RegisterFieldType.YesNo => value == "true",
        RegisterFieldType.Links => Links(value),
        _ => value,
    };

    /// <summary>Null, with the reason, where the text is no value of the field.</summary>
    public static string? Value(RegisterField field, string text, out string problem)
    {
        problem = Limits.Problem(text, field.Type is RegisterFieldType.LongText or RegisterFieldType.Links ? Limits.LongestText : Limits.LongestTerm) ?? "";
        if (problem.Length > 0) return null;
        switch (field.Type)
        {
            case RegisterFieldType.Text or RegisterFieldType.LongText:
                return text;
            case RegisterFieldType.Choice:
                problem = $"Must be one of: {string.Join(", ", field.Choices.Select(c => c.Value))}.";
                return field.Choices.Any(c => c.Value == text) ? text : null;
            case RegisterFieldType.Number:
                problem = $"Must be a number{Bounds(field)}.";
                return Number(text) is { } number && Within(field, number) ? number.ToString(CultureInfo.InvariantCulture) : null;
            case RegisterFieldType.Money:
                problem = $"Must be an amount with at most two decimals{Bounds(field)}.";
                return Number(text) is { } amount && amount == Math.Round(amount, 2) && Within(field, amount) ? amount.ToString("0.00", CultureInfo.InvariantCulture) : null;
            case RegisterFieldType.Date:
                problem = "Must be a date, yyyy-MM-dd.";
                return Date(text) is { } date ? Text(date) : null;
            case RegisterFieldType.YesNo:
                problem = "Must be true or false.";
                return text is "true" or "false" ? text : null;
            case RegisterFieldType.Link:
                problem = "Must be one id.";
                return text.Contains(',') ? null : text;
            case RegisterFieldType.Links:
                var ids = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct().ToList();
                problem = $"At most {MostLinks}.";
                return ids.Count is > 0 and <= MostLinks ? string.Join(',', ids) : null;
            default:
                throw new InvalidOperationException($"No reading of {field.Type}.");
        }
    }

    private static bool Within(RegisterField field, decimal number) => !(number < field.Least) && !(number > field.Most);

    private static string Bounds(RegisterField field) => (field.Least, field.Most) switch
    {
        (null, null) => "",
        ({ } least, null) => string.Create(CultureInfo.InvariantCulture, $" from {least} up"),
        (null, { } most) => string.Create(CultureInfo.InvariantCulture, $" up to {most}"),
        var (least, most) => string.Create(CultureInfo.InvariantCulture, $" from {least} to {most}"),
    };

    private static string? TextOf(RegisterField field, JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.String => json.GetString()!,
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => json.GetRawText(),
        JsonValueKind.Array when field.Type == RegisterFieldType.Links && json.EnumerateArray().All(i => i.ValueKind == JsonValueKind.String) =>
            string.Join(',', json.EnumerateArray().Select(i => i.GetString())),
        _ => null,
    };
}
