using System.Globalization;
using System.Text.RegularExpressions;
using ServiceTrack.Customers;

namespace ServiceTrack.Imports;

/// <param name="Warning">A code, where the clock of the zone does not settle the instant.</param>
internal readonly record struct ReadTime(DateTimeOffset At, string? Warning);

/// <summary>
/// Times as people and systems write them, year first: ISO 8601, 2026/6/28 10:36, 2026年6月27日 15时48分30秒, 上午/下午 and
/// am/pm, 20260121, 20260121103000, Excel serials of the 1900 system (to the second), and English months by name.
/// 03/04/2026 is refused: whether March or April is meant cannot be known. A date alone is the midnight it begins with.
/// Without an offset a time is the zone's. One that occurs twice there is taken at its first occurrence, or the second
/// if the first would lie before what it follows; one the clock skips moves on by what was skipped. Both are warned of.
/// </summary>
internal static partial class ImportTime
{
    private static readonly string[] Compact = ["yyyyMMdd", "yyyyMMddHHmm", "yyyyMMddHHmmss"];

    private static readonly string[] English = [.. from date in (string[])["d MMM yyyy", "d MMMM yyyy", "d-MMM-yyyy", "MMM d, yyyy", "MMMM d, yyyy"]
        from time in (string[])["", " H:mm", " H:mm:ss", " h:mm tt", " h:mm:ss tt"] select date + time];

    // Serials of 1954 to 2119: smaller and larger numbers are something else.
    private const double FirstSerial = 20_000, EndSerial = 80_000;

    public static ReadTime? Read(string cell, TimeZoneInfo zone, DateTimeOffset? notBefore = null) => Parse(cell) switch
    {
        null => null,
        (var local, { } offset) => new(new(local, offset), null),
        (var local, null) => In(zone, local, notBefore),
    };

    /// <summary>The day as written; a time of day beside it is dropped.</summary>
    public static DateOnly? ReadDate(string cell) => Parse(cell) is { } written ? DateOnly.FromDateTime(written.Local) : null;

    private static ReadTime In(TimeZoneInfo zone, DateTime local, DateTimeOffset? notBefore)
    {
        if (zone.IsInvalidTime(local))
            return new(TimeZoneInfo.ConvertTime(new DateTimeOffset(local, zone.GetUtcOffset(local.AddDays(-1))), zone), ImportCodes.SkippedTime);
        if (!zone.IsAmbiguousTime(local)) return new(new(local, zone.GetUtcOffset(local)), null);
        var offsets = zone.GetAmbiguousTimeOffsets(local);
        var first = new DateTimeOffset(local, offsets.Max());
        return new(first < notBefore ? new(local, offsets.Min()) : first, ImportCodes.AmbiguousTime);
    }

    private static (DateTime Local, TimeSpan? Offset)? Parse(string cell)
    {
        var text = Width.Fold(cell).Trim();
        if (text.Length > 64) return null;
        if (Written().Match(text) is { Success: true } written) return Parse(written.Groups);
        if (DateTime.TryParseExact(text, Compact, CultureInfo.InvariantCulture, DateTimeStyles.None, out var exact)
            || DateTime.TryParseExact(text, English, CultureInfo.InvariantCulture, DateTimeStyles.AllowInnerWhite, out exact)) return (exact, null);
        return double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var serial) && serial is >= FirstSerial and < EndSerial
            ? (FromSerial(serial), null) : null;
    }

    /// <summary>Days since 1899-12-30, which is right for every date after the day that Excel's 1900 has too many.</summary>
    public static DateTime FromSerial(double serial) => new DateTime(1899, 12, 30).AddSeconds(Math.Round(serial * 86_400));

    private static (DateTime, TimeSpan?)? Parse(GroupCollection parts)
    {
        int Number(string part) => parts[part].Success ? int.Parse(parts[part].ValueSpan, CultureInfo.InvariantCulture) : 0;

        var (year, month, day) = (Number("year"), Number("month"), Number("day"));
        if (month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return null;

        var hour = Number("hour");
        var half = (parts["half"].Success ? parts["half"] : parts["after"]).Value.ToLowerInvariant();
        if (half != "" && hour > 12 && half is "am" or "上午") return null;
        if (half is "pm" or "下午" && hour < 12) hour += 12;
        if (half is "am" or "上午" && hour == 12) hour = 0;
        if (hour > 23 || Number("minute") > 59 || Number("second") > 59) return null;

        var fraction = parts["fraction"].Success ? double.Parse("0." + parts["fraction"].Value, CultureInfo.InvariantCulture) : 0;
        var local = new DateTime(year, month, day, hour, Number("minute"), Number("second")).AddMilliseconds(Math.Truncate(fraction * 1000));
        if (!parts["offset"].Success) return (local, null);

        var offset = new TimeSpan(Number("offsetHour"), Number("offsetMinute"), 0) * (parts["sign"].Value == "-" ? -1 : 1);
        return offset.Duration() <= TimeSpan.FromHours(14) && Number("offsetMinute") < 60 ? (local, offset) : null;
    }

    [GeneratedRegex("""
        ^(?<year>(?:19|20)\d\d)
        (?: (?<mark>[-/.]) (?<month>\d{1,2}) \k<mark> (?<day>\d{1,2}) | 年\s*(?<month>\d{1,2})\s*月\s*(?<day>\d{1,2})\s*日 )
        (?: (?: T | \s+ | (?<=日) )
            (?<half>上午|下午|am|pm)? \s*
            (?: (?<hour>\d{1,2}) : (?<minute>\d{1,2}) (?: : (?<second>\d{1,2}) (?: [.,] (?<fraction>\d{1,9}) )? )?
              | (?<hour>\d{1,2})\s*[时点] (?: \s*(?<minute>\d{1,2})\s*分 (?: \s*(?<second>\d{1,2})\s*秒 )? )? )
            \s* (?<after>am|pm)?
            \s* (?<offset> Z | (?<sign>[+-]) (?<offsetHour>\d{2}) :? (?<offsetMinute>\d{2})? )?
        )?$
        """, RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Written();
}
