using ServiceTrack.Browser.Tests.House;

namespace ServiceTrack.Browser.Tests.Network;

public sealed class OutletTests(Stage stage) : BrowserTest(stage)
{
    [Fact]
    public async Task an_outlet_is_added_and_put_right_and_no_two_have_the_same_name()
    {
        var page = await Desk("/outlets");
        await Add(page, "Harbour");
        await page.Confirm();
        var row = page.Locator("tbody tr").Filter(new() { HasText = "Harbour" });
        await row.Press("Edit");
        await page.Form().Fill("Area", "North shore");
        await page.Confirm();
        await Assertions.Expect(row).ToContainTextAsync("North shore");

        await Add(page, "Harbour");
        await page.Form().Locator(".ant-modal-footer .ant-btn-primary").ClickAsync();
        await Assertions.Expect(page.Form().Field("Name").Locator(".ant-form-item-explain-error")).ToBeVisibleAsync();
        Expect(409);
    }

    private static async Task Add(IPage page, string name)
    {
        await page.Press("Add outlet");
        await page.Form().Fill("Name", name);
    }
}
