using ServiceTrack.Dashboard;
using ServiceTrack.Tenants;

namespace ServiceTrack.Web.Reports;

/// <summary>Some of a company's days, and how they are divided.</summary>
/// <param name="Last">Half-open: the first date that is no longer in it.</param>
public sealed record ReportPeriod(DateOnly First, DateOnly Last, TimeZoneInfo Zone)
{
    private const int MostDays = 1_100;

    public DateTimeOffset From => LocalDays.Midnight(First, Zone);
    public DateTimeOffset To => LocalDays.Midnight(Last, Zone);

    /// <summary>By default the last thirty days, today among them.</summary>
    /// <exception cref="RequestRefusedException">No dates, in the wrong order, or too far apart.</exception>
    public static ReportPeriod Read(string? from, string? to, Setup setup, DateTimeOffset now)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(setup.TimeZone);
        var last = to is null ? LocalDays.DayOf(now, zone).AddDays(1) : Date("to", to);
        var first = from is null ? last.AddDays(-30) : Date("from", from);
        if (first >= last) throw Wrong("to", "Must lie after from.");
        if (last.DayNumber - first.DayNumber > MostDays) throw Wrong("from", $"At most {MostDays} days before to.");
        return new(first, last, zone);
    }

    /// <summary>Days, weeks from Monday or months, the first and last of them cut to what is in the period.</summary>
    public IEnumerable<ReportPeriod> By(string unit)
    {
        for (var first = First; first < Last;)
        {
            var next = unit switch
            {
                "day" => first.AddDays(1),
                "week" => first.AddDays(7 - (((int)first.DayOfWeek + 6) % 7)),
                _ => new DateOnly(first.Year, first.Month, 1).AddMonths(1),
            };
            yield return this with { First = first, Last = next < Last ? next : Last };
            first = next;
        }
    }

    private static DateOnly Date(string field, string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", out var date) && date.Year is >= 1990 and < 2200
        ? date : throw Wrong(field, "Must be a date, yyyy-MM-dd.");

    private static RequestRefusedException Wrong(string field, string message) => new(StatusCodes.Status400BadRequest, field, message);
}
