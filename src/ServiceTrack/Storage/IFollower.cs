using System.Collections.Immutable;

namespace ServiceTrack.Storage;

/// <summary>
/// Something that follows a company's events in order, each exactly once: what it writes is committed together with the
/// position it has come to.
/// </summary>
public interface IFollower
{
    /// <summary>Its name for ever: the position is kept under it.</summary>
    string Name { get; }

    /// <summary>How long it lets events gather before it takes them.</summary>
    TimeSpan Gathering => TimeSpan.Zero;

    /// <summary>How many events it takes in one run at most.</summary>
    int LongestRun => Following.Batch;

    /// <summary>
    /// What to write for a run of events. May be asked again for the same events when the commit did not come about, so
    /// it must rest on stored state and the batch alone; what it does elsewhere must be harmless to do twice.
    /// </summary>
    Task<ImmutableArray<DocumentWrite>> Follow(ITenantStore store, IReadOnlyList<RecordedEvent> batch, CancellationToken cancel);
}

/// <param name="Next">The position of the first event not followed yet.</param>
public sealed record FollowerPosition(string Name, long Next)
{
    public static readonly Collection<FollowerPosition> Collection = new("followers", f => f.Name);
}

public static class Following
{
    public const int Batch = 500;

    /// <summary>Follows to the end of the feed as it stands; gives the position come to.</summary>
    public static async Task<long> CatchUp(this IFollower follower, ITenantStore store, DateTimeOffset now, CancellationToken cancel)
    {
        while (true)
        {
            var stored = await store.Find(FollowerPosition.Collection, follower.Name, cancel);
            var next = stored?.Value.Next ?? 0;
            var batch = await store.Feed(next, follower.LongestRun, cancel);
            if (batch.Count == 0) return next;
            var writes = await follower.Follow(store, batch, cancel);
            var come = new FollowerPosition(follower.Name, next + batch.Count);
            // Where another node was quicker this commit is stale, and the next turn goes on from where that one came to.
            await store.Commit(new()
            {
                At = now, Documents = [FollowerPosition.Collection.Put(come, stored?.Version ?? 0), .. writes],
            }, cancel);
        }
    }
}
