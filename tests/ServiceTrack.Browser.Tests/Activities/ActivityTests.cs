using ServiceTrack.Browser.Tests.House;

namespace ServiceTrack.Browser.Tests.Activities;

public sealed class ActivityTests(Stage stage) : BrowserTest(stage)
{
    [Fact]
    public async Task a_complaint_is_logged_answered_assigned_resolved_and_closed_and_its_page_tells_all_of_it()
    {
        var page = await Desk("/activities/new");
        await page.Locator("form").Choose("Channel", "Web");
        await page.Locator("form").Fill("What the customer said and asks for", "The new fridge hums all night");
        await page.Locator("form").Fill("Phone", "1 2 3 4");
        await page.GetByRole(AriaRole.Button, new() { Name = "Log", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("The phone number looks odd")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("The new fridge hums all night");
        await Assertions.Expect(page.Locator(".confidence")).ToBeVisibleAsync();
        await Assertions.Expect(Clock(page, "Answer")).ToContainTextAsync("Running");

        await Do(page, "Answer", dialog => dialog.Fill("Note", "Called back"));
        await Assertions.Expect(Clock(page, "Answer")).ToContainTextAsync("In time");
        await Assertions.Expect(Clock(page, "Resolution")).ToContainTextAsync("Running");
        await Do(page, "Assign", dialog => dialog.Choose("Assignee", "technician"));
        await Do(page, "Start work");
        await Do(page, "Resolve", dialog => dialog.Fill("Outcome", "replaced"));
        await Assertions.Expect(Clock(page, "Resolution")).ToContainTextAsync("In time");

        // What a complaint should hold by then is asked for, not demanded.
        await Assertions.Expect(page.GetByText("Still missing")).ToBeVisibleAsync();
        await page.Press("Fill in");
        await page.Form().Choose("Cause", "Product");
        await page.Form().Field("Decision communicated at").Locator("input").ClickAsync();
        await page.GetByText("Now", new() { Exact = true }).ClickAsync();
        await page.Form().Fill("Reason", "Told on the telephone");
        await page.Confirm();
        await Assertions.Expect(page.GetByText("Still missing")).ToHaveCountAsync(0);

        await Do(page, "Close");
        await Assertions.Expect(page.Locator(".detail-head .status")).ToHaveTextAsync("Closed");
        foreach (var told in (string[])["Logged", "Classified", "Answered", "Assigned", "Work started", "Resolved", "Amended", "Closed"])
            await Assertions.Expect(page.Locator(".timeline").GetByText(told, new() { Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".timeline")).ToContainTextAsync("Called back");

        var proof = page.Locator(".card").Filter(new() { HasText = "Journal proof" });
        await proof.Press("Check");
        await Assertions.Expect(proof.Locator(".good")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task an_activity_is_put_into_a_queue_or_given_to_somebody_but_not_both()
    {
        var page = await Desk($"/activities/{await Log("The tap drips")}");
        await page.Press("Assign");
        await page.Form().Choose("Assignee", "agent");
        await page.Form().Fill("Queue", "plumbers");
        await page.Form().Locator(".ant-modal-footer .ant-btn-primary").ClickAsync();
        await Assertions.Expect(page.Form().Field("Assignee")).ToContainTextAsync("Either a person or a queue");
        Expect(400);
        await page.Form().Field("Assignee").Locator(".ant-select").HoverAsync();
        await page.Form().Field("Assignee").Locator(".ant-select-clear").ClickAsync();
        await page.Confirm();
        await Assertions.Expect(page.Locator(".facts")).ToContainTextAsync("plumbers");
    }

    [Fact]
    public async Task what_is_wrong_with_a_new_activity_stands_beside_its_field()
    {
        var page = await Desk("/activities/new");
        await page.GetByRole(AriaRole.Button, new() { Name = "Log", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("form").Field("What the customer said and asks for")).ToContainTextAsync("Required");
        await page.Locator("form").Fill("What the customer said and asks for", "Hums");
        await page.Locator("form").Fill("E-mail", new string('x', 300));
        await page.GetByRole(AriaRole.Button, new() { Name = "Log", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("form").Field("E-mail").Locator(".ant-form-item-explain-error")).ToBeVisibleAsync();
        Expect(400);
    }

    [Fact]
    public async Task what_somebody_else_did_meanwhile_is_not_overwritten_unread()
    {
        var id = await Log("The tap drips");
        var page = await Desk($"/activities/{id}");
        await page.Press("Answer");
        await page.Form().Fill("Note", "My words");
        await (await Stage.Demo).Post($"/api/v1/activities/{id}/note", new { text = "Somebody else's", visibility = "internal" });
        await page.Form().Locator(".ant-modal-footer .ant-btn-primary").ClickAsync();
        await page.Form().Press("Reload");
        Expect(412);
        await page.Confirm();
        await Assertions.Expect(page.Locator(".timeline")).ToContainTextAsync("Somebody else's");
        await Assertions.Expect(page.Locator(".timeline")).ToContainTextAsync("My words");
    }

    [Fact]
    public async Task one_character_of_chinese_finds_and_the_keys_walk_through_what_was_found()
    {
        var id = await Log("抽屉里有一只鼹");
        var page = await Desk("/activities");
        await Assertions.Expect(page.Locator(".activities tbody tr").First).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.InsertTextAsync("鼹");
        await Assertions.Expect(page.Locator(".activities .title")).ToHaveCountAsync(1);
        await page.EvaluateAsync("document.activeElement.blur()");
        await page.Keyboard.PressAsync("j");
        await Assertions.Expect(page.Locator(".row-chosen")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Enter");
        await page.Reaches($"/activities/{id}");
    }

    private async Task<string> Log(string text) =>
        (string)(await (await Stage.Demo).Post("/api/v1/activities", new { kind = "consultation", channel = "web", text }))["id"]!;

    private static ILocator Clock(IPage page, string target) => page.Locator(".clock").Filter(new() { Has = page.Locator("strong", new() { HasText = target }) });

    private static async Task Do(IPage page, string verb, Func<ILocator, Task>? fill = null)
    {
        await page.Locator(".verbs").GetByRole(AriaRole.Button, new() { Name = verb, Exact = true }).ClickAsync();
        if (fill is not null) await fill(page.Form());
        await page.Confirm();
    }
}
