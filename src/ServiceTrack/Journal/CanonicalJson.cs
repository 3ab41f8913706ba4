using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ServiceTrack.Journal;

/// <summary>
/// RFC 8785 for what the journal may hold: strings, booleans, null, integers within ±2^53, arrays and objects, members
/// in the order of their names' UTF-16 code units.
/// </summary>
public static class CanonicalJson
{
    public const long LargestInteger = 1L << 53;

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="NotCanonicalException">A fraction, an integer beyond ±2^53, or half of a surrogate pair.</exception>
    public static string Text(JsonNode? node)
    {
        var text = new StringBuilder();
        Write(text, node);
        return text.ToString();
    }

    /// <inheritdoc cref="Text"/>
    public static byte[] Bytes(JsonNode? node) => Encoding.UTF8.GetBytes(Text(node));

    internal static void Write(StringBuilder text, JsonNode? node)
    {
        try
        {
            WriteNode(text, node);
        }
        catch (InvalidOperationException)
        {
            // Parsed JSON is unescaped only when it is read.
            throw new NotCanonicalException("half of a surrogate pair in a text");
        }
    }

    private static void WriteNode(StringBuilder text, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                WriteObject(text, members);
                break;
            case JsonArray items:
                text.Append('[');
                for (var i = 0; i < items.Count; i++)
                {
                    if (i > 0) text.Append(',');
                    WriteNode(text, items[i]);
                }
                text.Append(']');
                break;
            case JsonValue value:
                WriteValue(text, value);
                break;
            default:
                text.Append("null");
                break;
        }
    }

    internal static void WriteString(StringBuilder text, string value)
    {
        text.Append('"');
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            if (char.IsSurrogate(c))
            {
                if (!char.IsHighSurrogate(c) || i + 1 == value.Length || !char.IsLowSurrogate(value[i + 1]))
                    throw new NotCanonicalException($"half of a surrogate pair at character {i} of a text");
                text.Append(c).Append(value[++i]);
            }
            else Escape(text, c);
        }
        text.Append('"');
    }

    private static void Escape(StringBuilder text, char c)
    {
        switch (c)
        {
            case '"': text.Append("\\\""); break;
            case '\\': text.Append("\\\\"); break;
            case '\b': text.Append("\\b"); break;
            case '\t': text.Append("\\t"); break;
            case '\n': text.Append("\\n"); break;
            case '\f': text.Append("\\f"); break;
            case '\r': text.Append("\\r"); break;
            case < ' ': text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"); break;
            default: text.Append(c); break;
        }
    }

    private static void WriteObject(StringBuilder text, JsonObject members)
    {
        var names = ArrayPool<string>.Shared.Rent(members.Count);
        var count = 0;
        foreach (var (name, _) in members) names[count++] = name;
        Array.Sort(names, 0, count, StringComparer.Ordinal);

        text.Append('{');
        for (var i = 0; i < count; i++)
        {
            if (i > 0) text.Append(',');
            WriteString(text, names[i]);
            text.Append(':');
            WriteNode(text, members[names[i]]);
        }
        text.Append('}');
        ArrayPool<string>.Shared.Return(names, clearArray: true);
    }

    private static void WriteValue(StringBuilder text, JsonValue value)
    {
        switch (value.GetValueKind())
        {
            case JsonValueKind.True: text.Append("true"); break;
            case JsonValueKind.False: text.Append("false"); break;
            case JsonValueKind.String: WriteString(text, StringOf(value)); break;
            case JsonValueKind.Number: text.Append(CultureInfo.InvariantCulture, $"{IntegerOf(value)}"); break;
            default: text.Append("null"); break;
        }
    }

    private static string StringOf(JsonValue value) => value.TryGetValue<string>(out var text)
        ? text
        : JsonSerializer.Deserialize<string>(value.ToJsonString(Plain))!;

    private static long IntegerOf(JsonValue value)
    {
        var token = value.ToJsonString(Plain);
        if (!long.TryParse(token, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer))
        {
            // A decimal shows digits that a double would round away, and a double shows how small 1e-40 is.
            var exact = decimal.TryParse(token, NumberStyles.Float, CultureInfo.InvariantCulture, out var number);
            if (!double.IsInteger(double.Parse(token, CultureInfo.InvariantCulture)) || (exact && !decimal.IsInteger(number)))
                throw new NotCanonicalException($"the fraction {token}; write it as a text");
            integer = exact && Math.Abs(number) <= LargestInteger ? (long)number : long.MaxValue;
        }
        return integer is >= -LargestInteger and <= LargestInteger
            ? integer
            : throw new NotCanonicalException($"the number {token}, beyond ±2^53; write it as a text");
    }
}

/// <summary>The value has no bytes that everyone would agree on; the message says what stands in it.</summary>
public sealed class NotCanonicalException(string found) : Exception($"The journal cannot hold {found}.");
