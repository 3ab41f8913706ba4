using System.Collections.Immutable;
using System.Globalization;
using ServiceTrack.Sla;

namespace ServiceTrack.Tests.Sla;

internal static class Some
{
    private static readonly ImmutableArray<SlaWindow> Day = Windows("09:00-12:00 13:30-18:00");

    /// <summary>Office hours in Shanghai, the National Day week of 2026 off, 10 October made up.</summary>
    public static SlaCalendar OfficeCalendar { get; } = new("office", 1, "Asia/Shanghai")
    {
        Weekly = new WeekHours { Mon = Day, Tue = Day, Wed = Day, Thu = Day, Fri = Day },
        Exceptions =
        [
            .. Enumerable.Range(1, 7).Select(day => new SpecialDay(new DateOnly(2026, 10, day), [])),
            new SpecialDay(new DateOnly(2026, 10, 10), Day),
        ],
        ConfirmedThrough = new DateOnly(2026, 12, 31),
    };

    public static DateTimeOffset Shanghai(string local) =>
        new(DateTime.Parse(local, CultureInfo.InvariantCulture), TimeSpan.FromHours(8));

    public static ImmutableArray<SlaWindow> Windows(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(it => SlaWindow.TryParse(it, out var window) ? window : throw new FormatException(it))];
}
