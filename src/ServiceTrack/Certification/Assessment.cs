using System.Collections.Immutable;
using System.Text.Json.Serialization;
using ServiceTrack.Storage;

namespace ServiceTrack.Certification;

public enum AssessmentStatus { Open, Concluded }

/// <summary>A company judges itself by a scheme over a period: the fold of its events (<see cref="AssessmentFold"/>).</summary>
/// <param name="Version">The number of its events.</param>
/// <param name="From">The first day that counts.</param>
/// <param name="To">The first day that does not any more.</param>
public sealed record Assessment(
    string Id, long Version, string Title, string SchemeId, int SchemeVersion, DateOnly From, DateOnly To, string OpenedBy, DateTimeOffset OpenedAt)
{
    public AssessmentStatus Status { get; init; }

    /// <summary>Head office first, then the sampled outlets.</summary>
    public ImmutableArray<Sheet> Sheets { get; init; } = [];

    public ImmutableArray<Draw> Draws { get; init; } = [];
    public ImmutableArray<SpecialDeduction> Specials { get; init; } = [];
    /// <summary>Answers by question; those not answered are absent.</summary>
    public ImmutableSortedDictionary<string, EligibilityAnswer> Eligibility { get; init; } =
        ImmutableSortedDictionary.Create<string, EligibilityAnswer>(StringComparer.Ordinal);

    public int Bonus { get; init; }
    public string? BonusReason { get; init; }
    public DateTimeOffset? ConcludedAt { get; init; }
    public ConcludedResult? Result { get; init; }

    public Sheet? Sheet(string? outletId) => Sheets.FirstOrDefault(s => s.OutletId == outletId);

    public ImmutableArray<SheetMarks> Marks() => [.. Sheets.Select(s => new SheetMarks(s.OutletId, [.. s.Marks.Values.Select(m => m.Mark)]))];

    /// <summary>Deductions that stand; one that was rectified stands, too.</summary>
    [JsonIgnore] public int Special => Specials.Count(s => s.WithdrawnReason is null);

    public static readonly Collection<Assessment> Collection = new("assessments", a => a.Id)
    {
        Fields = [Field<Assessment>.Number("openedAt", a => a.OpenedAt.ToUnixTimeMilliseconds()), Field<Assessment>.Text("schemeId", a => a.SchemeId)],
        Indexes = [new("openedAt"), new("schemeId", "openedAt")],
    };

    public static string StreamOf(string id) => $"assessment/{id}";
}

/// <param name="OutletId">Null: head office.</param>
/// <param name="Draw">The draw that chose it; null for head office.</param>
public sealed record Sheet(string? OutletId, int? Draw)
{
    /// <summary>By clause, those that are judged only.</summary>
    public ImmutableSortedDictionary<string, SheetMark> Marks { get; init; } = ImmutableSortedDictionary.Create<string, SheetMark>(StringComparer.Ordinal);

    /// <summary>Clauses said not to apply, whether it was decided or not.</summary>
    public ImmutableSortedDictionary<string, Exemption> Exemptions { get; init; } = ImmutableSortedDictionary.Create<string, Exemption>(StringComparer.Ordinal);
}

/// <summary>How a clause came by its mark.</summary>
public enum MarkedBy { Rule, Hand, Sample, Approval }

public sealed record SheetMark(Mark Mark, MarkedBy How, string? Reason, string By, DateTimeOffset At);

/// <param name="Approved">Null while nobody has decided.</param>
public sealed record Exemption(string Reason, string AskedBy, DateTimeOffset AskedAt, bool? Approved = null, string? DecidedBy = null, string? Note = null);

/// <summary>Records or outlets that were drawn, or picked, to be looked at.</summary>
/// <param name="Number">From 1 within the assessment.</param>
/// <param name="OutletId">Of the sheet it is for; null: head office.</param>
/// <param name="Clause">Null for a draw of outlets.</param>
public sealed record Draw(int Number, string? OutletId, string? Clause, DrawBasis Basis, ImmutableArray<Drawn> Items, string By, DateTimeOffset At);

/// <summary>What a draw rests on, and all that an outsider needs to repeat it with <see cref="DrawStream"/>.</summary>
/// <param name="Of">outlets, activities, or the name of a register.</param>
/// <param name="Picked">Somebody chose; nothing was drawn, and there is no checkpoint.</param>
/// <param name="Population">The list that was drawn from.</param>
/// <param name="Count">How many there were.</param>
/// <param name="Digest">Lower-case hex SHA-256 over a line "stratum TAB id LF" for each, strata and ids in the order of their UTF-8 bytes.</param>
/// <param name="Size">Leaves under the checkpoint.</param>
/// <param name="Root">Of the checkpoint, in base64.</param>
/// <param name="Number">The assessor's.</param>
public sealed record DrawBasis(
    string Of, bool Picked, string Population, int Count, string? Digest = null, long? Size = null, string? Root = null, long? Number = null)
{
    /// <summary>By outlet; the empty one holds what stands at none.</summary>
    public ImmutableArray<Stratum> Strata { get; init; } = [];
}

public sealed record Stratum(string Outlet, int Count, int Drawn);

/// <param name="Passed">Null while nobody has judged it.</param>
public sealed record Drawn(string Id, bool? Passed = null, string? Reason = null, string? By = null);

/// <param name="Source">The list of records it was proposed from, if it was.</param>
public sealed record SpecialDeduction(
    int Number, string Trigger, string Text, string? Source, string By, DateTimeOffset At, string? Rectified = null, string? WithdrawnReason = null);

/// <param name="Records">How many records spoke against it when it was answered; then it is explained.</param>
public sealed record EligibilityAnswer(bool Met, long Records, string? Explanation, string By, DateTimeOffset At);

/// <summary>The result as it was frozen; points and scores as decimal text, since a journal holds no fractions.</summary>
/// <param name="Score">Null where nothing was judged.</param>
public sealed record ConcludedResult(
    string Earned, string Applicable, int Special, int Bonus, string? Score, string? Low, string? High, string? Level, bool Estimate);
