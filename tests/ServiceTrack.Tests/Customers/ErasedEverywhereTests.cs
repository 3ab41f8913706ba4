using ServiceTrack.Customers;
using ServiceTrack.Evidence;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;
using ServiceTrack.Tests.Evidence;
using ServiceTrack.Tests.House;
using ServiceTrack.Tests.Storage;
using ServiceTrack.Web.Customers;

namespace ServiceTrack.Tests.Customers;

/// <summary>Plants a person in every place, erases, and looks for what is left in the bytes of every file.</summary>
public sealed class ErasedEverywhereTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    public ErasedEverywhereTests() => Assert.SkipWhen(TestHost.OnMongo, "The server keeps its files to itself.");

    [Fact]
    public async Task nothing_of_an_erased_person_is_in_any_file_and_every_proof_still_holds()
    {
        using var folder = new TemporaryFolder();
        using var backup = new TemporaryFolder();
        using var elsewhere = new TemporaryFolder();
        var temporary = Temporary();
        byte[] handedOut;
        string activity, masked, whole;
        TestCompany company;
        await using (var host = await TestHost.Start(folder))
        {
            company = await host.Company("a");
            (activity, masked, whole) = await MarkedPerson.Plant(host, company);
            handedOut = await Download(company, whole);
            Assert.NotEmpty(Traces.In("pack", handedOut, MarkedPerson.Words));
        }
        Copy(folder.Path, backup.Path);
        Assert.Superset(MarkedPerson.Words.Except(["quxfile"]).ToHashSet(), Traces.In(folder.Path, MarkedPerson.Words).Select(f => f.Split(": ")[1]).ToHashSet());

        byte[] ledger;
        await using (var host = await TestHost.Start(folder))
        {
            company = company with { Client = SameCaller(host, company) };
            var shown = await MarkedPerson.Erase(company, new { phone = MarkedPerson.WrittenOtherwise, dryRun = true });
            var erased = await MarkedPerson.Erase(company, new { phone = MarkedPerson.WrittenOtherwise, reason = "本人要求", includeOpen = true });
            Assert.Equal(shown["counts"]!["packs"]!.ToString(), erased["counts"]!["packs"]!.ToString());
            Assert.Equal((2, 1, 2, 1, 2), (Count("activities"), Count("files"), Count("importRows"), Count("trainingRows"), Count("packs")));
            Assert.True((bool)erased["scrubbed"]!);
            Assert.Empty(Traces.In(folder.Path, MarkedPerson.Words));

            Assert.Null((await PackBytes.Verify(handedOut)).Fault);
            Assert.Null((await PackBytes.Verify(await Download(company, masked))).Fault);
            Assert.Null((await PackBytes.Verify(await Download(company, whole), previous: handedOut)).Fault);
            var later = await Download(company, await MarkedPerson.Pack(company, "监管要求", previous: whole));
            Assert.Null((await PackBytes.Verify(later, previous: handedOut)).Fault);
            Assert.Empty(Traces.In("later", later, MarkedPerson.Words));
            ledger = await company.Client.GetByteArrayAsync("/api/v1/erasures/ledger");
            await new ServiceTrack.Tenants.CompanyExport(host.Store, new(company.Tenant.Value, "a", host.Clock.Now), CompanyFolder.Make(elsewhere.Path), host.Clock).Run((_, _) => { }, None);
            Assert.Empty(Traces.In(elsewhere.Path, MarkedPerson.Words));
            Assert.Empty(Traces.In("ledger", ledger, MarkedPerson.Words));

            int Count(string what) => (int)erased["counts"]![what]!;
        }
        Assert.Empty(Traces.In(folder.Path, MarkedPerson.Words));

        Assert.NotEmpty(Traces.In(backup.Path, MarkedPerson.Words));
        var file = elsewhere.File("ledger");
        await File.WriteAllBytesAsync(file, ledger, None);
        foreach (var again in (bool[])[false, true])
        {
            var (said, errors) = (new StringWriter(), new StringWriter());
            Assert.True(await EraseCommand.Run(["erase", "--ledger", file], TestHost.Settings(backup), new HandClock(TestHost.FridayMorning), said, errors, None) == 0, errors.ToString());
            Assert.Contains(again ? "; 0 values erased again" : "1 training rows", said.ToString(), StringComparison.Ordinal);
            Assert.Empty(Traces.In(backup.Path, MarkedPerson.Words));
        }
        await using (var host = await TestHost.Start(backup))
        {
            company = company with { Client = SameCaller(host, company) };
            Assert.Null((await PackBytes.Verify(await Download(company, whole), previous: handedOut)).Fault);
            Assert.Equal("", (string?)(await company.Get($"/api/v1/activities/{activity}"))["text"]);
        }
        Assert.Empty(Temporary().Except(temporary).SelectMany(f => Traces.In(f, File.ReadAllBytes(f), MarkedPerson.Words)));
    }

    /// <summary>What proves that the search above finds a trace in each place: one step is left out at a time.</summary>
    [Theory]
    [InlineData("values", "servicetrack.db")]
    [InlineData("activity", "servicetrack.db")]
    [InlineData("attachment", "blobs")]
    [InlineData("findings", "servicetrack.db")]
    [InlineData("file name", "servicetrack.db")]
    [InlineData("training row", "servicetrack.db")]
    [InlineData("packs", "blobs")]
    [InlineData("pdf", "blobs")]
    [InlineData("what was looked for", "servicetrack.db")]
    [InlineData("log", "servicetrack.db")]
    public async Task a_step_that_is_left_out_leaves_a_trace(string step, string where)
    {
        using var folder = new TemporaryFolder();
        await using var host = await TestHost.Start(folder, around: store => new WatchedStore(store, (_, _, _) => Task.CompletedTask, c => Without(c, step), scrubs: step != "log"));
        var company = await host.Company("a");
        await MarkedPerson.Plant(host, company);
        Assert.Equal("completed", (string?)(await MarkedPerson.Erase(company, new { phone = MarkedPerson.Phone, reason = "本人要求", includeOpen = true }))["status"]);
        Assert.Contains(Traces.In(folder.Path, MarkedPerson.Words), f => f.StartsWith(where, StringComparison.Ordinal));
    }

    private static Commit Without(Commit commit, string step)
    {
        var redacts = !commit.Erase.IsEmpty;
        var erases = commit.Documents.Any(d => d.Collection.Name == Erasure.Collection.Name);
        return step switch
        {
            "values" => commit with { Erase = [] },
            "activity" when redacts => commit with { Documents = [.. commit.Documents.Where(d => d.Collection.Name != "activities")] },
            "attachment" when redacts => commit with { DropBlobs = [] },
            "findings" when erases => commit with { Documents = [.. commit.Documents.Where(d => d.Collection.Name != "importFindings")] },
            "file name" when redacts => commit with { Documents = [.. commit.Documents.Where(d => d.Collection.Name != "imports")] },
            "training row" when erases => commit with { Documents = [.. commit.Documents.Where(d => d.Collection.Name != "trainingRows")] },
            "what was looked for" when erases => commit with { Documents = [.. commit.Documents.Where(d => d.Collection.Name != "disclosures")] },
            "packs" when erases && !commit.KeepBlobs.IsEmpty => commit with { KeepBlobs = [], DropBlobs = [] },
            "pdf" when erases && commit.DropBlobs.Length > 1 => commit with { DropBlobs = commit.DropBlobs[..1] },
            _ => commit,
        };
    }

    private static async Task<byte[]> Download(TestCompany company, string pack) =>
        await company.Client.GetByteArrayAsync($"/api/v1/evidence-packs/{pack}/download");

    private static HttpClient SameCaller(TestHost host, TestCompany company)
    {
        var client = host.Anonymous();
        client.DefaultRequestHeaders.Authorization = company.Client.DefaultRequestHeaders.Authorization;
        return client;
    }

    private static List<string> Temporary() => [.. Directory.EnumerateFiles(Path.GetTempPath(), "tmp*.tmp")];

    private static void Copy(string from, string to)
    {
        foreach (var path in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, path));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(path, copy);
        }
    }
}
