using ServiceTrack.Browser.Tests.House;

namespace ServiceTrack.Browser.Tests.Desk;

public sealed class PageTests(Stage stage) : BrowserTest(stage)
{
    private const int Telephone = 390;

    private static readonly string[] Pages =
    [
        "/activities?status=open&sort=dueAt", "/activities/new", "/dashboard", "/import", "/evidence", "/promises", "/outlets", "/people", "/tokens",
        "/certification", "/certification?tab=eligibility", "/certification?tab=coverage", "/certification?tab=assessments", "/certification?tab=papers",
        "/certification?tab=calendar", "/findings", "/shares", "/disclosures", "/erasures", "/registers/network/staff", "/sign-in", "/nowhere",
    ];

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task every_page_fits_a_desk_and_a_telephone_and_lacks_no_word(string language)
    {
        var page = await Desk("/", language);
        foreach (var path in Pages.Append($"/activities/{await Any()}"))
            foreach (var width in (int[])[1366, Telephone])
            {
                await page.SetViewportSizeAsync(width, 820);
                await page.GotoAsync(path);
                await Assertions.Expect(page.Locator("h1, .ant-result-title").First).ToBeVisibleAsync();
                await Assertions.Expect(page.Locator(".state, .ant-spin-spinning")).ToHaveCountAsync(0);
                Assert.Equal((path, width, 0), (path, width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth")));
                // A word that is missing is told on the console, which the end of every test looks at.
                Assert.Equal((path, language), (path, await page.EvaluateAsync<string>("document.documentElement.lang")));
            }
    }

    [Fact]
    public async Task the_language_is_switched_at_a_click_and_stays_so()
    {
        var page = await Desk("/people");
        var title = page.GetByRole(AriaRole.Heading, new() { Level = 1 });
        await Assertions.Expect(title).ToHaveTextAsync("People");
        await page.Press("Change language");
        await Assertions.Expect(title).ToHaveTextAsync("人员");
        await page.ReloadAsync();
        await Assertions.Expect(title).ToHaveTextAsync("人员");
        await page.Press("切换语言");
        await Assertions.Expect(title).ToHaveTextAsync("People");
    }

    [Fact]
    public async Task on_a_telephone_the_menu_leads_everywhere()
    {
        var page = await Desk("/activities", width: Telephone);
        await page.Press("Menu");
        await page.Locator(".ant-drawer").GetByText("Promises").ClickAsync();
        await page.Reaches("/promises");
        await Assertions.Expect(page.Locator(".ant-drawer .navigation")).ToBeHiddenAsync();
    }

    private async Task<string> Any() => (string)(await (await Stage.Demo).Get("/api/v1/activities?kind=complaint&limit=1"))["items"]![0]!["id"]!;
}
