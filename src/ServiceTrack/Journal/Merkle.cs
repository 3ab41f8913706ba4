using System.Collections.Immutable;
using System.Numerics;
using System.Security.Cryptography;

namespace ServiceTrack.Journal;

/// <summary>The hashes of RFC 9162 §2.1 and the checks of its proofs. Every hash is 32 bytes.</summary>
public static class Merkle
{
    public const int HashBytes = SHA256.HashSizeInBytes;

    public static byte[] EmptyRoot => SHA256.HashData([]);

    public static byte[] Leaf(ReadOnlySpan<byte> leaf)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([0]);
        hash.AppendData(leaf);
        return hash.GetHashAndReset();
    }

    public static byte[] Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => SHA256.HashData([1, .. left, .. right]);

    /// <summary>§2.1.3.2: whether the leaf stands at this position of the tree with this root.</summary>
    public static bool Includes(
        ReadOnlySpan<byte> leafHash, long position, long size, IReadOnlyList<byte[]> proof, ReadOnlySpan<byte> root)
    {
        if (position < 0 || position >= size) return false;
        var (at, last, hash) = (position, size - 1, leafHash.ToArray());
        foreach (var other in proof)
        {
            if (last == 0) return false;
            if ((at & 1) == 1 || at == last)
            {
                hash = Node(other, hash);
                while ((at & 1) == 0 && at != 0) (at, last) = (at >> 1, last >> 1);
            }
            else hash = Node(hash, other);
            (at, last) = (at >> 1, last >> 1);
        }
        return last == 0 && root.SequenceEqual(hash);
    }

    /// <summary>§2.1.4.2: whether the first tree is a prefix of the second. An empty tree is a prefix of every tree.</summary>
    public static bool IsPrefix(
        long from, ReadOnlySpan<byte> fromRoot, long to, ReadOnlySpan<byte> toRoot, IReadOnlyList<byte[]> proof)
    {
        if (from < 0 || from > to) return false;
        if (from == to) return proof.Count == 0 && fromRoot.SequenceEqual(toRoot);
        if (from == 0) return proof.Count == 0 && fromRoot.SequenceEqual(EmptyRoot);
        if (proof.Count == 0) return false;

        var (at, last) = (from - 1, to - 1);
        while ((at & 1) == 1) (at, last) = (at >> 1, last >> 1);
        var next = BitOperations.IsPow2(from) ? 0 : 1;
        var small = next == 0 ? fromRoot.ToArray() : proof[0];
        var large = small;
        for (; next < proof.Count; next++)
        {
            if (last == 0) return false;
            if ((at & 1) == 1 || at == last)
            {
                small = Node(proof[next], small);
                large = Node(proof[next], large);
                while ((at & 1) == 0 && at != 0) (at, last) = (at >> 1, last >> 1);
            }
            else large = Node(large, proof[next]);
            (at, last) = (at >> 1, last >> 1);
        }
        return last == 0 && fromRoot.SequenceEqual(small) && toRoot.SequenceEqual(large);
    }
}

/// <summary>The leaves at <paramref name="From"/> up to but not including <paramref name="Before"/>, whose tree's root a proof names.</summary>
public readonly record struct LeafSpan(long From, long Before)
{
    /// <summary>§2.1.3.1: the roots that lead from a leaf to the root of the tree, from the leaf upwards.</summary>
    public static ImmutableArray<LeafSpan> Inclusion(long position, long size)
    {
        var path = ImmutableArray.CreateBuilder<LeafSpan>();
        var tree = new LeafSpan(0, size);
        while (tree.Before - tree.From > 1)
        {
            var (left, right) = tree.Halves();
            path.Add(position < right.From ? right : left);
            tree = position < right.From ? left : right;
        }
        path.Reverse();
        return path.ToImmutable();
    }

    /// <summary>§2.1.4.1: the roots that lead from one tree to a larger one; none where either is empty or both are the same.</summary>
    public static ImmutableArray<LeafSpan> Consistency(long from, long to)
    {
        if (from == 0 || from == to) return [];
        var path = ImmutableArray.CreateBuilder<LeafSpan>();
        var tree = new LeafSpan(0, to);
        while (tree.Before != from)
        {
            var (left, right) = tree.Halves();
            path.Add(from <= right.From ? right : left);
            tree = from <= right.From ? left : right;
        }
        if (tree.From > 0) path.Add(tree);
        path.Reverse();
        return path.ToImmutable();
    }

    /// <summary>The largest complete trees that together hold the first leaves, left to right.</summary>
    public static ImmutableArray<LeafSpan> Left(long first)
    {
        var spans = ImmutableArray.CreateBuilder<LeafSpan>();
        for (long from = 0; from < first;)
        {
            var width = 1L << BitOperations.Log2((ulong)(first - from));
            spans.Add(new(from, from + width));
            from += width;
        }
        return spans.ToImmutable();
    }

    /// <summary>The tree's two subtrees; the left is the largest complete one smaller than the whole.</summary>
    public (LeafSpan Left, LeafSpan Right) Halves()
    {
        var middle = From + (1L << BitOperations.Log2((ulong)(Before - From - 1)));
        return (new(From, middle), new(middle, Before));
    }

    /// <summary>A complete tree's level, leaves being level 0; null for a tree that is not complete.</summary>
    public int? Level => BitOperations.IsPow2(Before - From) ? BitOperations.Log2((ulong)(Before - From)) : null;
}
