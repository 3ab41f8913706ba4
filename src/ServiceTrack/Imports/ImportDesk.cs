using ServiceTrack.Activities;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Imports;

/// <summary>What is asked of an import beside the file, as it was written.</summary>
public sealed record ImportRequest(string? Kind = null, string? DryRun = null, string? Encoding = null, string? OnExisting = null)
{
    public const string Usual = "complaint";

    public Refusal? Check(Setup setup)
    {
        var errors = new FieldErrors();
        errors.Require(setup.Kind(Kind ?? Usual) is not null, "kind", $"There is no kind {Kind}.");
        errors.Require(DryRun is null || bool.TryParse(DryRun, out _), "dryRun", "Must be true or false.");
        errors.Require(string.IsNullOrWhiteSpace(Encoding) || TextEncoding.IsKnown(Encoding), "encoding", $"There is no encoding {Encoding}.");
        errors.Require(OnExisting is null or "skip" or "update", "onExisting", "Must be skip or update.");
        return errors.Any ? errors.ToRefusal() : null;
    }
}

/// <summary>Takes imports in: the file is kept, the job waits for a worker.</summary>
public sealed class ImportDesk(ITenantStore store)
{
    /// <summary>Queue of work items by job.</summary>
    public const string Queue = "imports";

    public const long MostBytes = 100 * 1024 * 1024;

    /// <param name="request">One that passes its own check.</param>
    /// <param name="file">Staged; kept by this.</param>
    public async Task<(ImportJob? Job, Refusal? Refusal, bool Replayed)> Request(
        ImportRequest request, string fileName, StagedBlob file, Caller caller, IdempotencyKey? key, DateTimeOffset now, CancellationToken cancel)
    {
        ImportJob job = new()
        {
            Id = Guid.CreateVersion7(now).ToString("N"), RequestedBy = caller.By, Outlets = caller.Outlets, FileName = fileName, Sha256 = file.Sha256,
            Kind = request.Kind ?? ImportRequest.Usual, Encoding = string.IsNullOrWhiteSpace(request.Encoding) ? null : request.Encoding,
            DryRun = request.DryRun is not null && bool.Parse(request.DryRun),
            OnExisting = request.OnExisting == "update" ? OnExisting.Update : OnExisting.Skip, CreatedAt = now,
        };
        var result = await store.Commit(new()
        {
            At = now,
            Append = job.DryRun ? null : new(ImportEvent.StreamOf(job.Id), 0,
                [new ImportRequested(fileName, job.Sha256, job.Kind, job.OnExisting).Sealed(now, caller.By)]),
            Documents = [ImportJob.Collection.Put(job, 0)],
            Claims = key is null ? [] : [key.Claim(job.Id, now)],
            Work = [new(Queue, job.Id, now, "")],
            KeepBlobs = [file],
        }, cancel);
        if (result is not CommitResult.Taken taken) return (job, null, false);
        var (id, refusal) = key!.Answer(taken.Value);
        return id is null ? (null, refusal, true) : ((await store.Find(ImportJob.Collection, id, cancel))!.Value, null, true);
    }

    /// <summary>Null where there is no such job, or the caller may not see the outlets it is about.</summary>
    public async Task<ImportJob?> Find(string id, Caller caller, CancellationToken cancel) =>
        await store.Find(ImportJob.Collection, id, cancel) is { Value: var job } && (caller.Outlets.IsEmpty || job.RequestedBy == caller.By) ? job : null;
}
