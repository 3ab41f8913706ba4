using System.Collections.Immutable;
using ServiceTrack.Activities;
using ServiceTrack.Storage;

namespace ServiceTrack.Registers;

/// <summary>One entry as it now stands: the fold of its stream.</summary>
/// <param name="Version">Of its stream.</param>
/// <param name="Fields">Whole values, personal ones among them; which they are the register says.</param>
/// <param name="Amended">A value that had been stated was put in another's place. A step of the flow is none, nor is filling in.</param>
public sealed record RegisterEntry(
    string Id, string Register, long Version, ImmutableSortedDictionary<string, string> Fields, ImmutableArray<Attachment> Attachments,
    DateTimeOffset RecordedAt, DateTimeOffset ChangedAt, string By, Recorded Recorded, bool Amended)
{
    /// <summary>How many filters the collection has columns for.</summary>
    public const int MostFilters = 4;

    /// <summary>An event of which the day alone is known counts as recorded at the time until the next day has ended.</summary>
    public static readonly TimeSpan AtTheTime = TimeSpan.FromHours(48);

    private const long Ever = 0, Open = int.MaxValue;

    public static readonly Collection<RegisterEntry> Collection = new("registerEntries", e => e.Id)
    {
        Fields =
        [
            Field<RegisterEntry>.Text("register", e => e.Register),
            Field<RegisterEntry>.Number("date", e => e.Begin),
            Field<RegisterEntry>.Number("until", e => e.End),
            Field<RegisterEntry>.Text("outlet", e => e.Fields.GetValueOrDefault(Registers.Register.OutletField)),
            Field<RegisterEntry>.Text("recorded", e => RecordedHow.Of(e.Recorded, e.Amended)),
            Field<RegisterEntry>.Text("filter1", e => e.Filter(0)),
            Field<RegisterEntry>.Text("filter2", e => e.Filter(1)),
            Field<RegisterEntry>.Text("filter3", e => e.Filter(2)),
            Field<RegisterEntry>.Text("filter4", e => e.Filter(3)),
        ],
        Indexes =
        [
            new("register", "date"), new("register", "until"), new("register", "recorded", "date"), new("register", "outlet", "date"), new("register", "filter1", "date"),
            new("register", "filter2", "date"), new("register", "filter3", "date"), new("register", "filter4", "date"),
        ],
        // Numbers of people are no words to look for: whoever sees them masked could try them out.
        Searchable = e => string.Join('\n', e.Fields
            .Where(f => e.Of?.Field(f.Key) is { Type: RegisterFieldType.Text or RegisterFieldType.LongText, Mask: not Journal.Mask.Number }).Select(f => f.Value)),
        SearchOrder = "date",
    };

    public static string StreamOf(string register, string id) => $"register/{register}/{id}";

    private Register? Of => RegisterList.Named(Register);

    /// <summary>Day number of the event date, or of the first day it holds; 0 where there is none.</summary>
    private long Begin => Of is { } register ? Day(register.EventDate ?? register.ValidFrom) ?? Ever : Ever;

    /// <summary>Day number of the last day it holds.</summary>
    private long End => Day(Of?.ValidUntil) ?? Open;

    public string? Title => Of is { } register ? Fields.GetValueOrDefault(register.Title) : null;

    public bool InForce(DateOnly day) => Begin <= day.DayNumber && day.DayNumber <= End;

    /// <summary>Whether it happened in the days first ≤ day &lt; end, or held on one of them.</summary>
    public bool FallsIn(DateOnly first, DateOnly end) =>
        Begin < end.DayNumber && (Of?.EventDate is null ? End : Begin) >= first.DayNumber;

    /// <summary>The column that holds a filter's field.</summary>
    public static string FilterColumn(Register register, string field) => $"filter{register.Filters.IndexOf(field) + 1}";

    private string? Filter(int index) => Of is { } register && index < register.Filters.Length ? Fields.GetValueOrDefault(register.Filters[index]) : null;

    private long? Day(string? field) => field is null ? null : RegisterValues.Date(Fields.GetValueOrDefault(field))?.DayNumber;
}

/// <summary>A sum that <see cref="RegisterBalanceRule"/> keeps, in the same commit as the entries it sums.</summary>
/// <param name="Key">The values of the rule's key with slashes between.</param>
/// <param name="Amount">Decimal notation.</param>
public sealed record RegisterBalance(string Register, string Key, string Amount)
{
    public static readonly Collection<RegisterBalance> Collection = new("registerBalances", b => IdOf(b.Register, b.Key))
    {
        Fields = [Field<RegisterBalance>.Text("register", b => b.Register), Field<RegisterBalance>.Text("key", b => b.Key)],
        Indexes = [new("register", "key")],
    };

    public static string IdOf(string register, string key) => $"{register}/{key}";
}
