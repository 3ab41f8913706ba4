using ServiceTrack.Browser.Tests.House;

namespace ServiceTrack.Browser.Tests.Tenants;

public sealed class PeopleAndTokensTests(Stage stage) : BrowserTest(stage)
{
    [Fact]
    public async Task who_is_added_with_a_role_signs_in_and_finds_what_the_role_may_do()
    {
        var page = await Desk("/people");
        await page.Press("Add person");
        await page.Form().Fill("Name", "New auditor");
        await page.Form().Choose("Role", "Auditor");
        await page.Form().Fill("E-mail", "not an address");
        await page.Form().Fill("First password", Server.Password);
        await page.Form().Locator(".ant-modal-footer .ant-btn-primary").ClickAsync();
        await Assertions.Expect(page.Form().Field("E-mail").Locator(".ant-form-item-explain-error")).ToBeVisibleAsync();
        Expect(400);
        await page.Form().Fill("E-mail", "new-auditor@example.com");
        await page.Confirm();
        await Assertions.Expect(page.Locator("tbody tr").Filter(new() { HasText = "New auditor" })).ToContainTextAsync("Auditor");

        await page.Press("Sign out");
        await SignIn(page, "new-auditor@example.com", Server.Password);
        await page.GotoAsync("/evidence");
        await Assertions.Expect(page.Locator(".side .who")).ToContainTextAsync("New auditor");
        await Assertions.Expect(page.Locator(".side").GetByText("Evidence packs")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".side").GetByText("Import", new() { Exact = true })).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator(".side").GetByText("Log activity")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task a_token_is_shown_once_opens_the_api_and_opens_nothing_once_revoked()
    {
        var server = await Stage.Demo;
        var page = await Desk("/tokens");
        await page.Press("New token");
        await page.Form().Fill("What for", "Telephone system");
        await page.Form().GetByText("Read", new() { Exact = true }).ClickAsync();
        await page.Confirm();
        var token = await page.Locator(".ant-alert code").InnerTextAsync();
        Assert.StartsWith("st_", token, StringComparison.Ordinal);
        Assert.Equal(200, await server.StatusFor(token, "/api/v1/activities?limit=1"));
        Assert.Equal(403, await server.StatusFor(token, "/api/v1/tokens"));

        await page.ReloadAsync();
        var row = page.Locator("tbody tr").Filter(new() { HasText = "Telephone system" });
        await Assertions.Expect(row).ToContainTextAsync("Read");
        await Assertions.Expect(page.GetByText(token)).ToHaveCountAsync(0);
        await row.Press("Revoke");
        await page.Locator(".ant-popover").Press("Revoke");
        await Assertions.Expect(row).ToHaveCountAsync(0);
        Assert.Equal(401, await server.StatusFor(token, "/api/v1/activities?limit=1"));
    }
}
