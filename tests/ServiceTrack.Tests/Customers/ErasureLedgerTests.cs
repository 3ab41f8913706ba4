using System.Text;
using ServiceTrack.Activities;
using ServiceTrack.Customers;
using ServiceTrack.Storage;
using ServiceTrack.Storage.Sqlite;
using ServiceTrack.Tenants;
using ServiceTrack.Tests.House;
using ServiceTrack.Tests.Storage;
using ServiceTrack.Web.Customers;
using ServiceTrack.Web.Tenants;

namespace ServiceTrack.Tests.Customers;

public sealed class ErasureLedgerTests : HostedTest
{
    private static readonly CancellationToken None = CancellationToken.None;

    private static readonly ErasureLedger Some = new("t1",
    [
        new("e1", DateTimeOffset.UnixEpoch) { Stream = "activity/a1", Version = 1, Path = "customer.phone" },
        new("e1", DateTimeOffset.UnixEpoch) { Import = "j1", Record = 7 }, new("e2", DateTimeOffset.UnixEpoch) { Queue = "q", Key = "k" },
    ]);

    [Fact]
    public void it_is_read_back_as_it_was_written() => Assert.Equal(Some.Lines, ErasureLedger.Read(Some.Bytes()).Lines);

    [Fact]
    public void every_damage_is_refused_and_named()
    {
        var whole = Encoding.UTF8.GetString(Some.Bytes());
        var lines = whole.Split('\n');
        for (var cut = 0; cut < whole.Length; cut++) Refused(whole[..cut], null);
        Refused("id,name\n1,2\n", "no erasure ledger");
        Refused(whole.Replace("\"version\":1,\"tenant\"", "\"version\":2,\"tenant\"", StringComparison.Ordinal), "has version 2");
        Refused(whole.Replace(lines[2], "{}", StringComparison.Ordinal), "damaged in line 3");
        Refused(whole.Replace("\"record\":7", "\"record\":8", StringComparison.Ordinal), "last line does not fit");
        Refused(whole.Replace(lines[3] + "\n", "", StringComparison.Ordinal), "last line does not fit");
        Refused(whole + "\n", "damaged");

        static void Refused(string text, string? says) => Assert.Contains(
            says ?? "", Assert.Throws<CompanyRefusedException>(() => ErasureLedger.Read(Encoding.UTF8.GetBytes(text))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_company_restored_from_before_forgets_again_and_says_so_in_its_journal()
    {
        var (mine, other) = (await Log("13900000001"), await Log("13900000002"));
        using var export = new TemporaryFolder();
        await Export(export.Path);
        var erased = await MarkedPerson.Erase(Company, new { phone = "13900000001", reason = "本人要求", includeOpen = true });
        var ledger = export.File("ledger");
        await File.WriteAllBytesAsync(ledger, await Company.Client.GetByteArrayAsync("/api/v1/erasures/ledger"), None);

        using var there = new TemporaryFolder();
        var (said, errors) = (new StringWriter(), new StringWriter());
        Assert.True(await MoveCommand.Run([MoveCommand.Restore, export.Path, MoveCommand.Erasures, ledger], TestHost.Settings(there), Host.Clock, said, errors) == 0, errors.ToString());
        Assert.Contains("1 erasures of the ledger; 3 values erased again", said.ToString(), StringComparison.Ordinal);
        await using var host = await TestHost.Start(there);
        var store = host.Store.For(Company.Tenant);
        Assert.Equal("", (await store.Find(ActivityCollection.Activities, mine, None))!.Value.Text);
        Assert.Equal("漏水", (await store.Find(ActivityCollection.Activities, other, None))!.Value.Text);
        Assert.Equal(["ledger"], (await store.Find(Erasure.Collection, erased.Id(), None))!.Value.AskedBy);
        Assert.Equal(2, (await store.Stream(Erasure.StreamOf(erased.Id()), None)).Count);
        Assert.Equal(ErasureLedger.Read(await File.ReadAllBytesAsync(ledger, None)).Lines.Select(l => l.Path), (await ErasureLedger.Of(store, None)).Lines.Select(l => l.Path));
    }

    [Fact]
    public async Task a_ledger_of_a_company_that_is_not_here_or_no_file_at_all_is_refused()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder.File("ledger"), Some.Bytes(), None);
        foreach (var (words, sentence) in new[]
        {
            ((string[])["erase", "--ledger", folder.File("ledger")], "not in this store"), (["erase", "--ledger", folder.File("nothing")], "nothing"), (["erase"], "Usage"),
        })
        {
            var errors = new StringWriter();
            Assert.Equal(1, await EraseCommand.Run(words, TestHost.Settings(folder), Host.Clock, TextWriter.Null, errors));
            Assert.Contains(sentence, errors.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task kept_outside_it_keeps_what_the_store_has_forgotten_and_shows_that_the_store_is_behind()
    {
        await Log("13900000001");
        await MarkedPerson.Erase(Company, new { phone = "13900000001", reason = "本人要求", includeOpen = true });
        using var folder = new TemporaryFolder();
        LedgerFolder kept = new(folder.File("ledgers"));
        await kept.Keep(Host.Store.For(Company.Tenant), None);
        Assert.Empty(await kept.Ahead(Host.Store, None));
        var file = Directory.EnumerateFiles(folder.File("ledgers")).Single();
        var lines = ErasureLedger.Read(await File.ReadAllBytesAsync(file, None)).Lines;

        // The same company in an older store.
        await using var older = await SqliteStore.Open(new(folder.File("older")), Host.Clock);
        await older.Directory.Commit(new() { At = Host.Clock.Now, Documents = [DirectoryCollections.Companies.Put(new(Company.Tenant.Value, "a", Host.Clock.Now))] }, None);
        Assert.Equal(lines, Assert.Single(await kept.Ahead(older, None)).Lines);
        await kept.Keep(older.For(Company.Tenant), None);
        Assert.Equal(lines, ErasureLedger.Read(await File.ReadAllBytesAsync(file, None)).Lines);

        await File.WriteAllTextAsync(file, "something else", None);
        await Assert.ThrowsAsync<IOException>(() => kept.Keep(older.For(Company.Tenant), None));
        Assert.Equal("something else", await File.ReadAllTextAsync(file, None));
    }

    [Fact]
    public async Task an_export_begun_before_an_erasure_and_ended_after_it_holds_nothing_of_it()
    {
        await MarkedPerson.Plant(Host, Company);
        using var folder = new TemporaryFolder();
        await Export(folder.Path);
        Assert.NotEmpty(Traces.In(folder.Path, MarkedPerson.Words));
        await MarkedPerson.Erase(Company, new { phone = MarkedPerson.Phone, reason = "本人要求", includeOpen = true });
        await Export(folder.Path);
        Assert.Empty(Traces.In(folder.Path, MarkedPerson.Words));
        Assert.Equal(await Company.Client.GetByteArrayAsync("/api/v1/erasures/ledger"), await File.ReadAllBytesAsync(Path.Combine(folder.Path, "erasures.ndjson"), None));
    }

    private async Task<string> Log(string phone) =>
        (await Company.Log(new { kind = "complaint", text = "漏水", channel = "web", customer = new { name = "甲", phone } })).Id();

    private Task<CompanyManifest> Export(string folder) =>
        new CompanyExport(Host.Store, new(Company.Tenant.Value, "a", Host.Clock.Now), CompanyFolder.Make(folder), Host.Clock).Run((_, _) => { }, None);
}
