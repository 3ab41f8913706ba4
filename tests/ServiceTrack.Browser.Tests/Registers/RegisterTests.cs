using ServiceTrack.Browser.Tests.House;

namespace ServiceTrack.Browser.Tests.Registers;

public sealed class RegisterTests(Stage stage) : BrowserTest(stage)
{
    [Fact]
    public async Task an_action_is_recorded_done_and_verified_by_another()
    {
        var page = await Desk("/registers/improvement/corrective-actions");
        await page.Press("Record");
        await page.Form().Fill("Problem*", "Slips without signature");
        await page.Form().PickDay("Opened on*", "2026-01-05");
        await page.Form().Choose("Source*", "Internal review");
        await page.Form().Choose("Owner*", "DEMO-01");
        await page.Form().PickDay("Due on*", "2026-02-05");
        await page.Confirm();
        await Open(page);
        await page.Form().Choose("State*", "Done");
        await page.Form().Locator(".ant-modal-footer .ant-btn-primary").ClickAsync();
        await Assertions.Expect(page.Form().Field("Cause").Locator(".ant-form-item-explain-error")).ToBeVisibleAsync();
        Expect(400);
        await page.Form().Fill("Cause", "Nobody asked for it");
        await page.Form().Fill("Action", "The slip is checked on return");
        await page.Form().PickDay("Done on", "2026-01-20");
        await page.Confirm();

        await Open(page);
        await page.Form().Choose("State*", "Verified");
        await page.Form().Choose("Verified by", "DEMO-01");
        await page.Form().PickDay("Verified on", "2026-01-30");
        await page.Form().Locator(".ant-modal-footer .ant-btn-primary").ClickAsync();
        await Assertions.Expect(page.Form().Field("Verified by").Locator(".ant-form-item-explain-error")).ToBeVisibleAsync();
        await page.Form().Choose("Verified by", "DEMO-02");
        await page.Confirm();
        await Assertions.Expect(Row(page)).ToContainTextAsync("Verified");
    }

    [Fact]
    public async Task figures_stand_above_and_a_filter_narrows_the_list()
    {
        var page = await Desk("/registers/network/staff");
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "After-sales service managers (held/needed)" })).ToContainTextAsync("1 / 1");
        await page.GetByRole(AriaRole.Link, new() { Name = "Stock movements" }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Stock movements");
        await page.GotoAsync("/registers/network/tools?kind=vehicle");
        await Assertions.Expect(page.Locator("tbody tr.ant-table-row")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task on_a_phone_the_table_scrolls_and_the_page_does_not()
    {
        var page = await Desk("/registers/documents/documents", "zh-CN", 390);
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("受控文件");
        await Assertions.Expect(page.Locator("tbody tr.ant-table-row").First).ToBeVisibleAsync();
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"));
    }

    private static ILocator Row(IPage page) => page.Locator("tbody tr").Filter(new() { HasText = "Slips without signature" });

    private static Task Open(IPage page) => Row(page).Press("Slips without signature");
}
