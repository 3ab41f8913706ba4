using System.Globalization;

namespace ServiceTrack.Web;

/// <summary>Times in requests: a date alone means the company's midnight.</summary>
public static class Dates
{
    public const string Message = "Must be a date, or a time in ISO 8601 with its offset.";

    /// <summary>In UTC; null where the text is neither.</summary>
    public static DateTimeOffset? Read(string? text, TimeZoneInfo zone)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", out var date))
        {
            // The first and the last day that there are begin outside of time east or west of Greenwich.
            if (date == DateOnly.MinValue || date == DateOnly.MaxValue) return null;
            var midnight = date.ToDateTime(TimeOnly.MinValue);
            // Where the clocks go forward at midnight the day begins an hour later.
            while (zone.IsInvalidTime(midnight)) midnight = midnight.AddMinutes(30);
            return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUniversalTime();
        }
        return text is not null && text.Contains('T') && HasOffset(text)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time.ToUniversalTime() : null;
    }

    private static bool HasOffset(string text) =>
        text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > text.IndexOf('T');
}
