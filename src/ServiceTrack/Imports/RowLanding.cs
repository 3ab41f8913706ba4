using ServiceTrack.Activities;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Imports;

public enum Landed { Added, Updated, Duplicate, OutsideOutlets }

/// <summary>
/// Brings one row of one job into the company's activities, in a commit of its own together with a claim on the row, so
/// that it lands at most once however often the job is begun. A dry run commits nothing and gives what would come of it.
/// </summary>
public sealed class RowLanding(ITenantStore store, Setup setup, ImportJob job, Lease? fence)
{
    /// <summary>Scope of claims on rows without an id of their own: their file and number stand for them.</summary>
    private const string Rows = "import-row";

    private static readonly string Known = ActivityDesk.ExternalIdScope(null);

    private readonly PromiseKeeper keeper = new(store, setup);

    /// <summary>Whether an external id is known from before this job; one that a begun job has landed already is not.</summary>
    public async ValueTask<bool> Exists(string externalId, CancellationToken cancel) =>
        await store.Claimed(Known, externalId, cancel) is { } id && !job.Made(id);

    /// <exception cref="LeaseLostException">Another node has the job now.</exception>
    public Task<Landed> Land(ImportGood good, string? outletId, DateTimeOffset now, CancellationToken cancel) =>
        good.Exists ? Update(good, outletId, now, cancel) : Add(good, outletId, now, cancel);

    private async Task<Landed> Add(ImportGood good, string? outletId, DateTimeOffset now, CancellationToken cancel)
    {
        var id = job.ActivityId(good.Record);
        Claim claim = good.Row.ExternalId is { } external ? new(Known, external, id) : new(Rows, $"{job.Sha256}/{good.Record}", id);
        if (job.DryRun) return await store.Claimed(claim.Scope, claim.Key, cancel) is null ? Landed.Added : Landed.Duplicate;
        var events = ImportedHistory.Of(good.Row, outletId, setup.AnsweredInContact);
        var (_, commit) = await keeper.Commit(id, null, events, job.By, now, cancel);
        return await store.Commit(commit with { Claims = [claim], Fence = fence }, cancel) switch
        {
            CommitResult.Done => Landed.Added,
            CommitResult.Taken taken => taken.Value == id ? Landed.Added : Landed.Duplicate,
            CommitResult.Fenced => throw new LeaseLostException(),
            var other => throw new InvalidOperationException($"Record {good.Record} met {other}."),
        };
    }

    private async Task<Landed> Update(ImportGood good, string? outletId, DateTimeOffset now, CancellationToken cancel)
    {
        var id = await store.Claimed(Known, good.Row.ExternalId!, cancel);
        while (true)
        {
            if (id is null || await store.Find(ActivityCollection.Activities, id, cancel) is not { Value: var activity }) return Landed.Duplicate;
            if (!job.Takes(activity.OutletId)) return Landed.OutsideOutlets;
            var events = ImportedHistory.Changes(activity, good.Row, outletId, job.By, now);
            if (events.IsEmpty) return await IsUpdated(activity, cancel) ? Landed.Updated : Landed.Duplicate;
            if (job.DryRun) return Landed.Updated;
            var (_, commit) = await keeper.Commit(id, activity, events, job.By, now, cancel);
            switch (await store.Commit(commit with { Fence = fence }, cancel))
            {
                case CommitResult.Done: return Landed.Updated;
                case CommitResult.Fenced: throw new LeaseLostException();
            }
        }
    }

    /// <summary>Whether this job, before it was begun again, has changed the activity.</summary>
    private async Task<bool> IsUpdated(Activity activity, CancellationToken cancel) =>
        (await store.Stream(Activity.StreamOf(activity.Id), cancel)).Any(e => e.By == job.By);
}

/// <summary>Work was stopped because its lease has passed to another node, which does it now.</summary>
public sealed class LeaseLostException() : Exception("The lease has passed on.");
