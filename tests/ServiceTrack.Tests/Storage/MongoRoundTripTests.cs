using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Tests.Storage;

/// <summary>What goes over the line: each message is a wait of a network's length.</summary>
public sealed class MongoRoundTripTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);
    private static readonly Collection<Note> Notes = new("notes", n => n.Id);

    private readonly string _database = MongoTrial.NewDatabase();
    private readonly ConcurrentQueue<byte[]> _said = [];
    private readonly List<IAsyncDisposable> _open = [];
    private Func<byte[], Task> _hold = _ => Task.CompletedTask;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _open.Reverse();
        foreach (var one in _open) await one.DisposeAsync();
        await MongoTrial.Drop(_database);
    }

    [Fact]
    public async Task those_who_read_while_a_read_is_under_way_share_the_next()
    {
        var (node, other) = (await Node(), await Node());
        var (ours, neighbour) = (node.For(new("ours")), node.For(new("neighbour")));
        await Put(ours, [.. Enumerable.Range(0, 20).Select(i => new Note($"n{i}", $"{i}"))]);
        await Put(neighbour, new Note("n0", "the neighbour's"));
        var (asked, let) = (new TaskCompletionSource(), new TaskCompletionSource());
        _said.Clear();
        _hold = message => IsRead(message) && asked.TrySetResult() ? let.Task : Task.CompletedTask;

        var first = ours.Find(Notes, "n0", None);
        await asked.Task;
        var neighbours = neighbour.Find(Notes, "n0", None);
        var others = Enumerable.Range(0, 63).Select(i => ours.Find(Notes, $"n{i % 21}", None)).ToList();
        await Put(other.For(new("ours")), new Note("n1", "changed"));
        let.SetResult();

        Assert.Equal("0", (await first)?.Value.Text);
        Assert.Equal("the neighbour's", (await neighbours)?.Value.Text);
        Assert.Equal(
            Enumerable.Range(0, 63).Select(i => (i % 21) switch { 1 => "changed", 20 => null, var n => $"{n}" }),
            (await Task.WhenAll(others)).Select(n => n?.Value.Text));
        Assert.Equal(2, _said.Count(IsRead));
    }

    [Fact]
    public async Task a_commit_of_something_new_takes_six_and_one_of_something_known_two_more()
    {
        var ours = (await Node()).For(new("ours"));
        await Commit("warm", 0);

        Assert.Equal(["find sequences", "update sequences", "insert documents.notes", "insert events", "insert commits", "commitTransaction"], await Commit("n1", 0));
        Assert.Equal(
            ["find sequences", "find documents.notes", "aggregate events", "update sequences", "update documents.notes", "insert events", "insert commits", "commitTransaction"],
            await Commit("n1", 1));

        async Task<List<string>> Commit(string id, long expected)
        {
            _said.Clear();
            Assert.IsType<CommitResult.Done>(await ours.Commit(new()
            {
                At = Start, Append = new($"note/{id}", expected, [new("Noted", Start, "person/p1", [], [])]), Documents = [Notes.Put(new(id, "x"), expected)],
            }, None));
            return [.. _said.Where(m => MongoWire.Says(m, "autocommit")).Select(MongoWire.Command)];
        }
    }

    [Fact]
    public async Task what_was_expected_to_be_new_and_is_not_is_refused_and_harms_nobody()
    {
        var ours = (await Node()).For(new("ours"));
        await Put(ours, new Note("n1", "there"));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async i =>
        {
            var result = await ours.Commit(new() { At = Start, Documents = [Notes.Put(new(i == 3 ? "n1" : $"new{i}", "x"), 0)] }, None);
            Assert.Equal(i == 3 ? new CommitResult.Stale("n1", 1) : null, result as CommitResult.Stale);
        }));
        Assert.Equal("there", (await ours.Find(Notes, "n1", None))?.Value.Text);
        Assert.Equal(8, (await ours.Count(Notes, Condition.Always, null, None))[""]);
    }

    private async Task<IStore> Node()
    {
        var wire = MongoTrial.Wire(_database, Hear);
        _open.Add(wire);
        var node = await MongoTrial.Open(MongoTrial.Through(wire.Port, _database, ""), TimeProvider.System);
        _open.Add(node);
        return node;

        async Task<JsonObject?> Hear(byte[] message)
        {
            _said.Enqueue(message);
            await _hold(message);
            return null;
        }
    }

    private static bool IsRead(byte[] message) => !MongoWire.Says(message, "autocommit") && MongoWire.Command(message) == "find documents.notes";

    private static async Task Put(ITenantStore store, params Note[] notes) =>
        Assert.IsType<CommitResult.Done>(await store.Commit(new() { At = Start, Documents = [.. notes.Select(n => Notes.Put(n))] }, None));

    public sealed record Note(string Id, string Text);
}
