using System.Collections.Immutable;
using System.Text.Json.Serialization;
using ServiceTrack.Storage;

namespace ServiceTrack.Imports;

public enum ImportStatus { Queued, Running, Completed, Failed }

/// <summary>One import of one file: what was asked for and how far it has come.</summary>
public sealed record ImportJob
{
    public required string Id { get; init; }

    /// <summary>Who asked for it, as in the journal.</summary>
    public required string RequestedBy { get; init; }

    /// <summary>The requester's outlets: only rows that stand at one of them are taken. Empty: all.</summary>
    public ImmutableArray<string> Outlets { get; init; } = [];

    public required string FileName { get; init; }

    /// <summary>The file, kept until the job has ended.</summary>
    public required string Sha256 { get; init; }

    /// <summary>What a row without a kind is.</summary>
    public required string Kind { get; init; }

    public string? Encoding { get; init; }
    public bool DryRun { get; init; }
    public OnExisting OnExisting { get; init; }

    /// <summary>Also the instant by which a row's times are judged, so that a job begun again judges them the same.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    public ImportStatus Status { get; init; }

    /// <summary>How much of the file has been read, 0–1. It begins at 0 again where the process was ended in between.</summary>
    public double Progress { get; init; }

    public ImportCounts Counts { get; init; } = new(0, 0, 0, 0, 0);

    /// <summary>How the file was understood; null before it was opened, or where it could not be read.</summary>
    public ImportLayout? Layout { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Who the events of its rows are by.</summary>
    [JsonIgnore] public string By => $"import/{Id}";

    /// <summary>
    /// The id of the activity that a record becomes: the job's own id with the record's number in place of its last eight
    /// digits, so that a record met again is known to have landed, and by which job.
    /// </summary>
    public string ActivityId(int record) => $"{Id[..^8]}{record:x8}";

    public bool Made(string activityId) => activityId.StartsWith(Id[..^8], StringComparison.Ordinal);

    public bool Takes(string? outletId) => Outlets.IsEmpty || (outletId is not null && Outlets.Contains(outletId));

    public static readonly Collection<ImportJob> Collection = new("imports", j => j.Id)
    {
        Fields = [Field<ImportJob>.Number("createdAt", j => j.CreatedAt.ToUnixTimeMilliseconds()), Field<ImportJob>.Text("requestedBy", j => j.RequestedBy)],
        Indexes = [new("createdAt"), new("requestedBy", "createdAt")],
    };
}

/// <param name="Added">Activities made.</param>
/// <param name="Updated">Activities known from before that the file changed.</param>
/// <param name="Duplicate">Rows that are known already, from before or from further up in the file.</param>
public sealed record ImportCounts(int Added, int Updated, int Duplicate, int Blank, int Bad);

/// <param name="Description">Format with encoding or sheet: "CSV, gb18030".</param>
public sealed record ImportLayout(string Description, ImmutableArray<MappedColumn> Columns, ImmutableArray<IgnoredColumn> Ignored);

/// <summary>What a job has to tell of its rows, beside the job because it can be long. Of each list the first are kept.</summary>
public sealed record ImportFindings(string JobId)
{
    public const int Most = 10_000;

    public ImmutableArray<ImportProblem> Errors { get; init; } = [];
    public int ErrorsLeftOut { get; init; }
    public ImmutableArray<ImportProblem> Warnings { get; init; } = [];
    public int WarningsLeftOut { get; init; }

    /// <summary>Outlets the file names and the company did not have: recorded as unconfirmed, in a dry run not at all.</summary>
    public ImmutableArray<NewOutlet> NewOutlets { get; init; } = [];

    public int NewOutletsLeftOut { get; init; }

    public static readonly Collection<ImportFindings> Collection = new("importFindings", f => f.JobId);
}

/// <param name="Id">Null in a dry run.</param>
public sealed record NewOutlet(string? Id, string Name);
