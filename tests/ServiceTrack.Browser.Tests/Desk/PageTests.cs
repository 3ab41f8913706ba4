using ServiceTrack.Browser.Tests.House;

namespace ServiceTrack.Browser.Tests.Desk;

public sealed class PageTests(Stage stage) : BrowserTest(stage)
{
    private const int Telephone = 390;

    public static TheoryData<string, string> Pages()
    {
        string[] pages =
        [
            "/activities?status=open&sort=dueAt", "/activities/new", "/activities/*", "/dashboard", "/import", "/evidence", "/promises",
            "/outlets", "/people", "/tokens", "/sign-in", "/nowhere",
        ];
        var all = new TheoryData<string, string>();
        foreach (var page in pages)
        {
            all.Add(page, "zh-CN");
            all.Add(page, "en");
        }
        return all;
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task a_page_fits_a_desk_and_a_telephone_and_lacks_no_word(string path, string language)
    {
        var page = await Desk(path.EndsWith('*') ? $"/activities/{await Any()}" : path, language);
        foreach (var width in (int[])[1366, Telephone])
        {
            await page.SetViewportSizeAsync(width, 820);
            await page.ReloadAsync();
            await Assertions.Expect(page.Locator("h1, .ant-result-title").First).ToBeVisibleAsync();
            await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            Assert.Equal(0, await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth"));
        }
        // A word that is missing is told on the console, which the end of every test looks at.
        Assert.Equal(language, await page.EvaluateAsync<string>("document.documentElement.lang"));
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
