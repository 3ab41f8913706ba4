using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using ServiceTrack.Activities;
using ServiceTrack.Journal;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;
using ServiceTrack.Tests.House;
using ServiceTrack.Web.Demo;
using ServiceTrack.Web.Tenants;

namespace ServiceTrack.Tests.Demo;

public sealed class DemoSeedTests : HostedTest
{
    [Fact]
    public async Task what_is_seeded_is_what_the_verbs_would_have_left()
    {
        using var scope = Host.Services.CreateScope();
        var company = await DemoCompany.Found(Host.Store, scope.ServiceProvider.GetRequiredService<UserManager<Account>>(), Host.Clock, default);
        var now = Host.Clock.Now.AddDays(12);
        var logged = await new DemoSeed(Host.Store, company, now, days: 10, perDay: 12).Run(default);
        var store = Host.Store.For(company.Tenant);
        var activities = await All(store);
        Assert.InRange(logged, 80, 250);
        Assert.Equal(logged, activities.Count);

        var setup = (await store.Find(Setup.Collection, Setup.Id, default))!.Value;
        var keeper = new PromiseKeeper(store, setup);
        foreach (var activity in activities)
        {
            var fold = ActivityEvents.Fold(activity.Id, await store.Stream(Activity.StreamOf(activity.Id), default));
            Assert.Equal(Text(fold), Text(activity with { Clocks = null }));
            var clocks = await keeper.Read(activity, now, default);
            var summary = clocks.IsEmpty ? null : ServiceTrack.Sla.ClockSummary.Of(clocks);
            Assert.Equal(activity.Clocks?.BreachAt, summary?.BreachAt);
        }
        await JournalVerifies(store, now);
    }

    private static async Task JournalVerifies(ITenantStore store, DateTimeOffset now)
    {
        var checkpoint = await Checkpoints.Current(store, now, default);
        var tree = new GrowingTree();
        for (long at = 0; at < checkpoint.Size;)
        {
            var page = await store.Feed(at, 500, default);
            foreach (var e in page) tree.Add(Merkle.Leaf(e.Leaf.Span));
            at += page.Count;
        }
        Assert.Equal(checkpoint.Checkpoint.Root, Convert.ToBase64String(tree.Root()));
    }

    private static async Task<List<Activity>> All(ITenantStore store)
    {
        var all = new List<Activity>();
        for (string? cursor = null; ;)
        {
            var page = await store.Query(ActivityCollection.Activities, new() { OrderBy = "occurredAt", Limit = 200, Cursor = cursor }, default);
            all.AddRange(page.Items.Select(i => i.Value));
            if ((cursor = page.Next) is null) return all;
        }
    }

    private static string Text(Activity activity) => JsonSerializer.Serialize(activity, StoredJson.Options);
}
