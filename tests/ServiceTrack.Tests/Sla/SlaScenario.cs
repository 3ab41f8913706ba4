using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using ServiceTrack.Sla;

namespace ServiceTrack.Tests.Sla;

/// <summary>A calendar, events in a possible order and a target in minutes, near a change of the zone's offset.</summary>
public sealed record SlaScenario(SlaCalendar Calendar, ImmutableArray<SlaEvent> Events, DateTimeOffset Now, int Target)
{
    private static readonly (string Zone, DateTime Change)[] Changes =
    [
        ("Asia/Shanghai", new(2026, 9, 30, 16, 0, 0)),
        ("America/New_York", new(2026, 3, 8, 7, 0, 0)), ("America/New_York", new(2026, 11, 1, 6, 0, 0)),
        ("Europe/Berlin", new(2026, 3, 29, 1, 0, 0)), ("Europe/Berlin", new(2026, 10, 25, 1, 0, 0)),
        ("Australia/Lord_Howe", new(2026, 4, 4, 15, 0, 0)), ("Australia/Lord_Howe", new(2026, 10, 3, 15, 30, 0)),
        // The clock went back over midnight, so a date came twice; and a whole date that never was.
        ("America/St_Johns", new(2005, 10, 30, 2, 31, 0)), ("Pacific/Apia", new(2011, 12, 30, 10, 0, 0)),
        // The turn of a year, at which offsets are looked up anew.
        ("Europe/Berlin", new(2027, 1, 1, 0, 0, 0)),
    ];

    private static readonly string[] Days =
    [
        "", "09:00-12:00 13:30-18:00", "00:00-24:00", "00:00-06:00 22:00-24:00", "02:15-02:45", "00:00-00:01 01:30-03:00 23:30-24:00",
        "01:00-02:00 02:00-03:00", "23:59-24:00",
    ];

    private static readonly SlaEventType[] Happenings =
    [
        SlaEventType.Responded, SlaEventType.Held, SlaEventType.Held, SlaEventType.Resumed, SlaEventType.Resumed,
        SlaEventType.Resolved, SlaEventType.Reopened, SlaEventType.Closed,
    ];

    public static Arbitrary<SlaScenario> Any { get; } = (
        from change in Gen.Elements(Changes)
        // Whole hours and half-hour targets make clocks run out exactly at closing.
        from before in Gen.OneOf(Gen.Choose(0, 3 * 1440), Gen.Choose(0, 72).Select(hours => hours * 60))
        from week in Gen.Elements(Days).ArrayOf(7)
        from special in Gen.Zip(Gen.Choose(-3, 5), Gen.Elements(Days)).ListOf(2)
        from happenings in Gen.Zip(Gen.Elements(Happenings), Gen.OneOf(Gen.Constant(0), Gen.Choose(0, 100), Gen.Choose(0, 1500))).ArrayOf(6)
        from taken in Gen.Choose(0, 6)
        from after in Gen.OneOf(Gen.Constant(0), Gen.Choose(0, 4000))
        from target in Gen.OneOf(Gen.Choose(0, 60), Gen.Choose(0, 2000), Gen.Choose(0, 60).Select(halves => halves * 30))
        select Of(change.Zone, change.Change, before, week, special, happenings[..taken], after, target)).ToArbitrary();

    private static SlaScenario Of(
        string zone, DateTime change, int before, string[] week, IEnumerable<(int Day, string Windows)> special,
        (SlaEventType Type, int Gap)[] happenings, int after, int target)
    {
        var at = new DateTimeOffset(change, TimeSpan.Zero).AddMinutes(-before);
        var events = ImmutableArray.Create(new SlaEvent(at, SlaEventType.Received));
        foreach (var (type, gap) in happenings)
        {
            at = at.AddMinutes(gap);
            if (IsPossible(type, events)) events = events.Add(new SlaEvent(at, type));
        }
        var windows = week.Select(Some.Windows).ToArray();
        var calendar = new SlaCalendar("c", 1, zone)
        {
            Weekly = new() { Mon = windows[0], Tue = windows[1], Wed = windows[2], Thu = windows[3], Fri = windows[4], Sat = windows[5], Sun = windows[6] },
            Exceptions = [.. special.DistinctBy(it => it.Day).Select(it => new SpecialDay(DateOnly.FromDateTime(change).AddDays(it.Day), Some.Windows(it.Windows)))],
        };
        return new SlaScenario(calendar, events, at.AddMinutes(after), target);
    }

    private static bool IsPossible(SlaEventType type, ImmutableArray<SlaEvent> events)
    {
        var held = events.LastOrDefault(it => it.Type is SlaEventType.Held or SlaEventType.Resumed or SlaEventType.Resolved)?.Type is SlaEventType.Held;
        var resolved = events.LastOrDefault(it => it.Type is SlaEventType.Resolved or SlaEventType.Reopened)?.Type is SlaEventType.Resolved;
        return type switch { SlaEventType.Held => !held, SlaEventType.Resumed => held, SlaEventType.Reopened => resolved, _ => true };
    }
}
