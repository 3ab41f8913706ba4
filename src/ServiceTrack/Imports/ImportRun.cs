using System.Collections.Immutable;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Imports;

/// <summary>
/// Carries one job out from the first row to the last. Begun again after a crash it reads the file from the start: rows
/// that have landed are known by their claims and counted as what they were.
/// </summary>
/// <param name="fence">Null for a process that has the store to itself.</param>
public sealed class ImportRun(ITenantStore store, Setup setup, ImportJob job, Lease? fence, TimeProvider clock)
{
    // Rows that wait for the disk together share its wait.
    private const int InFlight = 64;

    /// <summary>Records between two notes of how far the job has come.</summary>
    private const int Stride = 200;

    private readonly RowLanding landing = new(store, setup, job, fence);
    private readonly ImportOutlets outlets = new(store, job);
    private readonly ImportTally tally = new(job);
    private readonly Queue<(ImportGood Row, Task<Landed> Landing)> flying = new();

    /// <summary>The job as it ended. A file that cannot be read is an end too; what stops the process is not.</summary>
    public async Task<ImportJob> Run(CancellationToken cancel)
    {
        tally.Begin();
        await Save(cancel);
        try
        {
            await using var file = await store.Blobs.Open(job.Sha256, cancel) ?? throw new InvalidOperationException($"The file of import {job.Id} is gone.");
            var read = 0;
            await foreach (var record in ImportReader.Read(file, Options, cancel))
            {
                await Take(record, cancel);
                if (++read % Stride == 0) await Save(cancel);
            }
            while (flying.Count > 0) await Settle();
        }
        catch
        {
            // What has begun to land ends first, so that this run is over when it is said to be.
            foreach (var (_, landing) in flying) await ((Task)landing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
        tally.End(clock.GetUtcNow());
        await Save(cancel);
        return tally.Job;
    }

    /// <summary>Ends a job that met a fault of ours; what has landed stays.</summary>
    public async Task<ImportJob> GiveUp(CancellationToken cancel)
    {
        foreach (var (row, landing) in flying)
            if (landing.IsCompletedSuccessfully) tally.Count(row, landing.Result);
        tally.Stop(new(null, null, null, null, ImportCodes.Failed, []));
        tally.End(clock.GetUtcNow());
        await Save(cancel);
        return tally.Job;
    }

    private ImportOptions Options => new(TimeZoneInfo.FindSystemTimeZoneById(setup.TimeZone), job.CreatedAt)
    {
        Kind = job.Kind, Encoding = job.Encoding, OnExisting = job.OnExisting, Exists = landing.Exists,
        Kinds = ImportNames.Kinds.Concat(setup.OwnKinds.SelectMany(k => new[] { k.Code, k.NameZh, k.NameEn }.Select(name => KeyValuePair.Create(name, k.Code))))
            .GroupBy(k => k.Key).ToDictionary(k => k.Key, k => k.Last().Value),
    };

    private async Task Take(ImportRecord record, CancellationToken cancel)
    {
        tally.Read(record);
        if (record is not ImportGood good) return;
        var now = clock.GetUtcNow();
        var (outletId, isOurs) = await outlets.Of(good.Row.Outlet, now, cancel);
        flying.Enqueue((good, isOurs ? landing.Land(good, outletId, now, cancel) : Task.FromResult(Landed.OutsideOutlets)));
        if (flying.Count >= InFlight) await Settle();
    }

    private async Task Settle()
    {
        var (row, landed) = flying.Peek();
        tally.Count(row, await landed);
        flying.Dequeue();
    }

    private async Task Save(CancellationToken cancel)
    {
        var findings = tally.Findings(outlets.New);
        var (now, ended) = (clock.GetUtcNow(), tally.Job.EndedAt is not null);
        var saved = await store.Commit(new()
        {
            At = now,
            Append = ended && !job.DryRun ? new(ImportEvent.StreamOf(job.Id), 1, [new ImportEnded(tally.Job.Status, tally.Job.Counts).Sealed(now, job.By)]) : null,
            Documents = [ImportJob.Collection.Put(tally.Job), .. findings is null ? ImmutableArray<DocumentWrite>.Empty : [ImportFindings.Collection.Put(findings)]],
            Finish = ended ? [(ImportDesk.Queue, job.Id)] : [],
            DropBlobs = ended ? [job.Sha256] : [],
            Fence = fence,
        }, cancel);
        if (saved is CommitResult.Fenced) throw new LeaseLostException();
    }
}
