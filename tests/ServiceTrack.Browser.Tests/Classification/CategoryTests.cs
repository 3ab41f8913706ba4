using ServiceTrack.Browser.Tests.House;

namespace ServiceTrack.Browser.Tests.Classification;

public sealed class CategoryTests(Stage stage) : BrowserTest(stage)
{
    [Fact]
    public async Task a_person_corrects_what_the_model_thinks()
    {
        var page = await Complaint("送来的空调外壳破了，安装师傅态度也很差");
        await Assertions.Expect(page.Locator(".confidence")).ToBeVisibleAsync();
        await page.Press("Correct");
        await page.Form().Choose("Category", "Billing");
        await page.Confirm();
        await Decided(page, "Billing");
    }

    [Fact]
    public async Task a_suggestion_is_confirmed_at_a_click()
    {
        // Which of them the model is only fairly sure of is the model's affair.
        string[] texts = ["送来的洗衣机箱子破了，机身凹了一块", "网购的净水器不合适，没拆封，申请退货", "修了三次还是老样子", "发票一直没有开", "等了一星期也没人来"];
        var read = await (await Stage.Demo).Post("/api/v1/classify", new { texts });
        var unsure = read["items"]!.AsArray().Select(it => (string)it!["band"]!).ToList().IndexOf("suggest");
        Assert.NotEqual(-1, unsure);
        var page = await Complaint(texts[unsure]);
        await Assertions.Expect(page.Locator(".confidence")).ToContainTextAsync("A suggestion");
        var suggested = await page.Locator(".category strong").InnerTextAsync();
        await page.Press("Confirm");
        await Decided(page, suggested);
    }

    private static async Task Decided(IPage page, string category)
    {
        await Assertions.Expect(page.Locator(".category strong")).ToHaveTextAsync(category);
        await Assertions.Expect(page.Locator(".confidence")).ToContainTextAsync("Decided by a person");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Confirm" })).ToHaveCountAsync(0);
    }

    private async Task<IPage> Complaint(string text)
    {
        var logged = await (await Stage.Demo).Post("/api/v1/activities", new { kind = "complaint", channel = "web", text });
        return await Desk($"/activities/{(string)logged["id"]!}");
    }
}
