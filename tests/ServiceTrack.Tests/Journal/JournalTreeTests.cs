using ServiceTrack.Journal;
using ServiceTrack.Storage;

namespace ServiceTrack.Tests.Journal;

public sealed class JournalTreeTests : IAsyncDisposable
{
    private readonly TestCompany company = new();

    private static readonly DateTimeOffset Start = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task the_follower_and_the_definition_agree_on_every_root_left_and_proof()
    {
        var store = await With(600);
        await Follow(store, 600, 7);
        var leaves = (await store.Feed(0, 600, None)).Select(e => Merkle.Leaf(e.Leaf.Span)).ToList();
        var tree = await JournalTree.Open(store, None);
        var grown = new GrowingTree();
        foreach (var leaf in leaves)
        {
            grown.Add(leaf);
            Assert.Equal<IEnumerable<byte>>(grown.Root(), await tree.Root(grown.Size, None));
        }
        for (var position = 0; position < 600; position += 13)
        {
            var proof = await tree.Inclusion(position, 599, None);
            var (root, earlier) = (await tree.Root(599, None), await tree.Root(position, None));
            Assert.True(Merkle.Includes(leaves[position], position, 599, Hashes(proof!.Hashes), root));
            var prefix = await tree.Consistency(position, 600, None);
            Assert.True(Merkle.IsPrefix(position, earlier, 600, grown.Root(), Hashes(prefix!.Hashes)));
            var rest = new GrowingTree(position, Hashes(await tree.Left(position, None)));
            foreach (var leaf in leaves.Skip(position)) rest.Add(leaf);
            Assert.Equal(grown.Root(), rest.Root());
        }
    }

    [Fact]
    public async Task a_batch_handled_twice_changes_nothing()
    {
        var store = await With(300);
        await Follow(store, 300, 300);
        Assert.Empty(await JournalTree.Append(store, await store.Feed(0, 300, None), None));
        Assert.Empty(await JournalTree.Append(store, await store.Feed(280, 20, None), None));
    }

    [Fact]
    public async Task of_two_that_append_the_same_leaves_one_is_stale()
    {
        var store = await With(10);
        var one = await JournalTree.Append(store, await store.Feed(0, 10, None), None);
        var other = await JournalTree.Append(store, await store.Feed(0, 8, None), None);
        Assert.IsType<CommitResult.Done>(await store.Commit(new() { At = Start, Documents = one }, None));
        Assert.IsType<CommitResult.Stale>(await store.Commit(new() { At = Start, Documents = other }, None));
        Assert.Equal(10, (await JournalTree.Open(store, None)).Size);
    }

    [Fact]
    public async Task leaves_cannot_be_left_out()
    {
        var store = await With(10);
        await Assert.ThrowsAsync<ArgumentException>(async () => await JournalTree.Append(store, await store.Feed(1, 9, None), None));
    }

    [Fact]
    public async Task a_proof_reads_as_many_tiles_as_the_size_has_digits_to_the_base_of_256()
    {
        var store = await With(3000);
        await Follow(store, 3000, 1000);
        var tree = await JournalTree.Open(store, None);
        await tree.Inclusion(1234, 2999, None);
        Assert.InRange(tree.TilesRead, 1, 4);
    }

    [Fact]
    public async Task there_is_no_proof_of_what_is_not_there()
    {
        var tree = await JournalTree.Open(await With(5), None);
        Assert.Null(await tree.Inclusion(5, 5, None));
        Assert.Null(await tree.Inclusion(0, 6, None));
        Assert.Null(await tree.Inclusion(-1, 5, None));
        Assert.Null(await tree.Consistency(4, 6, None));
        Assert.Null(await tree.Consistency(4, 3, None));
    }

    [Fact]
    public async Task the_worked_proofs_come_out()
    {
        var store = await company.Open();
        await WorkedVector.Into(store);
        var tree = await JournalTree.Open(store, None);
        Assert.Equal([WorkedVector.LeafHashes[0], WorkedVector.LeafHashes[2]], (await tree.Inclusion(1, 3, None))!.Hashes);
        Assert.Equal([WorkedVector.LeafHashes[2]], (await tree.Consistency(2, 3, None))!.Hashes);
        Assert.Equal([WorkedVector.RootOf2], await tree.Left(2, None));
    }

    private async Task<ITenantStore> With(int leaves)
    {
        var store = await company.Open();
        await store.Commit(new()
        {
            At = Start,
            Append = new("activity/a1", 0, [.. Enumerable.Range(0, leaves).Select(i => new NewEvent("ActivityReceived", Start, "person/p", [], []))]),
        }, None);
        return store;
    }

    public ValueTask DisposeAsync() => company.DisposeAsync();

    private static async Task Follow(ITenantStore store, int end, int batch)
    {
        for (var position = 0; position < end; position += batch)
        {
            var writes = await new JournalFollower().Follow(store, await store.Feed(position, batch, None), None);
            Assert.IsType<CommitResult.Done>(await store.Commit(new() { At = Start, Documents = writes }, None));
        }
    }

    private static List<byte[]> Hashes(IEnumerable<string> texts) => [.. texts.Select(Convert.FromBase64String)];
}
