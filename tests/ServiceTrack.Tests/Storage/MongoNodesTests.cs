using System.Text.Json.Nodes;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Tests.Storage;

/// <summary>What only a server can show: several nodes on one database, lost lines, nodes that die or sleep.</summary>
public sealed class MongoNodesTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TenantId Ours = new("ours");

    private readonly string _database = MongoTrial.NewDatabase();
    private readonly HandClock _clock = new(Start);
    private readonly List<IAsyncDisposable> _open = [];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _open.Reverse();
        foreach (var one in _open) await one.DisposeAsync();
        await MongoTrial.Drop(_database);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task a_commit_whose_line_is_cut_is_kept_once_and_answered(bool heard)
    {
        var (node, proxy) = await NodeBehindAProxy();
        await Done(node, Event("activity/a1", 0));
        proxy.CutAt("commitTransaction"u8, heard);

        var done = await Done(node, Event("activity/a1", 1) with { Claims = [new("external", "e1", "ours")] });

        Assert.True(proxy.HasCut);
        Assert.Equal(1, done.Position);
        Assert.Equal([0L, 1L], (await node.For(Ours).Feed(0, 10, None)).Select(e => e.Position));
        Assert.Equal("ours", await node.For(Ours).Claimed("external", "e1", None));
    }

    [Fact]
    public async Task a_commit_that_is_never_answered_is_found_by_its_mark()
    {
        var (node, proxy) = await NodeBehindAProxy("&serverSelectionTimeoutMS=1500");
        proxy.CutAt("commitTransaction"u8, heard: true, always: true);

        Assert.Equal(0, (await Done(node, Event("activity/a1", 0))).Position);
        Assert.True(proxy.HasCut);
        Assert.Equal(1, await (await Node()).For(Ours).End(None));
    }

    [Fact]
    public async Task a_line_cut_before_the_commit_loses_nothing()
    {
        var (node, proxy) = await NodeBehindAProxy();
        foreach (var word in (string[])["startTransaction", "sequences", "events"])
        {
            proxy.CutAt(System.Text.Encoding.ASCII.GetBytes(word), heard: false);
            await Done(node, Event($"activity/{word}", 0));
            Assert.True(proxy.HasCut);
        }
        Assert.Equal([0L, 1L, 2L], (await node.For(Ours).Feed(0, 10, None)).Select(e => e.Position));
    }

    [Fact]
    public async Task of_two_nodes_that_take_the_same_name_one_does()
    {
        var (first, second) = (await Node(), await Node());
        for (var round = 0; round < 15; round++)
        {
            var commit = Event($"activity/{round}", 0) with { Claims = [new("external", $"e{round}", "x")] };
            var document = new Commit { At = Start, Documents = [Notes.Put(new($"n{round}", "x"), 0)] };
            var claims = await Task.WhenAll(Commit(first, commit), Commit(second, commit));
            var documents = await Task.WhenAll(Commit(first, document), Commit(second, document));

            Assert.Single(claims.OfType<CommitResult.Done>());
            Assert.Single(claims.OfType<CommitResult.Taken>());
            Assert.Single(documents.OfType<CommitResult.Done>());
            Assert.Equal(new CommitResult.Stale($"n{round}", 1), Assert.Single(documents.OfType<CommitResult.Stale>()));
        }
        Assert.Equal(15, await first.For(Ours).End(None));
    }

    [Fact]
    public async Task positions_are_dense_under_64_writers_at_two_nodes()
    {
        IStore[] nodes = [await Node(), await Node()];
        await Task.WhenAll(Enumerable.Range(0, 64).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < 5; i++) await Done(nodes[writer % 2], Event($"activity/{writer}", i) with { At = Start.AddSeconds(writer - i) });
        })));

        var feed = await nodes[0].For(Ours).Feed(0, 10_000, None);
        Assert.Equal(Enumerable.Range(0, 320).Select(i => (long)i), feed.Select(e => e.Position));
        Assert.All(feed.GroupBy(e => e.Stream), s => Assert.Equal([1L, 2L, 3L, 4L, 5L], s.Select(e => e.Version)));
        Assert.Equal(feed.Select(e => e.RecordedAt).Order(), feed.Select(e => e.RecordedAt));
    }

    [Fact]
    public async Task the_feed_goes_on_after_a_restart()
    {
        await using (var before = await MongoTrial.Open(_database, _clock))
            for (var i = 0; i < 3; i++) await Done(before, Event("activity/a1", i));

        var after = await Node();
        Assert.Equal(3, (await Done(after, Event("activity/a1", 3))).Position);
        Assert.Equal([1L, 2L, 3L], (await after.For(Ours).Feed(1, 10, None)).Select(e => e.Position));
    }

    [Fact]
    public async Task a_node_hears_of_what_another_commits()
    {
        var (listening, committing) = (await Node(), await Node());
        await Done(committing, Event("activity/a1", 0));
        using var enough = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await using var wakes = listening.Wakes(enough.Token).GetAsyncEnumerator(enough.Token);
        var next = wakes.MoveNextAsync().AsTask();
        // Until it listens it hears nothing, and nothing says when it does.
        for (var i = 1; !next.IsCompleted; i++) await Done(committing, Event("activity/a1", i));

        Assert.True(await next);
        Assert.Equal(Ours, wakes.Current);
    }

    [Fact]
    public async Task what_is_committed_while_a_change_stream_is_broken_is_heard_of_when_it_stands_again()
    {
        var (opened, broken) = (new TaskCompletionSource(), new TaskCompletionSource());
        var wire = MongoTrial.Wire(_database, Streams);
        _open.Add(wire);
        var (listening, committing) = (await Node(MongoTrial.Through(wire.Port, _database, "")), await Node());
        using var enough = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await using var wakes = listening.Wakes(enough.Token).GetAsyncEnumerator(enough.Token);
        var next = wakes.MoveNextAsync().AsTask();
        await opened.Task.WaitAsync(enough.Token);

        await Done(committing, Event("activity/a1", 0));
        Assert.False(next.IsCompleted);
        broken.SetResult();

        Assert.True(await next);
        Assert.Equal(Ours, wakes.Current);

        // A stream that tells nothing, and breaks when the test says so.
        async Task<JsonObject?> Streams(byte[] message)
        {
            if (MongoWire.Says(message, "$changeStream"))
                return new() { ["ok"] = 1, ["cursor"] = new JsonObject { ["id"] = 7L, ["ns"] = "x.sequences", ["firstBatch"] = new JsonArray() } };
            if (!MongoWire.Says(message, "getMore") || !MongoWire.Says(message, "sequences")) return null;
            opened.TrySetResult();
            await broken.Task;
            return new() { ["ok"] = 0, ["code"] = 11_600, ["codeName"] = "InterruptedAtShutdown", ["errmsg"] = "broken" };
        }
    }

    [Fact]
    public async Task leases_of_a_node_that_died_pass_on_when_they_lapse()
    {
        var (dead, alive) = (await Node(), await Node());
        var leases = await Task.WhenAll(Enumerable.Range(0, 8).Select(p => dead.Work.Hold($"p/{p}", "dead", Start, Minute, None)));

        Assert.All(await Task.WhenAll(leases.Select(l => alive.Work.Hold(l!.Name, "alive", Start + Minute / 2, Minute, None))), Assert.Null);
        Assert.All(await Task.WhenAll(leases.Select(l => alive.Work.Hold(l!.Name, "alive", Start + Minute, Minute, None))), l => Assert.Equal(2, l!.Epoch));
    }

    [Fact]
    public async Task of_many_who_take_a_free_lease_at_once_one_holds_it()
    {
        var (first, second) = (await Node(), await Node());
        var held = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => (i % 2 == 0 ? first : second).Work.Hold("p/1", $"node-{i}", Start, Minute, None)));
        Assert.Equal(1, Assert.Single(held.OfType<Lease>()).Epoch);
    }

    [Fact]
    public async Task a_paused_node_that_wakes_late_may_not_write()
    {
        var (sleeping, proxy) = await NodeBehindAProxy();
        var awake = await Node();
        var lease = (await sleeping.Work.Hold("p/1", "sleeping", Start, Minute, None))!;
        var commit = Event("activity/a1", 0) with { Fence = lease };
        await Done(sleeping, commit);

        proxy.Pause();
        var late = Commit(sleeping, Event("activity/a1", 1) with { Fence = lease });
        _clock.Pass(2 * Minute);
        await awake.Work.Hold("p/1", "awake", _clock.Now, Minute, None);
        proxy.Resume();

        Assert.Equal(new CommitResult.Fenced("p/1"), await late);
        Assert.Equal(1, await awake.For(Ours).End(None));
    }

    [Fact]
    public async Task a_commit_too_large_harms_none_that_it_goes_together_with()
    {
        var (node, proxy) = await NodeBehindAProxy();
        await Done(node, new() { At = Start, Documents = [Notes.Put(new("first", "small"))] });
        proxy.Pause();
        var commits = Enumerable.Range(0, 20).Select(i => node.For(Ours).Commit(
            Event($"activity/{i}", 0) with { Documents = [Notes.Put(new($"n{i}", i == 7 ? new string('x', 17 << 20) : "small"))] }, None)).ToList();
        proxy.Resume();

        await Assert.ThrowsAnyAsync<ArgumentException>(() => commits[7]);
        foreach (var (commit, i) in commits.Select((c, i) => (c, i)).Where(c => c.i != 7)) Assert.IsType<CommitResult.Done>(await commit);
        Assert.Equal(19, await node.For(Ours).End(None));
    }

    [Fact]
    public async Task no_chunk_of_a_file_stays_that_nobody_needs()
    {
        var files = (await Node()).For(Ours);
        var kept = await files.Blobs.Stage(new MemoryStream(new byte[600_000]), 1 << 20, None);
        await files.Blobs.Stage(new MemoryStream(new byte[600_000]), 1 << 20, None);
        await Assert.ThrowsAsync<BlobTooLargeException>(() => files.Blobs.Stage(new MemoryStream(new byte[600_000]), 500_000, None));
        Assert.Equal(3, await MongoTrial.Count(_database, "files.chunks"));

        Assert.IsType<CommitResult.Done>(await files.Commit(new() { At = Start, KeepBlobs = [kept] }, None));
        Assert.IsType<CommitResult.Done>(await files.Commit(new() { At = Start, DropBlobs = [kept.Sha256] }, None));
        await files.Blobs.Sweep(Start.AddDays(1), None);
        Assert.Equal(0, await MongoTrial.Count(_database, "files.chunks") + await MongoTrial.Count(_database, "files.files"));
        Assert.Equal(0, await MongoTrial.Count(_database, "orphans"));
    }

    private static readonly Collection<Note> Notes = new("notes", n => n.Id);

    private async Task<IStore> Node(string? by = null)
    {
        var node = await MongoTrial.Open(by ?? _database, _clock);
        _open.Add(node);
        return node;
    }

    private async Task<(IStore Node, TcpProxy Proxy)> NodeBehindAProxy(string settings = "")
    {
        var proxy = MongoTrial.Proxy(_database);
        _open.Add(proxy);
        return (await Node(MongoTrial.Through(proxy.Port, _database, settings)), proxy);
    }

    private static Commit Event(string stream, long expected) =>
        new() { At = Start, Append = new(stream, expected, [new("Received", Start, "person/p1", [], [])]) };

    private static Task<CommitResult> Commit(IStore node, Commit commit) => Task.Run(() => node.For(Ours).Commit(commit, None));

    private static async Task<CommitResult.Done> Done(IStore node, Commit commit) => Assert.IsType<CommitResult.Done>(await Commit(node, commit));

    public sealed record Note(string Id, string Text);
}
