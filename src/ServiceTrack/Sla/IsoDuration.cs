using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ServiceTrack.Sla;

/// <summary>
/// ISO 8601 durations of a fixed length: weeks, days (24 h), hours, minutes, seconds. Years and months are none.
/// Written without days, since a day of working time is nobody's 24 hours: PT36H, -PT30M, PT0S.
/// </summary>
public static partial class IsoDuration
{
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        var match = Form.Match(text);
        if (!match.Success) return false;
        var ticks = Part("weeks") * 7 * TimeSpan.TicksPerDay + Part("days") * TimeSpan.TicksPerDay + Part("hours") * TimeSpan.TicksPerHour
            + Part("minutes") * TimeSpan.TicksPerMinute + Part("seconds") * TimeSpan.TicksPerSecond;
        duration = new TimeSpan((long)(match.Groups["minus"].Success ? -ticks : ticks));
        return true;

        decimal Part(string name) =>
            match.Groups[name] is { Success: true } part ? decimal.Parse(part.ValueSpan, CultureInfo.InvariantCulture) : 0;
    }

    public static string Format(TimeSpan duration)
    {
        var rest = Math.Abs(duration.Ticks);
        var text = new StringBuilder(duration < TimeSpan.Zero ? "-PT" : "PT");
        Part(TimeSpan.TicksPerHour, 'H');
        Part(TimeSpan.TicksPerMinute, 'M');
        if (rest > 0 || duration == TimeSpan.Zero)
            text.Append(CultureInfo.InvariantCulture, $"{(decimal)rest / TimeSpan.TicksPerSecond:0.#######}S");
        return text.ToString();

        void Part(long unit, char letter)
        {
            if (rest >= unit) text.Append(rest / unit).Append(letter);
            rest %= unit;
        }
    }

    // The digits allowed keep the sum far within a TimeSpan.
    [GeneratedRegex(@"^(?<minus>-)?P(?=.)(?:(?<weeks>[0-9]{1,5})W)?(?:(?<days>[0-9]{1,6})D)?(?:T(?=.)(?:(?<hours>[0-9]{1,8})H)?(?:(?<minutes>[0-9]{1,8})M)?(?:(?<seconds>[0-9]{1,9}(?:\.[0-9]{1,7})?)S)?)?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Form { get; }
}
