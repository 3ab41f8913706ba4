using System.Collections.Immutable;

namespace ServiceTrack.Imports;

/// <summary>
/// What reading a file gives, in order: one <see cref="ImportPlan"/>, then one of Good, Duplicate, Blank or Bad for each data
/// record, and at the end, or instead of all this, <see cref="ImportStopped"/> where the file cannot be read on.
/// </summary>
public abstract record ImportRecord
{
    private protected ImportRecord() { }

    /// <summary>How much of the file has been read, 0–1.</summary>
    public double Progress { get; init; }
}

/// <summary>How the file was understood, before its first record.</summary>
/// <param name="Description">Format with encoding or sheet: "CSV, gb18030".</param>
public sealed record ImportPlan(string Description, IReadOnlyList<MappedColumn> Columns, IReadOnlyList<IgnoredColumn> Ignored) : ImportRecord;

/// <param name="Index">0-based.</param>
/// <param name="Header">As the file has it, trimmed.</param>
public sealed record MappedColumn(int Index, string Header, ImportField Field);

/// <param name="Field">Set where the heading is understood but another column already gives this field.</param>
public sealed record IgnoredColumn(int Index, string Header, ImportField? Field);

/// <param name="Record">1-based data record, blank ones counted.</param>
/// <param name="Line">Physical line of a text file, row number of a sheet.</param>
/// <param name="Exists">The external id is known already: only with <see cref="OnExisting.Update"/>.</param>
public sealed record ImportGood(int Record, int Line, ImportRow Row, bool Exists, IReadOnlyList<ImportProblem> Warnings) : ImportRecord;

/// <summary>The external id was that of a good record earlier in the file, or is known already.</summary>
public sealed record ImportDuplicate(int Record, int Line, string ExternalId) : ImportRecord;

public sealed record ImportBlank(int Record, int Line) : ImportRecord;

/// <param name="Errors">All errors of the record, at least one.</param>
public sealed record ImportBad(int Record, int Line, IReadOnlyList<ImportProblem> Errors) : ImportRecord;

/// <summary>Always the last one. Without a plan before it nothing of the file was understood.</summary>
public sealed record ImportStopped(ImportProblem Error) : ImportRecord;

/// <summary>An error or a warning as a job lists it.</summary>
/// <param name="Column">The heading as the file has it, null where the record or the file is meant.</param>
/// <param name="Code">One of <see cref="ImportCodes"/>.</param>
/// <param name="Details">What the message says about it, in no language.</param>
public sealed record ImportProblem(int? Record, int? Line, string? ExternalId, string? Column, string Code, ImmutableArray<string> Details)
{
    /// <param name="language">English for "en…", Chinese otherwise. An Accept-Language value will do.</param>
    public string Message(string language) => ImportMessages.Say(Code, language, Details);
}
