using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServiceTrack.Storage;

namespace ServiceTrack.Journal;

/// <summary>
/// Marks what is about a person in an event: it is kept in a row of its own and the journal holds only its digests.
/// On a dictionary each value is sealed, on a list each item.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PersonalAttribute(Mask mask) : Attribute
{
    public Mask Mask { get; } = mask;
}

/// <summary>How a personal value is shown to those who may not see it whole.</summary>
public enum Mask
{
    /// <summary>Of 11 characters and more the first 3 and last 4 stay, of fewer the last 2.</summary>
    Number,

    /// <summary>The first character stays.</summary>
    Name,

    /// <summary>The first character and the domain stay.</summary>
    Email,

    /// <summary>Nothing stays: free text, addresses, signatures, locations.</summary>
    Text,
}

public static class Masking
{
    /// <summary>Each character hidden becomes a star, except that free text becomes empty.</summary>
    public static string Of(string value, Mask mask)
    {
        var runes = value.EnumerateRunes().ToArray();
        return mask switch
        {
            Mask.Number when runes.Length >= 11 => Keep(runes, 3, runes.Length - 4),
            Mask.Number => Keep(runes, 0, runes.Length - 2),
            Mask.Name => Keep(runes, 1, runes.Length),
            Mask.Email => Keep(runes, 1, Array.LastIndexOf(runes, new Rune('@')) is var at and >= 0 ? at : runes.Length),
            Mask.Text => "",
        };
    }

    /// <summary>What is no text has no masked form but the empty one.</summary>
    public static string Of(JsonNode value, Mask mask) =>
        value is JsonValue && value.GetValueKind() == JsonValueKind.String ? Of(value.GetValue<string>(), mask) : "";

    private static string Keep(Rune[] runes, int from, int to)
    {
        var text = new StringBuilder();
        for (var i = 0; i < runes.Length; i++) text.Append(i < from || i >= to ? runes[i].ToString() : "*");
        return text.ToString();
    }
}

public static class PersonalDigest
{
    /// <summary>Base64url of SHA-256(salt ‖ UTF-8 of the value's canonical JSON).</summary>
    public static string Of(Salt salt, string canonicalValue) => Base64Url.EncodeToString(
        SHA256.HashData([.. Base64Url.DecodeFromChars(salt.Text), .. Encoding.UTF8.GetBytes(canonicalValue)]));
}

public static class Sealed
{
    /// <summary>Seals a value whole and masked, each under 16 random bytes of its own.</summary>
    public static PersonalValue Of(string path, JsonNode value, Mask mask) => With(path, value, mask, NewSalt(), NewSalt());

    public static PersonalValue With(string path, JsonNode value, Mask mask, Salt full, Salt masked) =>
        new(path, full, CanonicalJson.Text(value), masked, CanonicalJson.Text(Masking.Of(value, mask)));

    public static Salt NewSalt() => new(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)));
}
