using System.Numerics;
using ServiceTrack.Storage;

namespace ServiceTrack.Journal;

/// <summary>A tree that is only added to, in memory that grows with the logarithm of its size.</summary>
public sealed class GrowingTree
{
    private readonly List<byte[]> roots;

    public GrowingTree() : this(0, [])
    {
    }

    /// <param name="size">Leaves that are already in it.</param>
    /// <param name="left">The roots of <see cref="LeafSpan.Left"/> of that size.</param>
    /// <exception cref="ArgumentException">Their number does not fit the size.</exception>
    public GrowingTree(long size, IEnumerable<byte[]> left)
    {
        roots = [.. left];
        Size = size;
        if (size < 0 || roots.Count != BitOperations.PopCount((ulong)size))
            throw new ArgumentException($"{roots.Count} hashes cannot stand for {size} leaves.", nameof(left));
    }

    public long Size { get; private set; }

    /// <summary>Over the first events of a company, as they stand in the store.</summary>
    /// <param name="size">At most as many as there are.</param>
    public static async Task<GrowingTree> Over(ITenantStore store, long size, CancellationToken cancel)
    {
        var tree = new GrowingTree();
        while (tree.Size < size)
            foreach (var e in await store.Feed(tree.Size, (int)Math.Min(Following.Batch, size - tree.Size), cancel))
                tree.Add(Merkle.Leaf(e.Leaf.Span));
        return tree;
    }

    public void Add(byte[] leafHash)
    {
        var hash = leafHash;
        for (var full = Size; (full & 1) == 1; full >>= 1)
        {
            hash = Merkle.Node(roots[^1], hash);
            roots.RemoveAt(roots.Count - 1);
        }
        roots.Add(hash);
        Size++;
    }

    public byte[] Root() => roots.Count == 0
        ? Merkle.EmptyRoot
        : roots.AsEnumerable().Reverse().Aggregate((right, left) => Merkle.Node(left, right));
}
