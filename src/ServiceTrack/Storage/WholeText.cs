using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServiceTrack.Storage;

/// <summary>
/// Refuses half of a surrogate pair where the serializer would silently put U+FFFD in its place: what is read must be
/// what was written.
/// </summary>
internal sealed class WholeText : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => reader.GetString();

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Checked(value));

    public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        reader.GetString()!;

    public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WritePropertyName(Checked(value));

    private static string Checked(string value)
    {
        for (var i = value.AsSpan().IndexOfAnyInRange('\ud800', '\udfff'); i >= 0 && i < value.Length; i++)
        {
            if (!char.IsSurrogate(value[i])) continue;
            if (i + 1 == value.Length || !char.IsSurrogatePair(value[i], value[i + 1]))
                throw new ArgumentException($"Half of a surrogate pair stands at character {i} of a text.");
            i++;
        }
        return value;
    }
}
