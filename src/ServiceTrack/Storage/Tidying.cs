using ServiceTrack.Tenants;

namespace ServiceTrack.Storage;

/// <summary>Removes what nobody needs any more: uploads that no commit kept, counted tries of long ago. One node at a time.</summary>
public sealed class Tidying(IStore store, string node)
{
    /// <summary>An upload is kept within minutes or never.</summary>
    private static readonly TimeSpan Unkept = TimeSpan.FromDays(1);

    private static readonly TimeSpan LeaseTime = TimeSpan.FromMinutes(10);

    /// <summary>Gives how many files were removed; 0 also where another node is at it.</summary>
    public async Task<int> Run(DateTimeOffset now, CancellationToken cancel)
    {
        if (await store.Work.Hold("tidying", node, now, LeaseTime, cancel) is not { } lease) return 0;
        var removed = 0;
        await foreach (var company in DirectoryCollections.All(store.Directory, DirectoryCollections.Companies, Condition.Always, "createdAt", cancel))
            removed += await store.For(new(company.Id)).Blobs.Sweep(now - Unkept, cancel);
        var old = Condition.Between("since", long.MinValue, (now - Unkept).ToUnixTimeMilliseconds());
        await foreach (var tries in DirectoryCollections.All(store.Directory, SignInTries.Collection, old, "since", cancel))
            await store.Directory.Commit(new() { At = now, Documents = [SignInTries.Collection.Remove(tries.Id)] }, cancel);
        await store.Work.Release(lease, cancel);
        return removed;
    }
}
