using ServiceTrack.Journal;
using ServiceTrack.Storage;

namespace ServiceTrack.Network;

/// <summary>Records outlets; a name stands for one outlet only.</summary>
public sealed class OutletDesk(ITenantStore store)
{
    /// <summary>The id under a name that is taken already, or of the new outlet.</summary>
    public async Task<(string Id, bool Added)> Add(OutletRecorded outlet, string by, DateTimeOffset now, CancellationToken cancel)
    {
        if (await store.Claimed(Outlet.Names, outlet.Name, cancel) is { } known) return (known, false);
        var id = Guid.CreateVersion7(now).ToString("N");
        var result = await Save(id, outlet, 0, by, now, [new(Outlet.Names, outlet.Name, id)], [], cancel);
        return result is CommitResult.Taken taken ? (taken.Value, false) : (id, true);
    }

    public async Task<Refusal?> Change(string id, OutletRecorded outlet, string by, DateTimeOffset now, CancellationToken cancel)
    {
        if (await store.Find(Outlet.Collection, id, cancel) is not { Value: var old }) return new Refusal.NotFound();
        var version = (await store.Stream(Outlet.StreamOf(id), cancel)).Count;
        var renamed = old.Name != outlet.Name;
        return await Save(id, outlet, version, by, now, renamed ? [new(Outlet.Names, outlet.Name, id)] : [],
            renamed ? [(Outlet.Names, old.Name)] : [], cancel) switch
        {
            CommitResult.Taken taken => new Refusal.AlreadyExists("name", taken.Value),
            CommitResult.Stale stale => new Refusal.Stale(stale.Version),
            _ => null,
        };
    }

    private Task<CommitResult> Save(
        string id, OutletRecorded outlet, long version, string by, DateTimeOffset now, Claim[] claims, (string, string)[] unclaim, CancellationToken cancel)
    {
        var (data, personal) = EventData.Split(outlet);
        return store.Commit(new()
        {
            At = now,
            Append = new(Outlet.StreamOf(id), version, [new(nameof(OutletRecorded), now, by, data, personal)]),
            Documents = [Outlet.Collection.Put(outlet.As(id))],
            Claims = [.. claims],
            Unclaim = [.. unclaim],
        }, cancel);
    }
}
