using System.Diagnostics;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ServiceTrack.Browser.Tests.House;

namespace ServiceTrack.Browser.Tests.Evidence;

/// <summary>What another system exported comes in through the desk, and leaves it as a pack that proves itself.</summary>
public sealed class HistoryTests(Stage stage) : BrowserTest(stage)
{
    private const int CleanRows = 3000;
    private const float AWholePack = 240_000;

    [Fact]
    public async Task two_files_are_imported_by_hand_and_the_pack_made_of_them_verifies_outside()
    {
        var clean = Repository.SharedData("ts26-clean.csv");
        var messy = Repository.SharedData("ts26-messy-gb18030.csv");
        var expected = JsonNode.Parse(await File.ReadAllTextAsync(Repository.SharedData("ts26-messy-expected.json")))!;
        var server = await Own(Server.NewCompany());
        var page = await Window(server);
        await SignIn(page, Server.Owner, Server.Password);

        await Import(page, clean);
        await Counts(page, added: CleanRows, duplicate: 0, blank: 0, bad: 0);
        await Import(page, messy);
        var (good, bad) = ((int)expected["good"]!, expected["bad"]!.AsArray());
        await Counts(page, good, (int)expected["duplicate"]!, (int)expected["blank"]!, bad.Count);
        Assert.Equal(bad.Select(it => ((string)it!["record"]!.ToString(), (string)it["externalId"]!, (string)it["column"]!)), await Errors(page));

        using var folder = new TemporaryFolder();
        var pack = await MakePack(page, folder);
        await VerifiesOutside(pack);
        var unpacked = folder.File("unpacked");
        await ZipFile.ExtractToDirectoryAsync(pack, unpacked);
        await ChecksumsHold(unpacked);
        var ledger = await File.ReadAllLinesAsync(Path.Combine(unpacked, "data", "ledgers", "complaint.csv"));
        Assert.Equal(CleanRows + good, ledger.Count(line => line.StartsWith("TS26-", StringComparison.Ordinal)));
    }

    private static async Task Import(IPage page, string file)
    {
        await page.GotoAsync("/import");
        await page.Locator("input[type=file]").SetInputFilesAsync(file);
        await page.GetByLabel("Try first, write nothing").ClickAsync();
        await page.Press("Start");
        await Assertions.Expect(page.Locator("p[role=status]")).ToHaveTextAsync("Completed", new() { Timeout = AWholePack });
    }

    private static async Task Counts(IPage page, int added, int duplicate, int blank, int bad)
    {
        foreach (var (name, count) in ((string, int)[])[("added", added), ("updated", 0), ("duplicate", duplicate), ("blank", blank), ("bad", bad)])
            await Assertions.Expect(page.Locator($".count-{name} dd")).ToHaveTextAsync($"{count:N0}");
    }

    /// <summary>Record, external number and column of every error, over all pages of the table.</summary>
    private static async Task<List<(string Record, string ExternalId, string Column)>> Errors(IPage page)
    {
        var table = page.Locator(".table-card").Filter(new() { HasText = "Bad rows" });
        var errors = new List<(string, string, string)>();
        for (var pages = await table.Locator(".ant-pagination-item").CountAsync(); pages > 0; pages--)
        {
            foreach (var row in await table.Locator("tbody tr.ant-table-row").AllAsync())
                errors.Add((await row.Locator("td").Nth(0).InnerTextAsync(), await row.Locator("td").Nth(2).InnerTextAsync(), await row.Locator("td").Nth(3).InnerTextAsync()));
            if (pages > 1) await table.Locator(".ant-pagination-next").ClickAsync();
        }
        return errors;
    }

    private static async Task<string> MakePack(IPage page, TemporaryFolder folder)
    {
        await page.GotoAsync("/evidence");
        var period = page.Locator(".ant-picker-range input");
        await period.Nth(0).ClickAsync();
        await period.Nth(0).FillAsync("2026-01-01");
        await period.Nth(0).PressAsync("Enter");
        await period.Nth(1).FillAsync(await page.EvaluateAsync<string>("new Date().toLocaleDateString('sv')"));
        await period.Nth(1).PressAsync("Enter");
        await page.Press("Make it");
        await Assertions.Expect(page.Locator(".pack h2")).ToContainTextAsync("Jan 1, 2026");
        await Assertions.Expect(page.Locator(".pack summary")).ToContainTextAsync("verified", new() { Timeout = AWholePack });
        Assert.True(await page.Locator(".pack .proved li").CountAsync() >= 6);
        await Assertions.Expect(page.Locator(".pack .notProved")).ToContainTextAsync("own clock");
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Download" }).ClickAsync());
        var file = folder.File(download.SuggestedFilename);
        await download.SaveAsAsync(file);
        return file;
    }

    private static async Task VerifiesOutside(string pack)
    {
        using var verifier = Process.Start(new ProcessStartInfo("dotnet", [Repository.Program("ServiceTrack.Verify"), pack]) { RedirectStandardOutput = true })!;
        var said = await verifier.StandardOutput.ReadToEndAsync();
        await verifier.WaitForExitAsync();
        Assert.True(verifier.ExitCode == 0, said);
        Assert.StartsWith("PROVED", said, StringComparison.Ordinal);
    }

    /// <summary>As <c>sha256sum -c manifest-sha256.txt</c> does it; and no file of the pack is left out of the list.</summary>
    private static async Task ChecksumsHold(string folder)
    {
        var listed = await File.ReadAllLinesAsync(Path.Combine(folder, "manifest-sha256.txt"));
        foreach (var line in listed)
        {
            await using var file = File.OpenRead(Path.Combine(folder, line[66..]));
            Assert.Equal(line[..64], Convert.ToHexStringLower(await SHA256.HashDataAsync(file)));
        }
        Assert.Equal(Directory.EnumerateFiles(Path.Combine(folder, "data"), "*", SearchOption.AllDirectories).Count(), listed.Length);
    }
}
