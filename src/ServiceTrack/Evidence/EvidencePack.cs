using System.Collections.Immutable;
using System.Text.Json.Nodes;
using ServiceTrack.Journal;
using ServiceTrack.Storage;

namespace ServiceTrack.Evidence;

/// <summary>
/// Writes a pack (JOURNAL.md): a function of the journal up to the checkpoint, the request and the names in it. Made
/// again, every file but the signature has the same bytes. Nothing is held but a compact row per activity and entry.
/// </summary>
public static class EvidencePack
{
    private const int PageOfLeaves = 500;

    /// <param name="checkpoint">Of this company; the pack reaches as far as it does.</param>
    /// <param name="key">The key that signed the checkpoint.</param>
    public static async Task<PackMade> Write(
        Stream output, PackRequest request, ITenantStore store, SignedCheckpoint checkpoint, JournalKey key, CancellationToken cancel)
    {
        var size = checkpoint.Size;
        var last = size == 0 ? request.To : (await store.Feed(size - 1, 1, cancel))[0].RecordedAt;
        var parameters = PackParameters.Of(store.Tenant.Value, request, last > request.To ? last : request.To);
        return await Write(output, parameters, request.Previous, store, checkpoint, key, cancel);
    }

    /// <summary>The same pack again, with those personal values opened that are still kept.</summary>
    /// <param name="previous">The checkpoint that the parameters name.</param>
    public static async Task<PackMade> Write(
        Stream output, PackParameters parameters, SignedCheckpoint? previous, ITenantStore store, SignedCheckpoint checkpoint, JournalKey key,
        CancellationToken cancel)
    {
        if (key.Public.Fingerprint != checkpoint.Fingerprint) throw new ArgumentException("Another key signed the checkpoint.", nameof(key));
        var signed = checkpoint.Checkpoint;
        var first = await FirstRecorded(store, parameters.From, signed.Size, cancel);
        var tree = await JournalTree.Open(store, cancel);
        var derivation = new Derivation(parameters with { Missing = [] }, first);

        await using var bag = new Bag(output);
        await bag.Add(PackFiles.Leaves, (to, c) => WriteLeaves(to, store, first, signed.Size, parameters.Masked, derivation, c), cancel);
        await bag.Add(PackFiles.Range, CanonicalJson.Bytes(new JsonObject
        {
            ["first"] = first, ["size"] = signed.Size, ["left"] = Texts(await tree.Left(first, cancel)),
        }), cancel);
        if (first > 0) await bag.Add(PackFiles.Before, await Before(store, tree, first - 1, signed.Size, cancel), cancel);
        var earlier = await EarlierRecords.Choose(store, parameters, derivation, first, signed.Size, cancel);
        if (!earlier.IsEmpty) await bag.Add(PackFiles.Earlier, (to, c) => WriteEarlier(to, earlier, tree, signed.Size, parameters.Masked, derivation, c), cancel);
        if (previous is not null) await bag.Add(PackFiles.Consistency, await Consistency(tree, previous, signed.Size, cancel), cancel);
        var attachments = derivation.Attachments();
        parameters = derivation.Lacking(await AttachedFiles.Missing(attachments, store, cancel));
        await bag.Add(PackFiles.Parameters, parameters.Bytes(), cancel);
        foreach (var attachment in attachments.Where(a => !parameters.Missing.Contains(a.Path))) await AttachedFiles.Copy(bag, attachment, store, cancel);
        foreach (var file in derivation.Files()) await bag.Add(file.Path, file.Write, cancel);
        await bag.Seal(new(parameters, signed.Size, derivation.AsOf), checkpoint, key, cancel);
        return new(derivation.Shares, parameters.Missing.Length);
    }

    private static async Task WriteLeaves(
        Stream to, ITenantStore store, long first, long size, bool masked, Derivation derivation, CancellationToken cancel)
    {
        for (var position = first; position < size;)
        {
            var page = await store.Feed(position, (int)Math.Min(PageOfLeaves, size - position), cancel);
            foreach (var e in page)
            {
                var line = LeafLine.Of(e, masked);
                derivation.Add(line.Opened());
                await to.WriteAsync(line.Bytes(), cancel);
            }
            position += page.Count;
        }
    }

    private static async Task WriteEarlier(
        Stream to, ImmutableArray<RecordedEvent> earlier, JournalTree tree, long size, bool masked, Derivation derivation, CancellationToken cancel)
    {
        foreach (var e in earlier)
        {
            var line = LeafLine.Of(e, masked);
            derivation.AddEarlier(line.Opened());
            var proof = (await tree.Inclusion(e.Position, size, cancel))!;
            await to.WriteAsync(line.Bytes(proof.Hashes), cancel);
        }
    }

    // Times of recording never decrease with position.
    private static async Task<long> FirstRecorded(ITenantStore store, DateTimeOffset from, long size, CancellationToken cancel)
    {
        var (low, high) = (0L, size);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var leaf = (await store.Feed(middle, 1, cancel))[0];
            if (leaf.RecordedAt < from) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private static async Task<byte[]> Before(ITenantStore store, JournalTree tree, long position, long size, CancellationToken cancel)
    {
        var leaf = (await store.Feed(position, 1, cancel))[0];
        var proof = (await tree.Inclusion(position, size, cancel))!;
        return CanonicalJson.Bytes(new JsonObject
        {
            ["position"] = position, ["leaf"] = Convert.ToBase64String(leaf.Leaf.Span), ["proof"] = Texts(proof.Hashes),
        });
    }

    private static async Task<byte[]> Consistency(JournalTree tree, SignedCheckpoint previous, long size, CancellationToken cancel)
    {
        var proof = await tree.Consistency(previous.Size, size, cancel)
            ?? throw new ArgumentException("The previous checkpoint is later than this one.", nameof(previous));
        return CanonicalJson.Bytes(new JsonObject
        {
            ["checkpoint"] = previous.Text,
            ["checkpointSignature"] = previous.Signature,
            ["proof"] = Texts(proof.Hashes),
        });
    }

    private static JsonArray Texts(ImmutableArray<string> hashes) => new([.. hashes.Select(h => JsonValue.Create(h))]);
}

/// <param name="Shares">How the records in its ledgers came to be recorded.</param>
/// <param name="Missing">Attachments that were recorded and are not there.</param>
public sealed record PackMade(PackShares Shares, int Missing);
