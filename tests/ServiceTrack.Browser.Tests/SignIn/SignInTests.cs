using ServiceTrack.Browser.Tests.House;

namespace ServiceTrack.Browser.Tests.SignIn;

public sealed class SignInTests(Stage stage) : BrowserTest(stage)
{
    [Fact]
    public async Task the_first_visitor_of_an_empty_store_founds_the_company_and_comes_back_by_signing_in()
    {
        var server = await Own(Server.Empty());
        var page = await Window(server);
        await page.GotoAsync("/");
        await page.Reaches("/sign-in?next=");
        Expect(401);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading)).ToHaveTextAsync("Found the first company");
        await page.GetByLabel("Company").FillAsync("Appliance service");
        await page.GetByLabel("Your name").FillAsync("First owner");
        await page.GetByLabel("E-mail").FillAsync("first@example.com");
        await page.GetByLabel("Password").FillAsync("short");
        await page.GetByRole(AriaRole.Button, new() { Name = "Found and sign in" }).ClickAsync();
        await Assertions.Expect(page.Locator("label", new() { HasText = "Password" }).GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        Expect(400);
        await page.GetByLabel("Password").FillAsync("long enough now");
        await page.GetByRole(AriaRole.Button, new() { Name = "Found and sign in" }).ClickAsync();

        var who = page.Locator(".side .who");
        await Assertions.Expect(who).ToContainTextAsync("First owner");
        await Assertions.Expect(who).ToContainTextAsync("Appliance service");
        await Assertions.Expect(page.GetByText("No activities yet")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.Reaches("/sign-in");
        await page.GetByLabel("E-mail or phone").FillAsync("first@example.com");
        await page.GetByLabel("Password").FillAsync("long enough now");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Assertions.Expect(who).ToContainTextAsync("First owner");
    }

    [Fact]
    public async Task a_wrong_password_is_told_and_lets_nobody_in_and_the_page_asked_for_comes_after_the_right_one()
    {
        var page = await Window(await Stage.Demo);
        await page.GotoAsync("/outlets");
        await page.Reaches("/sign-in?next=");
        await page.GetByLabel("E-mail or phone").FillAsync(Stage.DemoOwner);
        await page.GetByLabel("Password").FillAsync("not the password");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        Expect(401);
        await page.GetByLabel("Password").FillAsync(Stage.DemoPassword);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.Reaches("/outlets");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Outlets", Level = 1 })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task who_has_signed_out_sees_nothing_any_more()
    {
        var page = await Desk("/people");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.Reaches("/sign-in");
        await page.GotoAsync("/people");
        await page.Reaches("/sign-in?next=");
        Expect(401);
    }
}
