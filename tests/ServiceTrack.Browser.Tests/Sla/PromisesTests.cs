using ServiceTrack.Browser.Tests.House;

namespace ServiceTrack.Browser.Tests.Sla;

/// <summary>Each rewrites the promises of a company of its own: the demo's are what others are measured by.</summary>
public sealed class PromisesTests(Stage stage) : BrowserTest(stage)
{
    [Fact]
    public async Task a_rule_put_before_the_others_is_what_the_next_activity_is_promised()
    {
        var server = await Own(Server.NewCompany());
        var page = await Owner(server);
        await page.Press("Edit promises");
        await page.Press("Add a rule");
        var rule = page.Locator(".rule-fields").Last;
        await rule.Choose("Answer", "working minutes");
        await rule.Field("Answer").GetByRole(AriaRole.Spinbutton).FillAsync("45");
        await rule.GetByRole(AriaRole.Combobox, new() { Name = "Channel" }).ClickAsync();
        await page.GetByTitle("WeChat").ClickAsync();
        await page.Press("Save");
        await Assertions.Expect(rule.Field("Rule")).ToContainTextAsync("1 to 200 characters");
        Expect(400);
        await rule.Fill("Rule", "Chat");
        for (var above = await page.Locator(".rule-fields").CountAsync() - 1; above > 0; above--)
            await page.Locator(".rule-fields").Nth(above).Press("Move up");
        await page.Press("Save");

        var first = page.Locator(".rules tbody tr").First;
        await Assertions.Expect(first).ToContainTextAsync("Chat");
        await Assertions.Expect(first).ToContainTextAsync("45 min of working time");
        await Assertions.Expect(page.GetByText("version 2")).ToBeVisibleAsync();

        var made = await page.APIRequest.PostAsync("/api/v1/activities", new() { DataObject = new { kind = "complaint", channel = "wechat", text = "Hums" } });
        var clocks = await page.APIRequest.GetAsync($"{made.Headers["location"]}/sla");
        Assert.Equal("Chat", (await clocks.JsonAsync())!.Value.GetProperty("promise").GetProperty("rule").GetString());
    }

    [Fact]
    public async Task a_calendar_gets_a_holiday_and_hours_that_overlap_are_named_at_their_day()
    {
        var server = await Own(Server.NewCompany());
        var page = await Owner(server);
        await page.Press("Edit calendar");
        var saturday = page.Locator("form").Field("Sat").GetByRole(AriaRole.Combobox);
        await saturday.FillAsync("9:00-12:00");
        await saturday.PressAsync("Enter");
        await saturday.FillAsync("11:00-13:00");
        await saturday.PressAsync("Enter");
        await saturday.PressAsync("Escape");
        await page.Press("Save");
        await Assertions.Expect(page.Locator("form").Field("Sat")).ToContainTextAsync("Overlaps another window");
        Expect(400);
        await page.Locator("form").Field("Sat").Locator(".ant-select-selection-item-remove").Last.ClickAsync();

        var holiday = page.GetByPlaceholder("First day off");
        await holiday.ClickAsync();
        await holiday.FillAsync("2027-03-01");
        await holiday.PressAsync("Enter");
        await page.GetByPlaceholder("Last day off").FillAsync("2027-03-03");
        await page.GetByPlaceholder("Last day off").PressAsync("Enter");
        await page.Press("Save");

        await Assertions.Expect(page.Locator(".week li").Nth(5)).ToContainTextAsync("09:00-12:00");
        await Assertions.Expect(page.Locator(".special")).ToContainTextAsync("Mar 1, 2027 – Mar 3, 2027");
    }

    [Fact]
    public async Task who_may_not_configure_reads_the_promises_and_cannot_change_them()
    {
        var page = await Window(await Stage.Demo);
        await SignIn(page, "agent@demo.example", "demo-agent-2026");
        await page.GotoAsync("/promises");
        await Assertions.Expect(page.Locator(".rules tbody tr").First).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Edit" })).ToHaveCountAsync(0);
    }

    private async Task<IPage> Owner(Server server)
    {
        var page = await Window(server);
        await SignIn(page, Server.Owner, Server.Password);
        await page.GotoAsync("/promises");
        return page;
    }
}
