using System.Collections.Immutable;

namespace ServiceTrack.Imports;

/// <summary>Counts what becomes of the rows of a job, and keeps what is to be told of them.</summary>
internal sealed class ImportTally(ImportJob begun)
{
    private readonly List<ImportProblem> errors = [];
    private readonly List<ImportProblem> warnings = [];
    private int errorsLeftOut, warningsLeftOut, told = -1;
    private string? outletHeading;

    public ImportJob Job { get; private set; } = begun;

    public void Begin() => Job = Job with { Status = ImportStatus.Running, Progress = 0, Counts = new(0, 0, 0, 0, 0) };

    /// <summary>Takes note of a record; a good one is counted once it has landed.</summary>
    public void Read(ImportRecord record)
    {
        // A file is read in blocks, ahead of its rows: all of it is only done when the last row is.
        Job = Job with { Progress = Math.Min(record.Progress, 0.99) };
        switch (record)
        {
            case ImportPlan plan:
                Job = Job with { Layout = new(plan.Description, [.. plan.Columns], [.. plan.Ignored]) };
                outletHeading = plan.Columns.FirstOrDefault(c => c.Field == ImportField.Outlet)?.Header;
                break;
            case ImportDuplicate:
                Job = Job with { Counts = Job.Counts with { Duplicate = Job.Counts.Duplicate + 1 } };
                break;
            case ImportBlank:
                Job = Job with { Counts = Job.Counts with { Blank = Job.Counts.Blank + 1 } };
                break;
            case ImportBad bad:
                Bad(bad.Errors);
                break;
            case ImportStopped stopped:
                Stop(stopped.Error);
                break;
            case ImportGood { Warnings: [_, ..] odd }:
                warningsLeftOut += Keep(warnings, odd);
                break;
        }
    }

    public void Count(ImportGood row, Landed landed)
    {
        var counts = Job.Counts;
        switch (landed)
        {
            case Landed.Added:
                Job = Job with { Counts = counts with { Added = counts.Added + 1 } };
                break;
            case Landed.Updated:
                Job = Job with { Counts = counts with { Updated = counts.Updated + 1 } };
                break;
            case Landed.Duplicate:
                Job = Job with { Counts = counts with { Duplicate = counts.Duplicate + 1 } };
                break;
            case Landed.OutsideOutlets:
                Bad([new(row.Record, row.Line, row.Row.ExternalId, outletHeading, ImportCodes.NotYourOutlet, [])]);
                break;
        }
    }

    public void Stop(ImportProblem error)
    {
        Job = Job with { Status = ImportStatus.Failed };
        errorsLeftOut += Keep(errors, [error]);
    }

    public void End(DateTimeOffset now) => Job = Job.Status == ImportStatus.Failed
        ? Job with { EndedAt = now } : Job with { Status = ImportStatus.Completed, Progress = 1, EndedAt = now };

    /// <summary>Null where nothing has been found since the last time.</summary>
    public ImportFindings? Findings(IReadOnlyList<NewOutlet> outlets)
    {
        var found = errors.Count + errorsLeftOut + warnings.Count + warningsLeftOut + outlets.Count;
        if (found == told) return null;
        told = found;
        return new(Job.Id)
        {
            // Rows land a little later than they are read, so what is wrong with them can be out of order.
            Errors = [.. errors.OrderBy(e => e.Record ?? int.MaxValue)], ErrorsLeftOut = errorsLeftOut,
            Warnings = [.. warnings], WarningsLeftOut = warningsLeftOut,
            NewOutlets = [.. outlets.Take(ImportFindings.Most)], NewOutletsLeftOut = Math.Max(0, outlets.Count - ImportFindings.Most),
        };
    }

    private void Bad(IReadOnlyList<ImportProblem> found)
    {
        Job = Job with { Counts = Job.Counts with { Bad = Job.Counts.Bad + 1 } };
        errorsLeftOut += Keep(errors, found);
    }

    private static int Keep(List<ImportProblem> kept, IReadOnlyList<ImportProblem> found)
    {
        var room = Math.Min(ImportFindings.Most - kept.Count, found.Count);
        kept.AddRange(found.Take(room));
        return found.Count - room;
    }
}
