using ServiceTrack.Activities;
using ServiceTrack.Activities.Verbs;
using ServiceTrack.Sla;
using ServiceTrack.Storage;
using ServiceTrack.Storage.Sqlite;
using ServiceTrack.Tenants;
using ServiceTrack.Tests.Storage;

namespace ServiceTrack.Tests.Classification;

/// <summary>One company's store and desk with nothing running behind them.</summary>
internal sealed class DeskOfOne : IAsyncDisposable
{
    private readonly TemporaryFolder folder;
    private readonly ActivityDesk desk;
    private readonly Caller caller = new(new("a"), "person/p", "P", Roles.RightsOf(Role.Owner), []);

    private DeskOfOne(TemporaryFolder folder, IStore store, Setup setup) =>
        (this.folder, Store, Company, desk) = (folder, store, store.For(caller.Tenant), new(store.For(caller.Tenant), setup, store.Directory));

    public static HandClock Clock { get; } = new(new(2026, 11, 20, 2, 0, 0, TimeSpan.Zero));

    public IStore Store { get; }
    public ITenantStore Company { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<DeskOfOne> Open()
    {
        TemporaryFolder folder = new();
        var store = await SqliteStore.Open(new(folder.Path), Clock);
        Setup setup = new() { Name = "A", Policy = SlaDefaults.Policy, Calendars = [SlaDefaults.Calendar] };
        await new SetupDesk(store.For(new("a"))).Found(setup, "person/p", Clock.Now, Cancel);
        return new(folder, store, setup);
    }

    public async Task<string> Log(string text, string kind = "complaint")
    {
        var handled = await desk.Log(new() { Kind = kind, Text = text }, caller, null, Clock.Now, Cancel);
        Assert.Null(handled.Refusal);
        return handled.Activity!.Id;
    }

    public async Task Categorize(string id, string category) =>
        Assert.Null((await desk.Do(id, new Categorize(category), caller, null, null, Clock.Now, Cancel)).Refusal);

    public async Task<Activity> Get(string id) => (await Company.Find(ActivityCollection.Activities, id, Cancel))!.Value;

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        folder.Dispose();
    }
}
