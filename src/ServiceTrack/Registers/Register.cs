using System.Collections.Immutable;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Registers;

/// <summary>
/// A list that a company keeps: its fields and what holds between them, declared as data in the room of its subject. What
/// its entries prove is the business of whoever reads them.
/// </summary>
/// <param name="Name">As in its address: lower-case letters and dashes. It stands in events, and so is for ever.</param>
/// <param name="Title">The field that names an entry where another one links to it.</param>
public sealed record Register(string Name, string NameZh, string NameEn, string Title, ImmutableArray<RegisterField> Fields)
{
    public string HintZh { get; init; } = "";
    public string HintEn { get; init; } = "";

    /// <summary>The date field that says when it happened; entries then lie in the past.</summary>
    public string? EventDate { get; init; }

    /// <summary>The date field from which an entry holds. Where it is empty the entry holds from ever.</summary>
    public string? ValidFrom { get; init; }

    /// <summary>The date field of the last day on which it holds. Where it is empty it holds on.</summary>
    public string? ValidUntil { get; init; }

    /// <summary>Public fields by which lists can be asked, besides dates and text; at most <see cref="RegisterEntry.MostFilters"/>.</summary>
    public ImmutableArray<string> Filters { get; init; } = [];

    /// <summary>Fields that together stand in one entry only.</summary>
    public ImmutableArray<string> Unique { get; init; } = [];

    public RegisterFlow? Flow { get; init; }

    /// <summary>Its dates are deadlines: when an entry changes, <see cref="Certification.Reminders"/> looks at them anew.</summary>
    public bool Reminds { get; init; }

    public RegisterBalanceRule? Balance { get; init; }

    /// <summary>What must hold between fields; a pure function that names the field and says why not.</summary>
    public Func<RegisterDraft, IEnumerable<(string Field, string Message)>>? Rule { get; init; }

    /// <summary>What must hold as other entries have it; asked once nothing else is wrong.</summary>
    public Func<ITenantStore, RegisterDraft, CancellationToken, Task<(string Field, string Message)?>>? Asks { get; init; }

    public Right Reads { get; init; } = Right.Read;
    public Right Writes { get; init; } = Right.KeepRegisters;

    public const string Outlets = "outlets", People = "people", Activities = "activities", Kinds = "kinds";

    /// <summary>The field that says at which outlet it stands: whoever serves some outlets only sees those.</summary>
    public const string OutletField = "outlet";

    public RegisterField? Field(string name) => Fields.FirstOrDefault(f => f.Name == name);

    /// <summary>The field under a heading of a file: its name, in either language or as requests call it.</summary>
    public RegisterField? FieldHeaded(string heading) => Fields.FirstOrDefault(f =>
        f.NameZh == heading || f.NameEn.Equals(heading, StringComparison.OrdinalIgnoreCase) || f.Name.Equals(heading, StringComparison.OrdinalIgnoreCase));

    public bool HasOutlet => Field(OutletField) is not null;

    public bool Sees(Caller caller, IReadOnlyDictionary<string, string> fields) => !HasOutlet || caller.Sees(fields.GetValueOrDefault(OutletField));
}

/// <summary>
/// Values are kept as text: dates as yyyy-MM-dd, numbers in decimal notation, money with two digits, yes and no as true
/// and false, links as ids, several of them with commas between.
/// </summary>
public sealed record RegisterField(string Name, RegisterFieldType Type, string NameZh, string NameEn)
{
    public static RegisterField Text(string name, string zh, string en) => new(name, RegisterFieldType.Text, zh, en);
    public static RegisterField LongText(string name, string zh, string en) => new(name, RegisterFieldType.LongText, zh, en);
    public static RegisterField Number(string name, string zh, string en) => new(name, RegisterFieldType.Number, zh, en) { Least = 0 };
    public static RegisterField Money(string name, string zh, string en) => new(name, RegisterFieldType.Money, zh, en) { Least = 0 };
    public static RegisterField Date(string name, string zh, string en) => new(name, RegisterFieldType.Date, zh, en);
    public static RegisterField YesNo(string name, string zh, string en) => new(name, RegisterFieldType.YesNo, zh, en);
    public static RegisterField Link(string name, string target, string zh, string en) => new(name, RegisterFieldType.Link, zh, en) { Target = target };
    public static RegisterField Links(string name, string target, string zh, string en) => new(name, RegisterFieldType.Links, zh, en) { Target = target };
    public static RegisterField AtOutlet() => Link(Register.OutletField, Register.Outlets, "网点", "Outlet");

    public static RegisterField Choice(string name, string zh, string en, params ImmutableArray<(string Value, string Zh, string En)> choices) =>
        new(name, RegisterFieldType.Choice, zh, en) { Choices = [.. choices.Select(c => new RegisterChoice(c.Value, c.Zh, c.En))] };

    public RegisterField Needed() => this with { Required = true };

    /// <summary>It is about a person, and shown to others in this form.</summary>
    public RegisterField About(Journal.Mask mask) => this with { Mask = mask };

    public bool Required { get; init; }

    /// <summary>Set where it is about a person: sealed by itself, and shown in this form to those who may not see it whole.</summary>
    public Journal.Mask? Mask { get; init; }

    /// <summary>The values of a choice.</summary>
    public ImmutableArray<RegisterChoice> Choices { get; init; } = [];

    /// <summary>What a link names: a register, or outlets, people, activities, kinds.</summary>
    public string? Target { get; init; }

    /// <summary>Of a number or an amount.</summary>
    public decimal? Least { get; init; }

    public decimal? Most { get; init; }
}

public enum RegisterFieldType { Text, LongText, Number, Money, Date, YesNo, Choice, Link, Links }

public sealed record RegisterChoice(string Value, string NameZh, string NameEn);

/// <summary>The steps a choice field goes through. A new entry begins with the first choice, unless it comes from an import.</summary>
/// <param name="Since">The field that says when the present step came, where one does.</param>
public sealed record RegisterFlow(string Field, ImmutableArray<(string From, string To)> Steps, string? Since = null);

/// <summary>A sum per key over all entries that never falls below zero: what is in stock, what is left of a budget.</summary>
/// <param name="Key">Required public fields.</param>
/// <param name="Blamed">The field that is named where it would.</param>
/// <param name="Amount">What an entry adds; less than zero where it takes away.</param>
/// <param name="Short">The sentence that refuses an entry, given what there is without it.</param>
public sealed record RegisterBalanceRule(
    ImmutableArray<string> Key, string Blamed, Func<IReadOnlyDictionary<string, string>, decimal> Amount, Func<decimal, string> Short)
{
    public string KeyOf(IReadOnlyDictionary<string, string> fields) => string.Join('/', Key.Select(k => fields.GetValueOrDefault(k)));
}

/// <summary>What a rule judges: the fields as they would stand.</summary>
/// <param name="Before">Null for a new entry.</param>
/// <param name="Imported">It comes from a file and tells of the past.</param>
/// <param name="Linked">The entries of registers that the fields name, by id.</param>
public sealed record RegisterDraft(
    IReadOnlyDictionary<string, string> Fields, IReadOnlyDictionary<string, string>? Before, string By, bool Imported, DateOnly Today,
    IReadOnlyDictionary<string, RegisterEntry> Linked)
{
    public string? this[string field] => Fields.GetValueOrDefault(field);

    public DateOnly? Date(string field) => RegisterValues.Date(this[field]);

    public decimal? Number(string field) => RegisterValues.Number(this[field]);
}
