using System.Collections.Immutable;
using ServiceTrack.Activities;
using ServiceTrack.Sla;
using ServiceTrack.Storage;

namespace ServiceTrack.Tenants;

/// <summary>How one company works: the document every request reads.</summary>
public sealed record Setup
{
    public const string Id = "setup";

    public required string Name { get; init; }

    /// <summary>IANA name; a date without a time means its midnight.</summary>
    public string TimeZone { get; init; } = "Asia/Shanghai";

    /// <summary>How long before it is due an open activity counts as due soon.</summary>
    public int DueSoonMinutes { get; init; } = 60;

    /// <summary>Channels where the contact is itself the first answer.</summary>
    public ImmutableArray<string> AnsweredInContact { get; init; } = Channels.AnsweredInContact;

    /// <summary>The company's own kinds, and built-in ones it has changed.</summary>
    public ImmutableArray<Kind> OwnKinds { get; init; } = [];

    public required SlaPolicy Policy { get; init; }

    /// <summary>In force now, one per id; the first is the company's own, for rules that name none.</summary>
    public required ImmutableArray<SlaCalendar> Calendars { get; init; }

    /// <summary>Null where there is none under that id.</summary>
    public SlaCalendar? Calendar(string? id) => id is null ? Calendars[0] : Calendars.FirstOrDefault(c => c.Id == id);

    public Kind? Kind(string? code) =>
        code is null ? null : OwnKinds.FirstOrDefault(k => k.Code == code) ?? Activities.Kinds.BuiltIn.FirstOrDefault(k => k.Code == code);

    public IEnumerable<Kind> Kinds => Activities.Kinds.BuiltIn.Where(k => OwnKinds.All(o => o.Code != k.Code)).Concat(OwnKinds);

    public static readonly Collection<Setup> Collection = new("setup", _ => Id) { Remembered = true };

    /// <summary>Every version of the calendar that was ever in force, for the promises made under it.</summary>
    public static readonly Collection<SlaCalendar> CalendarVersions = new("calendars", c => $"{c.Id}@{c.Version}") { Remembered = true };
}
