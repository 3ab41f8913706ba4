using System.Collections.Immutable;

namespace ServiceTrack.Sla;

/// <summary>Reads the calendar of a request.</summary>
internal static class CalendarReader
{
    // More windows than this in one day are a mistake, and would let a small request ask for a huge answer.
    private const int MostWindowsOfADay = 24;

    public static SlaCalendar Read(JsonField field, string id, int version)
    {
        if (!field.IsObject("id", "version", "name", "timeZone", "weekly", "exceptions", "confirmedThrough", "source"))
            return new SlaCalendar(id, version, "UTC");
        var name = PolicyReader.Name(field["name"]);
        var zone = TimeZone(field["timeZone"]) ?? "UTC";
        var source = field["source"] is { IsMissing: false } given && given.Text(out var text) ? text : null;
        var calendar = Hours(field, new SlaCalendar(id, version, zone) { Name = name, Source = source });
        if (calendar.Weekly.Days().Concat(calendar.Exceptions.Select(it => it.Windows)).All(it => it.IsEmpty))
            field["weekly"].Refuse("must hold some working time");
        return calendar;
    }

    /// <summary>The part that an explain request holds too.</summary>
    public static SlaCalendar Hours(JsonField field, SlaCalendar calendar) => calendar with
    {
        Weekly = Week(field["weekly"]),
        Exceptions = Exceptions(field["exceptions"]),
        ConfirmedThrough = field["confirmedThrough"].IsMissing ? null : field["confirmedThrough"].Date(),
    };

    public static string? TimeZone(JsonField field)
    {
        if (!field.Text(out var name)) return null;
        if (TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)) return zone.Id;
        field.Refuse($"is not a known time zone: {name}");
        return null;
    }

    private static WeekHours Week(JsonField field)
    {
        if (!field.IsObject("mon", "tue", "wed", "thu", "fri", "sat", "sun")) return new WeekHours();
        return new WeekHours
        {
            Mon = Windows(field["mon"]), Tue = Windows(field["tue"]), Wed = Windows(field["wed"]), Thu = Windows(field["thu"]),
            Fri = Windows(field["fri"]), Sat = Windows(field["sat"]), Sun = Windows(field["sun"]),
        };
    }

    private static ImmutableArray<SpecialDay> Exceptions(JsonField field)
    {
        var days = ImmutableArray.CreateBuilder<SpecialDay>();
        var dates = new HashSet<DateOnly>();
        foreach (var item in field.Items())
        {
            if (!item.IsObject()) continue;
            if (item["windows"].IsMissing) item["windows"].Refuse("is required; [] for a day off");
            var windows = Windows(item["windows"]);
            if (item["date"].Date() is not { } date) continue;
            if (!dates.Add(date)) item["date"].Refuse("is given twice");
            else days.Add(new SpecialDay(date, windows));
        }
        return days.DrainToImmutable();
    }

    private static ImmutableArray<SlaWindow> Windows(JsonField field)
    {
        var windows = new List<SlaWindow>();
        foreach (var item in field.Items())
        {
            if (!item.Text(out var text)) continue;
            if (!SlaWindow.TryParse(text, out var window)) item.Refuse("must be a window written 09:00-12:00, up to 24:00");
            else if (window.End <= window.Start) item.Refuse("must end after it starts; a night shift is two windows, 22:00-24:00 and 00:00-06:00");
            else if (windows.Any(other => window.Start < other.End && other.Start < window.End)) item.Refuse("overlaps another window of the day");
            else if (windows.Count == MostWindowsOfADay) item.Refuse($"is one too many: a day has at most {MostWindowsOfADay} windows");
            else windows.Add(window);
        }
        return [.. windows.OrderBy(it => it.Start)];
    }
}
