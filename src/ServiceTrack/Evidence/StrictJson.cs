using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace ServiceTrack.Evidence;

/// <summary>Reads JSON from strangers: no member twice, none too many, none missing. Every fault names its subject.</summary>
internal static class StrictJson
{
    private static readonly JsonDocumentOptions Once = new() { AllowDuplicateProperties = false };

    public static JsonObject Object(string subject, ReadOnlySpan<byte> json)
    {
        try
        {
            if (Utf8.IsValid(json) && JsonNode.Parse(json, documentOptions: Once) is JsonObject members)
            {
                // Escaped texts are only read when they are asked for, and then throw if they are half of a surrogate pair.
                if (json.IndexOf("\\u"u8) >= 0) _ = CharactersOf(members);
                return members;
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
        }
        throw new PackFaultException(subject, "it is not one JSON object");
    }

    public static JsonObject WithExactly(this JsonObject members, string subject, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (!members.ContainsKey(name)) throw new PackFaultException(subject, $"it has no \"{name}\"");
        return members.Count == names.Length ? members : throw new PackFaultException(subject, "it has members that do not belong there");
    }

    public static JsonObject Members(this JsonObject from, string subject, string name) =>
        from[name] as JsonObject ?? throw new PackFaultException(subject, $"\"{name}\" is not an object");

    public static string Text(this JsonNode? value, string subject, string name) =>
        value is JsonValue && value.GetValueKind() == JsonValueKind.String
            ? value.GetValue<string>()
            : throw new PackFaultException(subject, $"\"{name}\" is not a text");

    public static long Count(this JsonNode? value, string subject, string name) =>
        value is JsonValue number && number.TryGetValue<long>(out var count) && count >= 0
            ? count
            : throw new PackFaultException(subject, $"\"{name}\" is not a count");

    /// <summary>Only the one way to write these bytes counts as base64.</summary>
    public static byte[] Bytes(this JsonNode? value, string subject, string name)
    {
        var text = value.Text(subject, name);
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) && Convert.ToBase64String(bytes, 0, length) == text
            ? bytes[..length]
            : throw new PackFaultException(subject, $"\"{name}\" is not base64");
    }

    public static ImmutableArray<byte[]> Hashes(this JsonNode? value, string subject, string name) => value is JsonArray hashes
        ? [.. hashes.Select(h => h.Bytes(subject, name) is { Length: 32 } hash ? hash : throw new PackFaultException(subject, $"\"{name}\" holds what is no hash"))]
        : throw new PackFaultException(subject, $"\"{name}\" is not a list");

    private static int CharactersOf(JsonNode? node) => node switch
    {
        JsonObject members => members.Sum(m => m.Key.Length + CharactersOf(m.Value)),
        JsonArray items => items.Sum(CharactersOf),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>().Length,
        _ => 0,
    };
}
