using System.Text;
using ServiceTrack.Storage;
using ServiceTrack.Storage.Sqlite;
using ServiceTrack.Tenants;

namespace ServiceTrack.Tests.Storage;

/// <summary>What the embedded store does with a data folder that it should not touch, and with one left by a crash.</summary>
public sealed class SqliteFileTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);
    private static readonly Collection<Note> Notes = new("notes", n => n.Id)
    {
        Fields = [Field<Note>.Number("number", n => n.Number)], Indexes = [new("number")],
    };

    private readonly TemporaryFolder _folder = new();

    private string Database => _folder.File("servicetrack.db");

    [Fact]
    public async Task what_was_written_is_there_after_opening_again()
    {
        await using (var store = await Open()) await Put(Ours(store), 60);

        await using var again = await Open();
        Assert.Equal(60, (await Ours(again).Count(Notes, Condition.Always, null, None))[""]);
    }

    [Fact]
    public async Task a_folder_in_use_is_refused()
    {
        await using (var store = await Open())
        {
            var refused = await Assert.ThrowsAsync<StoreRefusedException>(Open);
            Assert.Contains(_folder.Path, refused.Message, StringComparison.Ordinal);
            Assert.Contains("in use", refused.Message, StringComparison.Ordinal);
            await Put(Ours(store), 1);
        }
        await using var again = await Open();
    }

    [Fact]
    public async Task a_file_that_is_no_database_is_refused_and_left_as_it_is() =>
        await RefusedUntouched(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("This is no database. ", 500))), "not a database");

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.9)]
    public async Task a_truncated_database_is_refused_and_left_as_it_is(double part)
    {
        var bytes = await Written();
        await RefusedUntouched(bytes[..(int)(bytes.Length * part)], "damaged");
    }

    [Theory]
    [InlineData(200)]
    [InlineData(20_000)]
    public async Task an_overwritten_database_is_refused_and_left_as_it_is(int offset)
    {
        var bytes = await Written();
        new Random(1).NextBytes(bytes.AsSpan(offset, 6_000));
        await RefusedUntouched(bytes, "damaged");
    }

    [Fact]
    public async Task a_damaged_database_with_the_log_of_a_crash_is_left_as_it_is()
    {
        await Written();
        byte[] bytes, log;
        await using (var store = await Open())
        {
            await Put(Ours(store), 1);
            bytes = await File.ReadAllBytesAsync(Database, None);
            log = await File.ReadAllBytesAsync(Database + "-wal", None);
        }
        new Random(1).NextBytes(bytes.AsSpan(bytes.Length - 9_000, 6_000));
        await File.WriteAllBytesAsync(Database + "-wal", log, None);

        await RefusedUntouched(bytes, "damaged");
        Assert.Equal(log, await File.ReadAllBytesAsync(Database + "-wal", None));
    }

    [Fact]
    public async Task a_database_of_a_newer_version_is_refused_and_left_as_it_is()
    {
        var bytes = await Written();
        bytes[63] = 200; // user_version, big-endian at 60
        await RefusedUntouched(bytes, "newer version");
    }

    [Fact]
    public async Task a_database_of_another_program_is_refused_and_left_as_it_is()
    {
        var bytes = await Written();
        bytes[71] ^= 1; // application_id, big-endian at 68
        await RefusedUntouched(bytes, "another program");
    }

    [Fact]
    public async Task an_empty_file_is_a_new_database()
    {
        await File.WriteAllBytesAsync(Database, [], None);

        await using var store = await Open();
        await Put(Ours(store), 1);
    }

    [Fact]
    public async Task a_crash_while_a_file_was_removed_leaves_no_bytes_after_the_next_start()
    {
        var path = "";
        await using (var store = await Open())
        {
            var ours = Ours(store);
            var blob = await ours.Blobs.Stage(new MemoryStream([1, 2, 3]), 10, None);
            path = Directory.GetFiles(_folder.File("blobs"), blob.Sha256, SearchOption.AllDirectories).Single();
            await ours.Commit(new Commit { At = Start, KeepBlobs = [blob] }, None);
            await ours.Commit(new Commit { At = Start, DropBlobs = [blob.Sha256] }, None);
            Assert.False(File.Exists(path));
        }
        await File.WriteAllBytesAsync(path, [1, 2, 3], None);
        await File.WriteAllBytesAsync(_folder.File("blobs/incoming/half-arrived"), [1], None);

        await using var again = await Open();
        Assert.Empty(Directory.GetFiles(_folder.File("blobs"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task a_file_that_a_lost_commit_named_is_swept()
    {
        await using var store = await Open();
        var blob = await Ours(store).Blobs.Stage(new MemoryStream([1, 2, 3]), 10, None);
        var path = Directory.GetFiles(_folder.File("blobs"), blob.Sha256, SearchOption.AllDirectories).Single();
        var orphan = path[..^62] + new string('a', 62);
        await File.WriteAllBytesAsync(orphan, [9], None);

        Assert.Equal(0, await Ours(store).Blobs.Sweep(Start, None));
        Assert.False(File.Exists(orphan));
        Assert.True(File.Exists(path));
    }

    [Fact]
    public async Task what_was_removed_or_changed_is_in_no_page_and_no_log_after_scrubbing()
    {
        await using var store = await Open();
        var random = new Random(3);
        for (var i = 0; i < 2_000; i++)
        {
            await Ours(store).Commit(new Commit { At = Start, Documents = [Notes.Put(new($"{random.Next():x8}", i, $"MARK{i:0000}" + new string('x', random.Next(200, 1_500))))] }, None);
        }
        var rows = await Ours(store).Rows.Documents(Notes, null, 5_000, None);
        foreach (var (row, i) in rows.Select((r, i) => (r, i)))
            await Ours(store).Commit(new Commit { At = Start, Documents = [i % 2 == 0 ? Notes.Remove(row.Id) : Notes.Put(new(row.Id, i, "short"))] }, None);

        Assert.True(await store.Scrub(None));

        foreach (var file in (string[])[Database, Database + "-wal"])
            Assert.DoesNotContain("MARK", Encoding.Latin1.GetString(Bytes(file)), StringComparison.Ordinal);
        Assert.Equal(rows.Count / 2, (await Ours(store).Count(Notes, Condition.Always, null, None))[""]);
    }

    [Fact]
    public async Task a_store_too_large_to_be_written_anew_says_that_something_may_be_left()
    {
        await using var store = await SqliteStore.Open(new(_folder.Path) { RebuildUpTo = 1 }, new HandClock(Start));
        await Put(Ours(store), 60);
        Assert.False(await store.Scrub(None));
        Assert.Equal(0, new FileInfo(Database + "-wal").Length);
    }

    public void Dispose() => _folder.Dispose();

    // The store holds the file open, for others to read and write.
    private static byte[] Bytes(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    private Task<SqliteStore> Open() => SqliteStore.Open(new SqliteStoreOptions(_folder.Path), new HandClock(Start));

    private static ITenantStore Ours(SqliteStore store) => store.For(new TenantId("ours"));

    private static async Task Put(ITenantStore store, int count) => Assert.IsType<CommitResult.Done>(await store.Commit(
        new Commit { At = Start, Documents = [.. Enumerable.Range(0, count).Select(i => Notes.Put(new($"{i}", i, new('x', 500))))] }, None));

    private async Task<byte[]> Written()
    {
        await using (var store = await Open()) await Put(Ours(store), 60);
        return await File.ReadAllBytesAsync(Database, None);
    }

    private async Task RefusedUntouched(byte[] content, string says)
    {
        await File.WriteAllBytesAsync(Database, content, None);

        for (var attempt = 0; attempt < 2; attempt++)
        {
            var refused = await Assert.ThrowsAsync<StoreRefusedException>(Open);
            Assert.Contains(Database, refused.Message, StringComparison.Ordinal);
            Assert.Contains(says, refused.Message, StringComparison.OrdinalIgnoreCase);
            Assert.Equal(content, await File.ReadAllBytesAsync(Database, None));
        }
    }

    private sealed record Note(string Id, long Number, string Text);
}
