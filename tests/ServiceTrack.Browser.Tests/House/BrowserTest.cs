namespace ServiceTrack.Browser.Tests.House;

/// <summary>A test in a window of its own. Whatever the page complains of makes it fail, if nothing else does.</summary>
public abstract class BrowserTest(Stage stage) : IAsyncLifetime
{
    private readonly List<string> complaints = [];
    private readonly List<int> expected = [];
    private IBrowserContext? context;
    private Server? own;

    protected Stage Stage { get; } = stage;

    public ValueTask InitializeAsync()
    {
        if (Chromium.Path is null) Assert.Skip("No chromium was found on this machine.");
        if (!Repository.HasClient) Assert.Skip("The client is not built: it was left out with -p:BuildClient=false.");
        return ValueTask.CompletedTask;
    }

    /// <summary>A server for this test alone. It outlives the window: a page whose server is gone complains.</summary>
    protected async Task<Server> Own(Task<Server> starting) => own = await starting;

    /// <summary>A window at a server where nobody is signed in.</summary>
    protected async Task<IPage> Window(Server server, string language = "en", int width = 1366)
    {
        context = await (await Stage.Browser).NewContextAsync(new()
        {
            BaseURL = server.Address, Locale = language, TimezoneId = "Asia/Shanghai", ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new() { Width = width, Height = 820 },
        });
        context.SetDefaultTimeout(Stage.Patience);
        var page = await context.NewPageAsync();
        page.PageError += (_, error) => complaints.Add(error);
        page.Console += (_, said) =>
        {
            if (said.Type is "error" or "warning") complaints.Add($"{page.Url}: {said.Text}");
        };
        return page;
    }

    /// <summary>A window of the demo's owner. Most stories begin at the desk; how one gets there is told once.</summary>
    protected async Task<IPage> Desk(string path, string language = "en", int width = 1366)
    {
        var server = await Stage.Demo;
        var page = await Window(server, language, width);
        await SignIn(page, Stage.DemoOwner, Stage.DemoPassword);
        await page.GotoAsync(path);
        return page;
    }

    protected static async Task SignIn(IPage page, string login, string password)
    {
        var answer = await page.APIRequest.PostAsync("/api/v1/session", new() { DataObject = new { login, password } });
        Assert.True(answer.Ok, await answer.TextAsync());
    }

    /// <summary>A refusal that the story provokes: the browser notes each on its console.</summary>
    protected void Expect(int status) => expected.Add(status);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (context is not null) await context.DisposeAsync();
        if (own is not null) await own.DisposeAsync();
        var left = complaints.Where(it => !expected.Any(status => it.Contains($"status of {status}", StringComparison.Ordinal)));
        Assert.True(!left.Any(), string.Join('\n', left));
    }
}
