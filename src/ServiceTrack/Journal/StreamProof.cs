using System.Collections.Immutable;
using ServiceTrack.Storage;

namespace ServiceTrack.Journal;

/// <summary>That the events of one stream stand in the journal that a checkpoint signs.</summary>
public sealed record StreamProof(SignedCheckpoint Checkpoint, ImmutableArray<ProvedLeaf> Leaves)
{
    /// <returns>Null where there is no such stream.</returns>
    public static async Task<StreamProof?> Of(ITenantStore store, string stream, DateTimeOffset now, CancellationToken cancel)
    {
        var events = await store.Stream(stream, cancel);
        if (events.Count == 0) return null;
        var checkpoint = await Checkpoints.Current(store, now, cancel);
        var tree = await JournalTree.Open(store, cancel);
        var leaves = ImmutableArray.CreateBuilder<ProvedLeaf>();
        foreach (var e in events)
            leaves.Add(new(Convert.ToBase64String(e.Leaf.Span), (await tree.Inclusion(e.Position, checkpoint.Size, cancel))!));
        return new(checkpoint, leaves.ToImmutable());
    }
}

/// <param name="Leaf">The leaf's bytes, base64.</param>
public sealed record ProvedLeaf(string Leaf, InclusionProof Proof);
