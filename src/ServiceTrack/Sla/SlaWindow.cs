using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServiceTrack.Sla;

/// <summary>Hours of one local day, half-open [Start, End), written "09:00-12:00". End may be 24:00; Start is before End.</summary>
[JsonConverter(typeof(SlaWindowJson))]
public readonly record struct SlaWindow(TimeSpan Start, TimeSpan End)
{
    /// <summary>Reads the form only: whether the window runs backwards is the caller's to judge and to name.</summary>
    public static bool TryParse(string text, out SlaWindow window)
    {
        window = default;
        if (text.Length != 11 || text[5] != '-' || TimeOfDay(text[..5]) is not { } start || TimeOfDay(text[6..]) is not { } end)
            return false;
        window = new SlaWindow(start, end);
        return true;
    }

    public override string ToString() => $"{Hours(Start)}-{Hours(End)}";

    private static TimeSpan? TimeOfDay(string text) =>
        text == "24:00" ? TimeSpan.FromDays(1)
        : TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time.ToTimeSpan()
        : null;

    private static string Hours(TimeSpan time) => $"{(int)time.TotalHours:00}:{time.Minutes:00}";
}

internal sealed class SlaWindowJson : JsonConverter<SlaWindow>
{
    public override SlaWindow Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        SlaWindow.TryParse(reader.GetString() ?? "", out var window) ? window
        : throw new JsonException("A window is written HH:mm-HH:mm.");

    public override void Write(Utf8JsonWriter writer, SlaWindow value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
