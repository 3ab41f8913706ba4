using ServiceTrack.Browser.Tests.House;

namespace ServiceTrack.Browser.Tests.Certification;

/// <summary>From an empty company to a verified pack, an auditor's look at it, a finding, and what is done about it.</summary>
public sealed class AuditTests(Stage stage) : BrowserTest(stage)
{
    private const string Auditor = "story-auditor@example.com";
    private const float AWholePack = 240_000;

    [Fact]
    public async Task an_auditor_checks_a_pack_leaves_a_finding_that_becomes_a_corrective_action_and_is_shown_out()
    {
        var server = await Own(Server.NewCompany());
        var page = await Window(server);
        await SignIn(page, Server.Owner, Server.Password);
        await Post(page, "/api/v1/activities", new { kind = "complaint", text = "The machine leaks", channel = "web" });
        await Post(page, "/api/v1/staff", new { fields = new { staffNumber = "A-1", name = "Story owner", duty = "management", joinedOn = "2026-01-01" } });

        await IsProved(page, await Pack(page));
        var password = await Invite(page);

        await page.GotoAsync("/findings");
        await page.Press("Sign out");
        await page.Reaches("/sign-in");
        await SignIn(page, Auditor, password);
        await page.GotoAsync("/findings");
        await Assertions.Expect(page.Locator(".navigation").GetByText("Activities")).ToBeVisibleAsync();
        foreach (var hidden in (string[])["Live dashboard", "People", "Import", "Promises"])
            await Assertions.Expect(page.Locator(".navigation").GetByText(hidden, new() { Exact = true })).ToHaveCountAsync(0);
        await page.Press("Leave a finding");
        await page.Form().Choose("Clause", "5.3.2.2");
        await page.Form().Fill("Finding", "Answered later than promised");
        await page.Confirm();
        await Assertions.Expect(Row(page)).ToContainTextAsync("Open");
        await page.GotoAsync("/activities");
        await Assertions.Expect(page.Locator("tbody tr").First).ToBeVisibleAsync();

        await page.Press("Sign out");
        await page.Reaches("/sign-in");
        await SignIn(page, Server.Owner, Server.Password);
        await page.GotoAsync("/findings");
        await Row(page).Press("Make a corrective action");
        await page.Form().Choose("Owner", "Story owner");
        await page.Form().PickDay("Due on", await Day(page, 20));
        await page.Confirm();
        await Assertions.Expect(Row(page).GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
        await page.GotoAsync("/disclosures");
        await Assertions.Expect(page.Locator("tbody tr").Filter(new() { HasText = "Story auditor" }).First).ToContainTextAsync("activities");
        await page.GotoAsync("/shares");
        var share = page.Locator("tbody tr").Filter(new() { HasText = "Story auditor" });
        await share.Press("End now");
        await page.Form().Locator("input").FillAsync("Done");
        await page.Form().Locator(".ant-modal-footer .ant-btn-primary").ClickAsync();
        await Assertions.Expect(share).ToContainTextAsync("Ended");
    }

    private static async Task<string> Pack(IPage page)
    {
        await page.GotoAsync("/evidence");
        await page.Press("Make it");
        await Assertions.Expect(page.Locator(".pack summary")).ToContainTextAsync("verified", new() { Timeout = AWholePack });
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Download" }).ClickAsync());
        return await download.PathAsync();
    }

    /// <summary>In the browser alone, as an auditor would who has nothing installed.</summary>
    private static async Task IsProved(IPage page, string pack)
    {
        await page.GotoAsync("/verify");
        var bytes = await File.ReadAllBytesAsync(pack);
        await page.Locator(".drop input").SetInputFilesAsync(new FilePayload { Name = "pack.zip", MimeType = "application/zip", Buffer = bytes });
        await Assertions.Expect(page.Locator(".verdict h2")).ToHaveTextAsync("Proved");
        bytes[bytes.Length / 2] ^= 1;
        await page.Locator(".drop input").SetInputFilesAsync(new FilePayload { Name = "altered.zip", MimeType = "application/zip", Buffer = bytes });
        await Assertions.Expect(page.Locator(".verdict.bad")).ToBeVisibleAsync();
    }

    /// <returns>The auditor's first password.</returns>
    private static async Task<string> Invite(IPage page)
    {
        await page.GotoAsync("/shares");
        await page.Press("Invite an auditor");
        await page.Form().Fill("Name", "Story auditor");
        await page.Form().Fill("E-mail", Auditor);
        await page.Form().Field("Clauses").Locator("input").First.FillAsync("5.3.2.2");
        await page.Locator(".ant-select-item-option").Filter(new() { HasText = "5.3.2.2" }).First.ClickAsync();
        await page.Form().Field("Reason").Locator("input").ClickAsync();
        await page.Form().PickDay("Valid until", await Day(page, 30));
        await page.Form().Fill("Reason", "Surveillance");
        await page.Confirm();
        return await page.Locator(".ant-alert code").InnerTextAsync();
    }

    private static ILocator Row(IPage page) => page.Locator("tbody tr").Filter(new() { HasText = "Answered later than promised" });

    private static Task<string> Day(IPage page, int ahead) => page.EvaluateAsync<string>($"new Date(Date.now() + {ahead} * 864e5).toLocaleDateString('sv')");

    private static async Task Post(IPage page, string path, object body)
    {
        var answer = await page.APIRequest.PostAsync(path, new() { DataObject = body });
        Assert.True(answer.Ok, await answer.TextAsync());
    }
}
