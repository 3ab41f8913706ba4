using System.Collections.Immutable;
using ServiceTrack.Storage;

namespace ServiceTrack.Journal;

/// <summary>
/// The Merkle tree over a company's leaves, kept as tiles of complete subtrees, which never change once made: the root
/// at any earlier size and every proof are read from a number of tiles that grows with the logarithm of the size.
/// </summary>
public sealed class JournalTree
{
    private const int PageOfLeaves = 1000;

    private readonly ITenantStore store;
    private readonly Dictionary<(int Level, long Index), byte[]> read = [];

    private JournalTree(ITenantStore store, long size)
    {
        this.store = store;
        Size = size;
    }

    /// <summary>Leaves in the tiles.</summary>
    public long Size { get; }

    internal int TilesRead => read.Count;

    /// <summary>The tree with every leaf that was committed before the call, tiles that lacked some being completed first.</summary>
    public static async Task<JournalTree> Open(ITenantStore store, CancellationToken cancel)
    {
        var end = await store.End(cancel);
        while (true)
        {
            var size = await SizeOf(store, cancel);
            if (size.Leaves >= end) return new(store, size.Leaves);
            var leaves = await store.Feed(size.Leaves, PageOfLeaves, cancel);
            var writes = await Append(store, leaves, cancel);
            // Where the follower was quicker the commit is refused as stale, and there is less to do.
            await store.Commit(new() { At = leaves[^1].RecordedAt, Documents = [.. writes] }, cancel);
        }
    }

    /// <summary>
    /// The tiles with these leaves added; leaves that are in them already change nothing. Guarded by the size that was
    /// read: a commit of them is refused as stale where another appended in between, and is then made anew.
    /// </summary>
    /// <param name="leaves">By position, without gaps, from no later than the tree's size.</param>
    public static async Task<ImmutableArray<DocumentWrite>> Append(
        ITenantStore store, IReadOnlyList<RecordedEvent> leaves, CancellationToken cancel)
    {
        var size = await SizeOf(store, cancel);
        var added = leaves.Where(l => l.Position >= size.Leaves).Select(l => Merkle.Leaf(l.Leaf.Span)).ToList();
        if (added.Count == 0) return [];
        if (leaves[^1].Position + 1 != size.Leaves + added.Count)
            throw new ArgumentException($"Leaves are missing after position {size.Leaves - 1}.", nameof(leaves));

        var tree = new JournalTree(store, size.Leaves);
        var writes = ImmutableArray.CreateBuilder<DocumentWrite>();
        writes.Add(JournalRecords.Size.Put(new(size.Leaves + added.Count), size.Version));
        var first = size.Leaves;
        for (var level = 0; added.Count > 0; level++, first /= JournalTile.Width)
        {
            var full = new List<byte[]>();
            foreach (var tile in await tree.Extended(level, first, added, cancel))
            {
                writes.Add(JournalRecords.Tiles.Put(tile));
                if (tile.Hashes.Length == JournalTile.Width * Merkle.HashBytes) full.Add(RootOf(tile.Hashes));
            }
            added = full;
        }
        return writes.ToImmutable();
    }

    /// <param name="size">Not above <see cref="Size"/>.</param>
    public async Task<byte[]> Root(long size, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, Size);
        return size == 0 ? Merkle.EmptyRoot : await Root(new LeafSpan(0, size), cancel);
    }

    /// <returns>Null where there is no such position in a tree of that size, or no tree of that size yet.</returns>
    public async Task<InclusionProof?> Inclusion(long position, long size, CancellationToken cancel)
    {
        if (position < 0 || position >= size || size > Size) return null;
        return new(position, size, Text(await Root(new LeafSpan(position, position + 1), cancel)),
            Text(await Root(size, cancel)), await Texts(LeafSpan.Inclusion(position, size), cancel));
    }

    /// <returns>Null where there is no tree of such a size yet, or the first is the larger.</returns>
    public async Task<ConsistencyProof?> Consistency(long from, long to, CancellationToken cancel)
    {
        if (from < 0 || from > to || to > Size) return null;
        return new(from, to, Text(await Root(from, cancel)), Text(await Root(to, cancel)),
            await Texts(LeafSpan.Consistency(from, to), cancel));
    }

    /// <summary>The hashes of the largest complete trees over the leaves before <paramref name="first"/>, left to right.</summary>
    public async Task<ImmutableArray<string>> Left(long first, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, Size);
        return await Texts(LeafSpan.Left(first), cancel);
    }

    private static async Task<(long Leaves, long Version)> SizeOf(ITenantStore store, CancellationToken cancel) =>
        await store.Find(JournalRecords.Size, JournalSize.Id, cancel) is { } size ? (size.Value.Leaves, size.Version) : (0, 0);

    private async Task<List<JournalTile>> Extended(int level, long first, List<byte[]> added, CancellationToken cancel)
    {
        var tiles = new List<JournalTile>();
        for (var next = 0; next < added.Count;)
        {
            var (index, within) = Math.DivRem(first + next, JournalTile.Width);
            var taken = (int)Math.Min(JournalTile.Width - within, added.Count - next);
            var kept = within == 0 ? [] : (await Tile(level, index, cancel))[..((int)within * Merkle.HashBytes)];
            tiles.Add(new(level, index, [.. kept, .. added.Skip(next).Take(taken).SelectMany(h => h)]));
            next += taken;
        }
        return tiles;
    }

    private async Task<byte[]> Root(LeafSpan span, CancellationToken cancel)
    {
        if (span.Level is { } level)
        {
            var (tileLevel, inTile) = Math.DivRem(level, 8);
            var (index, within) = Math.DivRem(span.From >> (8 * tileLevel), JournalTile.Width);
            var tile = await Tile(tileLevel, index, cancel);
            return RootOf(tile.AsSpan((int)within * Merkle.HashBytes, Merkle.HashBytes << inTile));
        }
        var (left, right) = span.Halves();
        var leftRoot = await Root(left, cancel);
        var rightRoot = await Root(right, cancel);
        return Merkle.Node(leftRoot, rightRoot);
    }

    private static byte[] RootOf(ReadOnlySpan<byte> hashes) => hashes.Length == Merkle.HashBytes
        ? hashes.ToArray()
        : Merkle.Node(RootOf(hashes[..(hashes.Length / 2)]), RootOf(hashes[(hashes.Length / 2)..]));

    private async Task<byte[]> Tile(int level, long index, CancellationToken cancel)
    {
        if (read.TryGetValue((level, index), out var known)) return known;
        var tile = await store.Find(JournalRecords.Tiles, JournalTile.IdOf(level, index), cancel)
            ?? throw new InvalidDataException($"Tile {JournalTile.IdOf(level, index)} of the journal is missing.");
        return read[(level, index)] = tile.Value.Hashes;
    }

    private async Task<ImmutableArray<string>> Texts(ImmutableArray<LeafSpan> spans, CancellationToken cancel)
    {
        var texts = ImmutableArray.CreateBuilder<string>(spans.Length);
        foreach (var span in spans) texts.Add(Text(await Root(span, cancel)));
        return texts.MoveToImmutable();
    }

    private static string Text(byte[] hash) => Convert.ToBase64String(hash);
}

/// <summary>RFC 9162 §2.1.3; hashes in base64.</summary>
public sealed record InclusionProof(long Position, long Size, string LeafHash, string Root, ImmutableArray<string> Hashes);

/// <summary>RFC 9162 §2.1.4; hashes in base64.</summary>
public sealed record ConsistencyProof(long From, long To, string FromRoot, string ToRoot, ImmutableArray<string> Hashes);
