using System.Collections.Immutable;

namespace ServiceTrack.Certification;

/// <summary>
/// How points become a score. What the standard leaves open is a setting here; the defaults are ours (DOMAIN.md §3):
/// <c>clamp(earned ÷ applicable × 100 − special + bonus, 0, 100)</c>, compared unrounded, shown truncated to one decimal.
/// </summary>
public sealed record ScoringRules
{
    public SpecialOrder Special { get; init; }

    /// <summary>Points that one special deduction costs.</summary>
    public Figure SpecialPoints { get; init; } = new(1, FactSource.Agency);

    /// <summary>Special bonus points that count at most.</summary>
    public Figure MostBonus { get; init; } = new(1, FactSource.Agency);

    /// <summary>Whether the score is held within 0 and 100.</summary>
    public bool Capped { get; init; } = true;

    public Shown Shown { get; init; }
    public Compared Compared { get; init; }
    public Combination Combination { get; init; }
    public FactSource Source { get; init; } = FactSource.Ours;
}

public enum SpecialOrder { AfterRescaling, BeforeRescaling }

/// <summary>How a score is cut to one decimal for people to read.</summary>
public enum Shown { Truncated, Rounded }

/// <summary>What is held against the bounds of the levels.</summary>
public enum Compared { Unrounded, AsShown }

/// <summary>How the sheets of head office and sampled outlets become one: no rule of the standard is known, so each is ours.</summary>
public enum Combination
{
    /// <summary>Clause by clause the mean over the sheets that judge it.</summary>
    Mean,

    /// <summary>Clause by clause the worst sheet.</summary>
    Lowest,

    /// <summary>Clause by clause head office for one half, the mean of the outlets for the other.</summary>
    HeadOfficeHalf,
}

/// <param name="From">The least score, itself included.</param>
/// <param name="MostSpecial">With more special deductions than this the level is not given; null where there is no such rule.</param>
public sealed record Level(string Id, Bilingual Name, decimal From, int? MostSpecial, FactSource Source, bool Confirmed = false);

/// <summary>What a special deduction is made for.</summary>
public sealed record Trigger(string Id, Bilingual Name, FactSource Source);

/// <summary>A paper of the application.</summary>
/// <param name="Registers">Where it can be written from by itself; empty where somebody has to bring it.</param>
public sealed record Paper(int Number, Bilingual Name, ImmutableArray<string> Registers, FactSource Source);

/// <param name="Evidence">Records that speak to the question; what speaks against the company must be explained.</param>
public sealed record EligibilityQuestion(string Id, Bilingual Question, ImmutableArray<EvidenceRule> Evidence, FactSource Source);

/// <summary>A step from the application to the certificate and after.</summary>
/// <param name="Days">How long it takes; null where nobody says.</param>
/// <param name="OnSitePercent">Its share of the person-days on site.</param>
/// <param name="Costs">Kinds of cost that fall due in it: audit, consulting, travel, other.</param>
/// <param name="WaitsFor">The gate that must be passed before.</param>
public sealed record Stage(
    string Id, Bilingual Name, Span? Days, Span? OnSitePercent, ImmutableArray<string> Costs, string? WaitsFor, FactSource Source, bool Confirmed = false);

/// <summary>Both ends belong to it.</summary>
public sealed record Span(int From, int To);

/// <summary>What must be reached before a stage begins.</summary>
/// <param name="Least">The threshold; null: the company's own.</param>
public sealed record Gate(string Id, Bilingual Name, string Measure, decimal? Least, FactSource Source);

/// <param name="ValidMonths">From issue to expiry.</param>
/// <param name="SurveillanceMonths">At the latest this long after the last audit.</param>
/// <param name="RenewalMonths">Renewal is filed this long before expiry.</param>
/// <param name="ReminderDays">Ahead of each deadline; ours.</param>
/// <param name="LeadDays">From the application to a first certificate, as somebody claims; null where nobody does.</param>
public sealed record CertificateTerms(
    Figure ValidMonths, Figure SurveillanceMonths, Figure RenewalMonths, ImmutableArray<int> ReminderDays, Figure? LeadDays = null);

public static class CostKinds
{
    public static readonly ImmutableArray<string> All = ["audit", "consulting", "travel", "other"];
}
