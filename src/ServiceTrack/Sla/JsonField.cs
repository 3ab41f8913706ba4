using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace ServiceTrack.Sla;

/// <summary>A place in a request that knows its path. What is missing or of the wrong type is noted as it is read.</summary>
internal readonly struct JsonField(JsonElement element, string path, FieldErrors errors)
{
    public bool IsMissing => element.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;
    public bool IsText => element.ValueKind is JsonValueKind.String;

    public JsonField this[string name] =>
        new(element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default, PathOf(name), errors);

    public void Refuse(string message) => errors.Add(path.Length == 0 ? "body" : path, message);

    /// <summary>False, with the reason noted, unless this is an object. Properties not among those named, if any are, are refused too.</summary>
    public bool IsObject(params ReadOnlySpan<string> properties)
    {
        if (element.ValueKind is not JsonValueKind.Object)
        {
            Refuse(IsMissing ? "is required" : "must be an object");
            return false;
        }
        if (properties.IsEmpty) return true;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
            if (!properties.Contains(property.Name)) this[property.Name].Refuse($"is not known here; known are {string.Join(", ", properties!)}");
            else if (!seen.Add(property.Name)) this[property.Name].Refuse("stands twice");
        return true;
    }

    /// <summary>The items of an array; none where it is missing.</summary>
    public IEnumerable<JsonField> Items()
    {
        if (IsMissing) yield break;
        if (element.ValueKind is not JsonValueKind.Array)
        {
            Refuse("must be an array");
            yield break;
        }
        var index = 0;
        foreach (var item in element.EnumerateArray()) yield return new JsonField(item, $"{path}[{index++}]", errors);
    }

    public bool Text([NotNullWhen(true)] out string? text)
    {
        text = IsText ? element.GetString() : null;
        if (text is null) Refuse(IsMissing ? "is required" : "must be text");
        return text is not null;
    }

    public ImmutableArray<string> Texts() => [.. Items().Select(it => it.Text(out var text) ? text : null).OfType<string>()];

    public int? Count(int least, int most)
    {
        if (element.ValueKind is JsonValueKind.Number && element.TryGetInt32(out var count) && count >= least && count <= most) return count;
        Refuse(IsMissing ? "is required" : $"must be a whole number from {least} to {most}");
        return null;
    }

    /// <summary>A number with at most two decimals, both bounds included.</summary>
    public decimal? Amount(decimal least, decimal most)
    {
        if (element.ValueKind is JsonValueKind.Number && element.TryGetDecimal(out var amount) && amount >= least && amount <= most
            && amount == decimal.Round(amount, 2)) return amount / 1.00m;
        Refuse(IsMissing ? "is required" : $"must be a number from {least} to {most} with at most two decimals");
        return null;
    }

    public bool Flag(bool unless)
    {
        if (IsMissing) return unless;
        if (element.ValueKind is JsonValueKind.True or JsonValueKind.False) return element.GetBoolean();
        Refuse("must be true or false");
        return unless;
    }

    public DateOnly? Date()
    {
        if (!Text(out var text)) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return date;
        Refuse("must be a date written yyyy-MM-dd");
        return null;
    }

    /// <summary>ISO 8601 with an offset, never a time whose offset would have to be guessed.</summary>
    public DateTimeOffset? Instant()
    {
        if (!Text(out var text)) return null;
        var hasOffset = text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-');
        if (!hasOffset || !DateTimeOffset.TryParseExact(text, InstantForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at))
        {
            Refuse("must be a time with an offset, such as 2026-09-30T16:00:00+08:00");
            return null;
        }
        if (at.Year is >= 1970 and <= 2100) return at;
        Refuse("must lie between 1970 and 2100");
        return null;
    }

    private static readonly string[] InstantForms = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"];

    private string PathOf(string name) => path.Length == 0 ? name : $"{path}.{name}";
}
