using System.Collections.Immutable;
using ServiceTrack.Storage;

namespace ServiceTrack.Certification;

/// <summary>
/// What a certification asks for, as data: read from a file by <see cref="SchemeReader"/>, never written as code. A version
/// once in use is never changed; a company's own copy counts on from the version it was taken from.
/// </summary>
/// <param name="Version">Counts from 1.</param>
public sealed record Scheme(string Id, int Version, Bilingual Name)
{
    public Bilingual? Note { get; init; }

    /// <summary>A tree by <see cref="Clause.Parent"/>, in the order people read it.</summary>
    public ImmutableArray<Clause> Clauses { get; init; } = [];

    public ScoringRules Scoring { get; init; } = new();

    /// <summary>From the lowest to the highest; empty where none are known.</summary>
    public ImmutableArray<Level> Levels { get; init; } = [];

    public ImmutableArray<Trigger> Triggers { get; init; } = [];
    public ImmutableArray<Paper> Papers { get; init; } = [];
    public ImmutableArray<EligibilityQuestion> Eligibility { get; init; } = [];
    public ImmutableArray<Stage> Stages { get; init; } = [];
    public ImmutableArray<Gate> Gates { get; init; } = [];
    public CertificateTerms? Certificate { get; init; }

    public Clause? Clause(string id) => Clauses.FirstOrDefault(c => c.Id == id);

    public static readonly Collection<Scheme> Collection = new("schemes", s => s.Id)
    {
        Fields = [Field<Scheme>.Text("name", s => s.Name.Zh)],
        Indexes = [new("name")],
    };

    /// <summary>Every version that was ever in force in a company.</summary>
    public static readonly Collection<Scheme> Versions = new("schemeVersions", s => VersionId(s.Id, s.Version)) { Remembered = true };

    public static string VersionId(string id, int version) => $"{id}@{version}";

    public static string StreamOf(string id) => $"scheme/{id}";
}

public sealed record Bilingual(string Zh, string En);

/// <summary>How sure a fact is (DOMAIN.md). What is <see cref="Ours"/> or <see cref="One"/> is never shown as the standard's.</summary>
public enum FactSource
{
    /// <summary>The project's founding documents.</summary>
    Seed,

    /// <summary>Pages of several certification agencies.</summary>
    Agency,

    /// <summary>A single page.</summary>
    One,

    /// <summary>Known but not looked up.</summary>
    Memory,

    /// <summary>Our own proposal.</summary>
    Ours,

    /// <summary>The certification body's own paper, named beside it.</summary>
    Body,
}

/// <summary>A number and how sure it is.</summary>
public sealed record Figure(int Value, FactSource Source, bool Confirmed = false);

/// <summary>One clause. Only clauses without items of their own are judged; what stands above them is their sum.</summary>
/// <param name="Points">Of the clause with all its items; null where nobody knows. At most two decimals.</param>
/// <param name="Source">Of the subject, and of the points where there are any.</param>
/// <param name="Confirmed">The points are the body's own; <paramref name="ConfirmedBy"/> names it.</param>
public sealed record Clause(
    string Id, string? Parent, Bilingual Name, decimal? Points, FactSource Source, bool Confirmed = false, string? ConfirmedBy = null)
{
    public Sampling Sampling { get; init; }
    public NotApplicable NotApplicable { get; init; }
    public ImmutableArray<EvidenceRule> Evidence { get; init; } = [];
}

public enum Sampling
{
    /// <summary>Not met, it loses all its points.</summary>
    Qualitative,

    /// <summary>Several samples are drawn; points are lost by the share that fails.</summary>
    Proportional,
}

public enum NotApplicable
{
    /// <summary>May leave the denominator, with a written reason that somebody approves.</summary>
    WithReason,

    Never,
}

/// <summary>Which records count for a clause. How many are enough and how fresh they must be is always our own proposal or a body's.</summary>
/// <param name="From">Where the records stand.</param>
/// <param name="Enough">How many are enough, at least one.</param>
/// <param name="Source">Of the numbers in it.</param>
public sealed record EvidenceRule(EvidenceFrom From, int Enough, FactSource Source)
{
    /// <summary>Kinds of activity, or of entries of the register; empty: all of the register's.</summary>
    public ImmutableArray<string> Kinds { get; init; } = [];

    /// <summary>Only activities of these severities; empty for all.</summary>
    public ImmutableArray<string> Severities { get; init; } = [];

    /// <summary>The register, the type of document or the measure.</summary>
    public string? Named { get; init; }

    /// <summary>How far back records count, 3 to 36; null: as far as the assessment looks.</summary>
    public int? Months { get; init; }

    /// <summary>The newest may be no older than this; null: any age in the window.</summary>
    public int? FreshMonths { get; init; }

    /// <summary>What has to follow from the records.</summary>
    public Bilingual? Follows { get; init; }
}

public enum EvidenceFrom { Activities, Register, Document, Measure }
