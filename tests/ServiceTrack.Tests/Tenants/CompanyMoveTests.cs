using System.Net;
using System.Net.Http.Json;
using System.Reflection;
using System.Text.Json.Nodes;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;
using ServiceTrack.Tests.House;
using ServiceTrack.Tests.Storage;

namespace ServiceTrack.Tests.Tenants;

public sealed class CompanyMoveTests : HostedTest
{
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task a_restored_company_is_found_as_it_was_left_and_goes_on()
    {
        var id = await Work();
        using var folder = new TemporaryFolder();
        var exported = await Export(folder.Path);
        await using var there = await TestHost.Start(at: Host.Clock.Now);
        var restored = await Restore(there, folder.Path);
        Assert.Equal(exported.Root, restored.Root);

        var client = SameCaller(there);
        foreach (var path in (string[])[$"/api/v1/activities/{id}", $"/api/v1/activities/{id}/timeline", "/api/v1/activities", "/api/v1/activities?q=漏水", "/api/v1/sla/policies", "/api/v1/people"])
            Assert.Equal(await Company.Client.GetStringAsync(path), await client.GetStringAsync(path));
        Assert.Equal(await Checkpoint(Company.Client), await Checkpoint(client));
        var attachment = (string)(await Company.Get($"/api/v1/activities/{id}"))["attachments"]![0]!["id"]!;
        Assert.Equal(Png, await client.GetByteArrayAsync($"/api/v1/activities/{id}/attachments/{attachment}"));
        // Claims came along: what was taken stays taken.
        (await client.Post("/api/v1/activities", new { kind = "repair", text = "again", externalId = "X-1", source = "crm" })).IsProblem(HttpStatusCode.Conflict, "already-exists");
        Assert.Equal(HttpStatusCode.OK, (await client.Post($"/api/v1/activities/{id}/close")).Response.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SameCaller(there, Neighbour).GetAsync("/api/v1/activities")).StatusCode);
        Assert.DoesNotContain("邻居", Directory.EnumerateFiles(folder.Path, "*.ndjson").SelectMany(File.ReadLines));
    }

    [Fact]
    public async Task to_the_cluster_and_back_it_is_still_the_same()
    {
        var database = MongoTrial.NewDatabase();
        try
        {
            var id = await Work();
            using var first = new TemporaryFolder();
            using var second = new TemporaryFolder();
            var exported = await Export(first.Path);
            await using (var cluster = await MongoTrial.Open(database, Host.Clock))
            {
                Assert.Equal(exported.Root, (await new CompanyRestore(cluster, new(first.Path), Host.Clock).Run((_, _) => { }, None)).Root);
                Assert.Equal(exported.Root, (await new CompanyExport(cluster, new(Company.Tenant.Value, "a", Host.Clock.Now), CompanyFolder.Make(second.Path), Host.Clock).Run((_, _) => { }, None)).Root);
            }
            foreach (var name in Directory.EnumerateFiles(first.Path, "*.ndjson").Select(Path.GetFileName))
                Assert.Equal(File.ReadAllLines(Path.Combine(first.Path, name!)).Order(StringComparer.Ordinal), File.ReadAllLines(Path.Combine(second.Path, name!)).Order(StringComparer.Ordinal));
            await using var there = await TestHost.Start(at: Host.Clock.Now);
            await Restore(there, second.Path);
            Assert.Equal(await Company.Client.GetStringAsync($"/api/v1/activities/{id}"), await SameCaller(there).GetStringAsync($"/api/v1/activities/{id}"));
        }
        finally
        {
            await MongoTrial.Drop(database);
        }
    }

    [Fact]
    public async Task an_export_cut_short_goes_on_and_ends_as_if_it_never_had_been()
    {
        await Work();
        using var whole = new TemporaryFolder();
        using var cut = new TemporaryFolder();
        var manifest = await Export(whole.Path);
        await Export(cut.Path);
        File.Delete(Path.Combine(cut.Path, "company.json"));
        var events = Path.Combine(cut.Path, "events.ndjson");
        // After a power cut a file may end in anything.
        File.WriteAllBytes(events, [.. File.ReadAllBytes(events)[..^40], .. new byte[20], (byte)'\n', (byte)'x']);
        Assert.Equal(manifest.Root, (await Export(cut.Path)).Root);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(cut.Path));
        Assert.Equal(File.ReadAllText(Path.Combine(whole.Path, "events.ndjson")), File.ReadAllText(events));
    }

    [Fact]
    public async Task a_restore_cut_short_is_not_seen_and_goes_on()
    {
        await Work();
        using var folder = new TemporaryFolder();
        await Export(folder.Path);
        foreach (var step in (string[])[CompanyFolder.Events, CompanyFolder.Blobs, CompanyFolder.Documents, CompanyFolder.Work])
        {
            await using var there = await TestHost.Start(at: Host.Clock.Now);
            await Assert.ThrowsAsync<InvalidOperationException>(() => new CompanyRestore(there.Store, new(folder.Path), Host.Clock)
                .Run((what, _) => _ = what == step ? throw new InvalidOperationException() : 0, None));
            Assert.Equal(HttpStatusCode.Unauthorized, (await SameCaller(there).GetAsync("/api/v1/activities")).StatusCode);
            await Restore(there, folder.Path);
            Assert.Equal(await Company.Client.GetStringAsync("/api/v1/activities"), await SameCaller(there).GetStringAsync("/api/v1/activities"));
        }
    }

    [Theory]
    [InlineData("company.json", null, "company.json is missing")]
    [InlineData("events.ndjson", "\"position\":3,", "Event 3 is missing")]
    [InlineData("events.ndjson", "\"leaf\":\"e", "cannot be read")]
    [InlineData("company.json", "\"root\":\"", "not those company.json was written for")]
    [InlineData("company.json", "{", "company.json cannot be read")]
    [InlineData("documents.ndjson", "\"collection\":\"setup\"", "keeps no other")]
    public async Task a_damaged_export_is_refused_with_a_sentence(string file, string? what, string sentence)
    {
        await Work();
        using var folder = new TemporaryFolder();
        await Export(folder.Path);
        var path = Path.Combine(folder.Path, file);
        if (what is null) File.Delete(path);
        else File.WriteAllText(path, File.ReadAllText(path).Replace(what, what switch
        {
            "\"position\":3," => "\"position\":4,", "\"collection\":\"setup\"" => "\"collection\":\"other\"", _ => what + "!",
        }, StringComparison.Ordinal));
        await using var there = await TestHost.Start(at: Host.Clock.Now);
        Assert.Contains(sentence, (await Assert.ThrowsAsync<CompanyRefusedException>(() => Restore(there, folder.Path))).Message, StringComparison.Ordinal);
        Assert.Empty((await there.Store.Directory.Query(DirectoryCollections.Companies, new() { OrderBy = "createdAt" }, None)).Items);
    }

    [Theory]
    [InlineData("something!!")]
    [InlineData("something longer than it was")]
    public async Task a_damaged_attachment_is_refused(string instead)
    {
        await Work();
        using var folder = new TemporaryFolder();
        await Export(folder.Path);
        File.WriteAllText(Directory.EnumerateFiles(Path.Combine(folder.Path, "files")).Single(), instead);
        await using var there = await TestHost.Start(at: Host.Clock.Now);
        Assert.Contains("is damaged in the export", (await Assert.ThrowsAsync<CompanyRefusedException>(() => Restore(there, folder.Path))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_company_that_is_there_and_a_folder_of_another_are_left_alone()
    {
        await Work();
        using var folder = new TemporaryFolder();
        await Export(folder.Path);
        await Assert.ThrowsAsync<CompanyRefusedException>(() => Restore(Host, folder.Path));
        var neighbour = new Company(Neighbour.Tenant.Value, "neighbour", Host.Clock.Now);
        await Assert.ThrowsAsync<CompanyRefusedException>(() => new CompanyExport(Host.Store, neighbour, new(folder.Path), Host.Clock).Run((_, _) => { }, None));
        File.Delete(Path.Combine(folder.Path, "company.json"));
        await Assert.ThrowsAsync<CompanyRefusedException>(() => new CompanyExport(Host.Store, neighbour, new(folder.Path), Host.Clock).Run((_, _) => { }, None));
    }

    [Fact]
    public void every_collection_is_carried_or_belongs_to_the_directory()
    {
        ICollection[] known = [.. CompanyCollections.All, .. Declared(typeof(DirectoryCollections)), SignInTries.Collection];
        Assembly[] product = [typeof(IStore).Assembly, typeof(ServiceTrack.Web.Product).Assembly];
        Assert.Empty(product.SelectMany(a => a.GetTypes()).Where(t => !t.ContainsGenericParameters).SelectMany(Declared).Where(c => !known.Contains(c)).Select(c => c.Name));
    }

    private static IEnumerable<ICollection> Declared(Type type) =>
        type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(f => f.FieldType.IsGenericType && f.FieldType.GetGenericTypeDefinition() == typeof(Collection<>)).Select(f => (ICollection)f.GetValue(null)!);

    /// <summary>A resolved complaint with an attachment, and the neighbour's.</summary>
    private async Task<string> Work()
    {
        var id = (await Company.Log(new { kind = "complaint", text = "洗衣机漏水", externalId = "X-1", source = "crm", customer = new { name = "顾客甲", phone = "13812345678" } })).Id();
        using var content = new ByteArrayContent(Png) { Headers = { ContentType = new("image/png") } };
        using var form = new MultipartFormDataContent { { content, "file", "a.png" } };
        Assert.Equal(HttpStatusCode.Created, (await Company.Client.PostAsync($"/api/v1/activities/{id}/attachments", form)).StatusCode);
        await Company.Client.Post($"/api/v1/activities/{id}/resolve", new { outcome = "已换新" });
        await Company.Log(new { kind = "repair", text = "x" });
        await Neighbour.Log(new { kind = "repair", text = "邻居" });
        await Checkpoint(Company.Client);
        return id;
    }

    private Task<CompanyManifest> Export(string folder) =>
        new CompanyExport(Host.Store, new(Company.Tenant.Value, "a", Host.Clock.Now), CompanyFolder.Make(folder), Host.Clock).Run((_, _) => { }, None);

    private Task<CompanyManifest> Restore(TestHost there, string folder) => new CompanyRestore(there.Store, new(folder), Host.Clock).Run((_, _) => { }, None);

    private HttpClient SameCaller(TestHost there, TestCompany? company = null)
    {
        var client = there.Anonymous();
        client.DefaultRequestHeaders.Authorization = (company ?? Company).Client.DefaultRequestHeaders.Authorization;
        return client;
    }

    /// <summary>Without the time, which is that of asking.</summary>
    private static async Task<string> Checkpoint(HttpClient client) =>
        string.Join('\n', ((string)(await client.GetFromJsonAsync<JsonObject>("/api/v1/journal/checkpoint"))!["text"]!).Split('\n')[..3]);
}
