using System.Collections.Concurrent;
using ServiceTrack.Storage;
using ServiceTrack.Storage.Sqlite;
using ServiceTrack.Tenants;
using ServiceTrack.Tests.Storage.Faults;

namespace ServiceTrack.Tests.Storage;

/// <summary>What is acknowledged is on the disk, tested below the process: ending a process loses nothing by itself.</summary>
public sealed class SqliteDurabilityTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);
    private static readonly Collection<Note> Notes = new("notes", n => n.Id)
    {
        Fields = [Field<Note>.Number("number", n => n.Number)],
        Indexes = [new("number")],
        Searchable = n => n.Text,
        SearchOrder = "number",
    };

    private readonly FaultyDisk _disk = new();

    [Fact]
    public async Task one_writer_syncs_at_least_once_for_each_commit()
    {
        await using var store = await Open();
        var before = _disk.Syncs;

        for (var i = 0; i < 40; i++) await Write(store, i);

        Assert.True(_disk.Syncs - before >= 40, $"{_disk.Syncs - before} syncs");
    }

    [Fact]
    public async Task many_writers_share_a_sync_among_at_least_eight_acknowledgements()
    {
        await using var store = await Open();
        await Write(store, -1);
        var before = _disk.Syncs;

        await Task.WhenAll(Enumerable.Range(0, 64).Select(w => Task.Run(async () =>
        {
            for (var i = 0; i < 20; i++) await Write(store, w * 20 + i);
        })));

        var syncs = _disk.Syncs - before;
        Assert.True(64 * 20 >= 8 * syncs, $"{64 * 20} acknowledgements, {syncs} syncs");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task a_power_cut_takes_nothing_that_was_acknowledged(int seed)
    {
        var acknowledged = await WriteUntilThePowerIsCut(SyncMode.Full);

        _disk.Lose(seed == 0 ? null : new Random(seed));

        await using var store = await Open();
        var kept = await Kept(store);
        Assert.True(acknowledged.Count >= 150);
        Assert.Subset(kept, acknowledged);
        Assert.Equal(kept.Count, await Ours(store).End(CancellationToken.None));
        Assert.Equal(kept, await Found(store));
        await Write(store, 1_000_000);
    }

    [Fact]
    public async Task without_syncs_a_power_cut_takes_what_was_acknowledged()
    {
        var acknowledged = await WriteUntilThePowerIsCut(SyncMode.Off);

        _disk.Lose(null);

        await using var store = await Open();
        Assert.NotEmpty(acknowledged.Except(await Kept(store)));
    }

    [Fact]
    public async Task a_full_disk_refuses_what_it_cannot_keep_and_takes_more_when_there_is_room()
    {
        var acknowledged = new HashSet<long> { -1 };
        await using (var store = await Open())
        {
            await Write(store, -1);
            var refused = 0;
            for (var i = 0; i < 60; i++)
            {
                _disk.Fill(i);
                try
                {
                    await Write(store, i);
                    acknowledged.Add(i);
                }
                catch (StoreUnavailableException)
                {
                    refused++;
                }
                Assert.Equal(acknowledged, await Kept(store));
                _disk.MakeRoom();
                await Write(store, 1_000 + i);
                acknowledged.Add(1_000 + i);
            }
            Assert.InRange(refused, 5, 59);
            Assert.Equal(acknowledged, await Kept(store));
        }
        await using var again = await Open();
        Assert.Equal(acknowledged, await Kept(again));
        Assert.Equal(acknowledged.Count, await Ours(again).End(CancellationToken.None));
    }

    [Fact]
    public async Task all_of_a_group_that_cannot_be_synced_are_refused()
    {
        await using var store = await Open();
        await Write(store, 1);
        _disk.SyncFails = true;

        await Task.WhenAll(Enumerable.Range(2, 20).Select(i => Assert.ThrowsAsync<StoreUnavailableException>(() => Write(store, i))));

        _disk.SyncFails = false;
        Assert.Equal([1L], await Kept(store));
        await Write(store, 2);
        Assert.Equal([1L, 2L], await Kept(store));
    }

    public void Dispose() => _disk.Dispose();

    private async Task<HashSet<long>> WriteUntilThePowerIsCut(SyncMode synchronous)
    {
        var acknowledged = new ConcurrentDictionary<long, bool>();
        await using var store = await Open(synchronous);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            for (var i = 0L; ; i++)
            {
                try
                {
                    await Write(store, writer * 100_000 + i);
                }
                catch (StoreUnavailableException)
                {
                    return;
                }
                acknowledged[writer * 100_000 + i] = true;
                if (acknowledged.Count == 200) _disk.CutPower();
            }
        })));
        return [.. acknowledged.Keys];
    }

    // The log is written back every few commits, so that the cut also meets that.
    private async Task<SqliteStore> Open(SyncMode synchronous = SyncMode.Full) => await SqliteStore.Open(
        new SqliteStoreOptions(_disk.Folder) { Vfs = FaultyDisk.Vfs, Synchronous = synchronous, PagesBetweenCheckpoints = 100 },
        new HandClock(Start));

    private static ITenantStore Ours(SqliteStore store) => store.For(new TenantId("ours"));

    private static async Task Write(SqliteStore store, long number) => Assert.IsType<CommitResult.Done>(await Ours(store).Commit(
        new Commit
        {
            At = Start,
            Append = new($"note/{number}", 0, [new NewEvent("Noted", Start, "person/p1", [], [])]),
            Documents = [Notes.Put(new Note($"{number}", number, $"空调不制冷 number{number}"), 0)],
            Claims = [new("note", $"{number}", "")],
        }, CancellationToken.None));

    private static Task<HashSet<long>> Kept(SqliteStore store) => All(store, new Query { OrderBy = "number", Limit = 1_000 });

    private static Task<HashSet<long>> Found(SqliteStore store) =>
        All(store, new Query { OrderBy = "number", Descending = true, Limit = 1_000, Search = "制冷" });

    private static async Task<HashSet<long>> All(SqliteStore store, Query query)
    {
        var numbers = new HashSet<long>();
        do
        {
            var page = await Ours(store).Query(Notes, query, CancellationToken.None);
            foreach (var item in page.Items) Assert.True(numbers.Add(item.Value.Number));
            query = query with { Cursor = page.Next };
        }
        while (query.Cursor is not null);
        return numbers;
    }

    private sealed record Note(string Id, long Number, string Text);
}
