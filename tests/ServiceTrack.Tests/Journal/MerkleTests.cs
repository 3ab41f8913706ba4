using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ServiceTrack.Journal;

namespace ServiceTrack.Tests.Journal;

public sealed class MerkleTests
{
    private static readonly byte[][] Hashes = [.. Enumerable.Range(0, 70).Select(i => Merkle.Leaf(Encoding.UTF8.GetBytes($"leaf {i}")))];

    [Fact]
    public void the_worked_vector_gives_its_hashes_and_roots()
    {
        var leaves = WorkedVector.Leaves.Select(l => Merkle.Leaf(Encoding.UTF8.GetBytes(l))).ToArray();
        Assert.Equal(WorkedVector.LeafHashes, leaves.Select(Convert.ToBase64String));
        Assert.Equal(WorkedVector.RootOf2, Convert.ToBase64String(Grown(leaves[..2]).Root()));
        Assert.Equal(WorkedVector.RootOf3, Convert.ToBase64String(Grown(leaves).Root()));
    }

    [Fact]
    public void an_empty_tree_has_the_hash_of_nothing() =>
        Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", Convert.ToHexStringLower(new GrowingTree().Root()));

    [Fact]
    public void a_growing_tree_has_the_root_of_the_definition()
    {
        for (var size = 1; size <= Hashes.Length; size++)
            Assert.Equal(Defined(new(0, size)), Grown(Hashes[..size]).Root());
    }

    [Fact]
    public void every_leaf_is_proved_in_every_tree_and_no_proof_fits_elsewhere()
    {
        for (var size = 1; size <= 40; size++)
            for (var position = 0; position < size; position++)
            {
                var proof = LeafSpan.Inclusion(position, size).Select(Defined).ToList();
                var root = Defined(new(0, size));
                Assert.True(Merkle.Includes(Hashes[position], position, size, proof, root));
                Assert.False(Merkle.Includes(Hashes[position + 1], position, size, proof, root));
                Assert.False(Merkle.Includes(Hashes[position], position, size, [.. proof, root], root));
                Assert.False(proof.Count > 0 && Merkle.Includes(Hashes[position], position, size, proof[1..], root));
                Assert.False(Merkle.Includes(Hashes[position], position + 1, size, proof, root));
            }
    }

    [Fact]
    public void every_tree_is_proved_a_prefix_of_every_larger_one_and_of_no_other()
    {
        for (var to = 0; to <= 40; to++)
            for (var from = 0; from <= to; from++)
            {
                var proof = LeafSpan.Consistency(from, to).Select(Defined).ToList();
                var (first, second) = (Defined(new(0, from)), Defined(new(0, to)));
                Assert.True(Merkle.IsPrefix(from, first, to, second, proof));
                Assert.False(Merkle.IsPrefix(from, SHA256.HashData(first), to, second, proof));
                Assert.Equal(from == 0 && to > 0, Merkle.IsPrefix(from, first, to, SHA256.HashData(second), proof));
                Assert.False(Merkle.IsPrefix(from, first, to, second, [.. proof, second]));
                Assert.False(proof.Count > 0 && Merkle.IsPrefix(from, first, to, second, proof[1..]));
            }
    }

    [Fact]
    public void the_root_follows_from_the_left_hashes_and_the_leaves_after_them() =>
        Prop.ForAll((NonNegativeInt a, NonNegativeInt b) =>
        {
            var (first, size) = (Math.Min(a.Get % 70, b.Get % 70), Math.Max(a.Get % 70, b.Get % 70));
            var tree = new GrowingTree(first, LeafSpan.Left(first).Select(Defined));
            foreach (var leaf in Hashes[first..size]) tree.Add(leaf);
            return tree.Root().SequenceEqual(Defined(new(0, size)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void hashes_that_do_not_fit_the_size_are_refused() =>
        Assert.Throws<ArgumentException>(() => new GrowingTree(3, [Hashes[0]]));

    // RFC 9162 §2.1.1, as it is written there.
    private static byte[] Defined(LeafSpan span)
    {
        var n = span.Before - span.From;
        if (n == 0) return SHA256.HashData([]);
        if (n == 1) return Hashes[span.From];
        var k = 1L;
        while (k * 2 < n) k *= 2;
        return SHA256.HashData([1, .. Defined(new(span.From, span.From + k)), .. Defined(new(span.From + k, span.Before))]);
    }

    private static GrowingTree Grown(byte[][] leaves)
    {
        var tree = new GrowingTree();
        foreach (var leaf in leaves) tree.Add(leaf);
        return tree;
    }
}
