using ServiceTrack.Network;
using ServiceTrack.Storage;

namespace ServiceTrack.Imports;

/// <summary>The outlets that rows name, found or recorded once each.</summary>
internal sealed class ImportOutlets(ITenantStore store, ImportJob job)
{
    private readonly Dictionary<string, string?> known = new(StringComparer.Ordinal);

    /// <summary>Those the company did not have before this job.</summary>
    public List<NewOutlet> New { get; } = [];

    /// <summary>Null for a row without an outlet, and in a dry run for a new one.</summary>
    /// <param name="isOurs">False where the job's requester has nothing to do with it; it is not recorded then.</param>
    public async Task<(string? Id, bool IsOurs)> Of(string? name, DateTimeOffset now, CancellationToken cancel)
    {
        if (name is null) return (null, job.Takes(null));
        if (!known.TryGetValue(name, out var id)) known[name] = id = await Find(name, now, cancel);
        return (id, job.Takes(id));
    }

    private async Task<string?> Find(string name, DateTimeOffset now, CancellationToken cancel)
    {
        var id = await store.Claimed(Outlet.Names, name, cancel);
        if (id is null && !job.DryRun && job.Outlets.IsEmpty)
            id = (await new OutletDesk(store).Add(new(name, "own", false, null, null), job.By, now, cancel)).Id;
        if (id is null ? job.Outlets.IsEmpty : await IsMadeByThisJob(id, cancel)) New.Add(new(id, name));
        return id;
    }

    private async Task<bool> IsMadeByThisJob(string id, CancellationToken cancel) =>
        (await store.Stream(Outlet.StreamOf(id), cancel)) is [{ By: var by }, ..] && by == job.By;
}
