using System.Collections.Immutable;
using ServiceTrack.Imports;

namespace ServiceTrack.Web.Imports;

/// <summary>An import as the API shows it.</summary>
public sealed record ImportView
{
    public required string Id { get; init; }
    public required ImportStatus Status { get; init; }

    /// <summary>0–1.</summary>
    public required double Progress { get; init; }

    public required ImportCounts Counts { get; init; }
    public required string FileName { get; init; }
    public required string Kind { get; init; }
    public required bool DryRun { get; init; }
    public required OnExisting OnExisting { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How the file was understood: its format, its columns, and those that mean nothing to us.</summary>
    public ImportLayout? Layout { get; init; }

    /// <summary>All errors of each bad row, and what stopped the job, if anything did. Null in lists.</summary>
    public ImmutableArray<ImportProblemView>? Errors { get; init; }

    /// <summary>How many more there are than are kept.</summary>
    public required int ErrorsLeftOut { get; init; }

    /// <summary>What was odd in rows that were taken. Null in lists.</summary>
    public ImmutableArray<ImportProblemView>? Warnings { get; init; }

    public required int WarningsLeftOut { get; init; }

    /// <summary>Outlets the file names and the company did not have; without id in a dry run. Null in lists.</summary>
    public ImmutableArray<NewOutlet>? NewOutlets { get; init; }

    public required int NewOutletsLeftOut { get; init; }

    /// <param name="found">Null in lists.</param>
    /// <param name="language">An Accept-Language value.</param>
    public static ImportView Of(ImportJob job, ImportFindings? found, string language) => new()
    {
        Id = job.Id, Status = job.Status, Progress = job.Progress, Counts = job.Counts, FileName = job.FileName, Kind = job.Kind,
        DryRun = job.DryRun, OnExisting = job.OnExisting, CreatedAt = job.CreatedAt, EndedAt = job.EndedAt, Layout = job.Layout,
        Errors = found is null ? null : [.. found.Errors.Select(e => ImportProblemView.Of(e, language))],
        ErrorsLeftOut = found?.ErrorsLeftOut ?? 0,
        Warnings = found is null ? null : [.. found.Warnings.Select(w => ImportProblemView.Of(w, language))],
        WarningsLeftOut = found?.WarningsLeftOut ?? 0,
        NewOutlets = found?.NewOutlets,
        NewOutletsLeftOut = found?.NewOutletsLeftOut ?? 0,
    };
}

/// <param name="Record">1-based data record, blank ones counted; null where the file is meant.</param>
/// <param name="Column">The heading as the file has it.</param>
public sealed record ImportProblemView(int? Record, int? Line, string? ExternalId, string? Column, string Code, string Message)
{
    public static ImportProblemView Of(ImportProblem p, string language) => new(p.Record, p.Line, p.ExternalId, p.Column, p.Code, p.Message(language));
}
