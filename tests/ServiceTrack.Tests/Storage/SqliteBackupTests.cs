using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ServiceTrack.Evidence;
using ServiceTrack.Storage;
using ServiceTrack.Storage.Sqlite;
using ServiceTrack.Tenants;
using ServiceTrack.Tests.House;

namespace ServiceTrack.Tests.Storage;

/// <summary>The embedded store is backed up by copying its folder, as infra/RUNBOOK.md says.</summary>
public sealed class SqliteBackupTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];

    private readonly TemporaryFolder _folder = new(), _copy = new();

    public SqliteBackupTests() => Assert.SkipWhen(TestHost.OnMongo, "This is about the embedded store.");

    [Fact]
    public async Task a_copy_of_a_stopped_folder_is_the_whole_product_again()
    {
        List<(string Path, byte[] Answer)> before = [];
        TestCompany company;
        string fingerprint, pack;
        await using (var host = await TestHost.Start(_folder))
        {
            company = await host.Company("a");
            var id = await Work(company);
            pack = await Packed(company.Client);
            fingerprint = (string)(await company.Get($"/api/v1/evidence-packs/{pack}"))["fingerprint"]!;
            var attachment = (string)(await company.Get($"/api/v1/activities/{id}"))["attachments"]![0]!["id"]!;
            foreach (var path in (string[])
            [
                "activities?limit=200", "activities?q=漏水", $"activities/{id}", $"activities/{id}/timeline", $"activities/{id}/attachments/{attachment}", "people",
                "sla/policies", "journal/checkpoint", "journal/key", $"evidence-packs/{pack}/download",
            ])
                before.Add((path, await company.Client.GetByteArrayAsync($"/api/v1/{path}")));
        }
        Assert.False(File.Exists(_folder.File("servicetrack.db-wal")), "A store that was closed has all in one file.");
        Copy();
        Directory.Delete(_folder.Path, recursive: true);
        Directory.CreateDirectory(_folder.Path);

        await using var restored = await TestHost.Start(_copy);
        var client = restored.Anonymous();
        client.DefaultRequestHeaders.Authorization = company.Client.DefaultRequestHeaders.Authorization;
        foreach (var (path, answer) in before) Assert.Equal(answer, await client.GetByteArrayAsync($"/api/v1/{path}"));
        Assert.Equal(41, JsonNode.Parse(before[0].Answer)!["items"]!.AsArray().Count);
        await Log(client, "又一件");
        var later = await client.GetByteArrayAsync($"/api/v1/evidence-packs/{await Packed(client)}/download");
        Assert.Null((await PackVerifier.Verify(new MemoryStream(later), fingerprint, new MemoryStream(before[^1].Answer), None)).Fault);
    }

    [Fact]
    public async Task what_a_killed_server_acknowledged_last_stands_in_the_log_beside_the_database()
    {
        await using (var store = await Open(_folder)) await Append(store, 0, 20);
        await using (var store = await Open(_folder))
        {
            await Append(store, 20, 50);
            // As a killed server leaves it.
            Copy();
        }
        await using (var whole = await Open(_copy)) Assert.Equal(50, await whole.For(new("ours")).End(None));

        Directory.Delete(_copy.Path, recursive: true);
        await using (var store = await Open(_folder))
        {
            await Append(store, 50, 60);
            Copy();
            File.Delete(_copy.File("servicetrack.db-wal"));
        }
        // Nothing in it is damaged: only the journal's last checkpoint, which is larger, tells that it falls short.
        await using var lacking = await Open(_copy);
        Assert.Equal(50, await lacking.For(new("ours")).End(None));
    }

    [Fact]
    public async Task a_copy_that_lacks_a_file_is_refused_by_the_export_that_checks_it()
    {
        TestCompany company;
        await using (var host = await TestHost.Start(_folder))
        {
            company = await host.Company("a");
            await Work(company);
        }
        Copy();
        var lost = Directory.GetFiles(_copy.File("blobs"), "*", SearchOption.AllDirectories).Single();
        File.Delete(lost);

        await using var store = await Open(_copy);
        using var folder = new TemporaryFolder();
        var export = new CompanyExport(store, new(company.Tenant.Value, "a", TestHost.FridayMorning), CompanyFolder.Make(folder.Path), new HandClock(TestHost.FridayMorning));
        var refused = await Assert.ThrowsAsync<CompanyRefusedException>(() => export.Run((_, _) => { }, None));
        Assert.Equal($"The attachment {Path.GetFileName(lost)} is missing in the store. Restore it from a backup.", refused.Message);
    }

    public void Dispose()
    {
        _folder.Dispose();
        _copy.Dispose();
    }

    private static Task<SqliteStore> Open(TemporaryFolder folder) => SqliteStore.Open(new(folder.Path), new HandClock(TestHost.FridayMorning));

    private static async Task Append(SqliteStore store, int from, int to)
    {
        for (var i = from; i < to; i++)
            Assert.IsType<CommitResult.Done>(await store.For(new("ours")).Commit(
                new() { At = TestHost.FridayMorning, Append = new($"note/{i}", 0, [new("Noted", TestHost.FridayMorning, "person/p1", [], [])]) }, None));
    }

    private static async Task<string> Work(TestCompany company)
    {
        var id = (await company.Log(new { kind = "complaint", text = "洗衣机漏水", customer = new { phone = "13812345678" } })).Id();
        using var content = new ByteArrayContent(Png) { Headers = { ContentType = new MediaTypeHeaderValue("image/png") } };
        using var form = new MultipartFormDataContent { { content, "file", "a.png" } };
        (await company.Client.PostAsync($"/api/v1/activities/{id}/attachments", form)).EnsureSuccessStatusCode();
        for (var i = 0; i < 40; i++) await Log(company.Client, $"第 {i} 件");
        return id;
    }

    private static async Task Log(HttpClient client, string text) =>
        (await client.PostAsJsonAsync("/api/v1/activities", new { kind = "complaint", text })).EnsureSuccessStatusCode();

    private static async Task<string> Packed(HttpClient client)
    {
        var id = (await client.Post("/api/v1/evidence-packs", new { from = "2026-11-01", to = "2026-12-01" })).Body.Id();
        while ((string?)(await client.GetFromJsonAsync<JsonObject>($"/api/v1/evidence-packs/{id}"))!["status"] is not "completed") await Task.Yield();
        return id;
    }

    private void Copy()
    {
        foreach (var file in Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories).Where(f => !f.EndsWith("servicetrack.lock", StringComparison.Ordinal)))
        {
            var to = _copy.File(Path.GetRelativePath(_folder.Path, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to, overwrite: true);
        }
    }
}
