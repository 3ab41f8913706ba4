using System.Collections.Immutable;
using ServiceTrack.Storage;

namespace ServiceTrack.Journal;

/// <summary>Keeps the tiles up with the feed.</summary>
public sealed class JournalFollower : IFollower
{
    public string Name => "journal";

    /// <summary>
    /// What to commit together with the follower's position. Depends on nothing but the store and the batch; a commit
    /// refused as stale (a checkpoint completed the tiles first) is handled again.
    /// </summary>
    public Task<ImmutableArray<DocumentWrite>> Follow(
        ITenantStore store, IReadOnlyList<RecordedEvent> batch, CancellationToken cancel) => JournalTree.Append(store, batch, cancel);
}
