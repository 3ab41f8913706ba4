using System.Text;
using ServiceTrack.Browser.Tests.House;

namespace ServiceTrack.Browser.Tests.Evidence;

/// <summary>The server finds the same Chromium as these tests.</summary>
public sealed class PdfTests(Stage stage) : BrowserTest(stage)
{
    private const float AWholePack = 120_000;

    [Fact]
    public async Task a_finished_pack_is_printed_at_a_click_and_fetched_as_one_file()
    {
        var server = await Own(Server.NewCompany());
        var page = await Window(server);
        await SignIn(page, Server.Owner, Server.Password);
        await page.GotoAsync("/evidence");
        await page.Press("Make it");
        await Assertions.Expect(page.Locator(".pack summary")).ToContainTextAsync("verified", new() { Timeout = AWholePack });
        await page.Press("Make a PDF");
        var pdf = page.GetByRole(AriaRole.Link, new() { Name = "PDF" });
        await Assertions.Expect(pdf).ToBeVisibleAsync(new() { Timeout = AWholePack });
        var download = await page.RunAndWaitForDownloadAsync(() => pdf.ClickAsync());
        Assert.EndsWith(".pdf", download.SuggestedFilename, StringComparison.Ordinal);
        Assert.Equal("%PDF-", Encoding.ASCII.GetString(await File.ReadAllBytesAsync(await download.PathAsync()), 0, 5));
    }
}
