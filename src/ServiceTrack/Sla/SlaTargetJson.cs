using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServiceTrack.Sla;

/// <summary>Writes a target as <see cref="TargetsReader"/> reads it from a request, so that what was put is what is got.</summary>
internal sealed class SlaTargetJson : JsonConverter<SlaTarget>
{
    public override SlaTarget Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var errors = new FieldErrors();
        using var document = JsonDocument.ParseValue(ref reader);
        return TargetsReader.Target(new JsonField(document.RootElement, "target", errors)) is { } target && !errors.Any ? target
            : throw new JsonException("Not a target: " + string.Join("; ", errors.ToDictionary().Select(it => $"{it.Key} {it.Value[0]}")));
    }

    public override void Write(Utf8JsonWriter writer, SlaTarget value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("unit", JsonNamingPolicy.CamelCase.ConvertName(value.Unit.ToString()));
        if (value.Unit is SlaUnit.WorkingDays) writer.WriteNumber("amount", value.Amount.Days);
        else writer.WriteString("amount", IsoDuration.Format(value.Amount));
        if (value.PausedBy is { } reasons)
        {
            writer.WriteStartArray("pausedBy");
            foreach (var reason in reasons) writer.WriteStringValue(reason);
            writer.WriteEndArray();
        }
        writer.WriteEndObject();
    }
}
