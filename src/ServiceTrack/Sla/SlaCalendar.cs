using System.Collections.Immutable;
using System.Text.Json;

namespace ServiceTrack.Sla;

/// <summary>
/// When a company works. An instant is working if and only if its wall-clock time in <see cref="TimeZone"/> lies in a
/// window of its local date; a special day replaces that date's weekly windows (a holiday has none, a make-up workday
/// has some).
/// </summary>
/// <param name="Version">Counts from 1; a version once in force is never changed.</param>
/// <param name="TimeZone">IANA name. Must be known to the machine: computing with an unknown one throws.</param>
public sealed record SlaCalendar(string Id, int Version, string TimeZone)
{
    public string Name { get; init; } = "";
    public WeekHours Weekly { get; init; } = new();
    /// <summary>At most one per date.</summary>
    public ImmutableArray<SpecialDay> Exceptions { get; init; } = [];
    /// <summary>Last date whose holidays are known; a clock that runs past it says so. Null: the calendar makes no such claim.</summary>
    public DateOnly? ConfirmedThrough { get; init; }
    /// <summary>Where the holidays were read.</summary>
    public string? Source { get; init; }

    /// <summary>
    /// Reads <c>{ "name", "timeZone", "weekly", "exceptions", "confirmedThrough", "source" }</c>. The calendar is null where there are
    /// errors, by path of the field. One without any working time is refused: nothing promised by it would ever be due.
    /// </summary>
    public static (SlaCalendar? Calendar, Dictionary<string, string[]> Errors) FromRequest(JsonElement body, string id, int version)
    {
        var errors = new FieldErrors();
        var calendar = CalendarReader.Read(new JsonField(body, "", errors), id, version);
        return (errors.Any ? null : calendar, errors.ToDictionary());
    }
}

/// <summary>The windows of an ordinary week; those of one day are in order and do not overlap.</summary>
public sealed record WeekHours
{
    public ImmutableArray<SlaWindow> Mon { get; init; } = [];
    public ImmutableArray<SlaWindow> Tue { get; init; } = [];
    public ImmutableArray<SlaWindow> Wed { get; init; } = [];
    public ImmutableArray<SlaWindow> Thu { get; init; } = [];
    public ImmutableArray<SlaWindow> Fri { get; init; } = [];
    public ImmutableArray<SlaWindow> Sat { get; init; } = [];
    public ImmutableArray<SlaWindow> Sun { get; init; } = [];

    /// <summary>Monday first.</summary>
    internal ImmutableArray<SlaWindow>[] Days() => [Mon, Tue, Wed, Thu, Fri, Sat, Sun];
}

/// <summary>A date that does not follow the week. In order and without overlap, as in <see cref="WeekHours"/>.</summary>
public sealed record SpecialDay(DateOnly Date, ImmutableArray<SlaWindow> Windows);
