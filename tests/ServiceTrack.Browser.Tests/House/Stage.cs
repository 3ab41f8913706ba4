using ServiceTrack.Browser.Tests.House;

[assembly: AssemblyFixture(typeof(Stage))]

namespace ServiceTrack.Browser.Tests.House;

/// <summary>
/// What is dear and shared: one browser, in which each test has a window of its own that knows nothing of the others', and
/// one demo company, in which a test looks only at what it made itself. Each is started when first asked for.
/// </summary>
public sealed class Stage : IAsyncDisposable
{
    public const string DemoOwner = "owner@demo.example";
    public const string DemoPassword = "demo-owner-2026";

    private readonly Lazy<Task<IPlaywright>> playwright;
    private readonly Lazy<Task<IBrowser>> browser;
    private readonly Lazy<Task<Server>> demo = new(Server.Demo);

    public Stage()
    {
        // A whole page is drawn by two cores that the other tests share; what is slower than this is broken.
        Assertions.SetDefaultExpectTimeout(Patience);
        playwright = new(Playwright.CreateAsync);
        browser = new(async () => await (await playwright.Value).Chromium.LaunchAsync(new() { ExecutablePath = Chromium.Path, Args = Chromium.Arguments }));
    }

    public const float Patience = 60_000;

    public Task<IBrowser> Browser => browser.Value;

    public Task<Server> Demo => demo.Value;

    public async ValueTask DisposeAsync()
    {
        if (browser.IsValueCreated) await (await browser.Value).DisposeAsync();
        if (playwright.IsValueCreated) (await playwright.Value).Dispose();
        if (demo.IsValueCreated) await (await demo.Value).DisposeAsync();
    }
}
