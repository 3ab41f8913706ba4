using ServiceTrack.Browser.Tests.House;

namespace ServiceTrack.Browser.Tests.Dashboard;

public sealed class DashboardTests(Stage stage) : BrowserTest(stage)
{
    [Fact]
    public async Task an_activity_from_outside_moves_the_figures_of_its_outlet_and_a_tile_opens_what_it_counts()
    {
        var server = await Stage.Demo;
        var outlet = (string)(await server.Post("/api/v1/outlets", new { name = "Outlet of the dashboard" }))["id"]!;
        var page = await Desk($"/dashboard?outletId={outlet}");
        await Assertions.Expect(page.Locator(".fresh-live")).ToBeVisibleAsync();
        var open = page.Locator(".tile-open strong");
        await Assertions.Expect(open).ToHaveTextAsync("0");

        await server.Post("/api/v1/activities", new { kind = "repair", channel = "web", text = "Does not cool", outletId = outlet });
        await Assertions.Expect(open).ToHaveTextAsync("1");
        await Assertions.Expect(page.Locator(".tile-receivedToday strong")).ToHaveTextAsync("1");

        await page.Locator(".tile-open").ClickAsync();
        await Assertions.Expect(page.Locator(".activities .title")).ToHaveTextAsync("Does not cool");
    }

    [Fact]
    public async Task a_board_without_its_live_line_says_so_and_asks_again_and_again()
    {
        var page = await Desk("/activities");
        await page.RouteWebSocketAsync("**/hubs/**", line => line.CloseAsync());
        await page.GotoAsync("/dashboard");
        await Assertions.Expect(page.Locator(".fresh-polling")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".tile-open strong")).ToBeVisibleAsync();
    }
}
