using ServiceTrack.Activities;
using ServiceTrack.Dashboard;
using ServiceTrack.Sla;
using ServiceTrack.Storage;
using ServiceTrack.Storage.Sqlite;
using ServiceTrack.Tenants;
using ServiceTrack.Tests.House;
using ServiceTrack.Tests.Storage;
using ServiceTrack.Web.Dashboard;

namespace ServiceTrack.Tests.Dashboard;

public sealed class DashboardCostTests
{
    private const int Open = 40;
    private const int Days = 60;

    [Fact]
    public async Task forty_times_the_activities_do_not_cost_more_rows()
    {
        using var folder = new TemporaryFolder();
        await using var store = await SqliteStore.Open(new(folder.Path), TimeProvider.System);

        var few = await Rows(store, 500);
        var many = await Rows(store, 20_000);

        Assert.True(many.Activities > 30 * few.Activities);
        Assert.InRange(many.Given, few.Given / 2, few.Given * 3 / 2);
    }

    private static async Task<(long Given, long Activities)> Rows(IStore store, int activities)
    {
        var tenant = store.For(new($"t{activities}"));
        await Fill(tenant, activities);
        var counted = new RowCount(tenant);
        var setup = new Setup { Name = "x", Policy = SlaDefaults.Policy, Calendars = [SlaDefaults.Calendar] };

        var board = await new Board(counted, setup, new([])).Now(TestHost.FridayMorning, default);

        Assert.Equal([Open, Open], board.Tiles.Where(t => t.Key is "open" or "breachedOpen").Select(t => t.Value));
        return (counted.Given, board.Series.Single(s => s.Key == "kindsOver30Days").Items.Sum(i => i.Value));
    }

    /// <summary>Activities spread over the last days, as they and their rollups would stand after all events.</summary>
    private static async Task Fill(ITenantStore tenant, int count)
    {
        var rollups = new Dictionary<string, Rollup>();
        var standing = Standing.Empty(Scope.Company);
        var activities = Enumerable.Range(0, count).Select(i => Some(i, TestHost.FridayMorning.AddDays(-(double)Days * i / count))).ToList();
        foreach (var fact in activities.Select(a => Fact.Of(a, null)))
        {
            standing.Add(fact, 1);
            foreach (var grain in Enum.GetValues<Grain>())
            {
                var empty = Rollup.Empty(grain, Scope.Company, fact.At);
                var id = Rollup.IdOf(empty.Series, empty.Start);
                (rollups.TryGetValue(id, out var known) ? known : rollups[id] = empty).Add(fact, 1);
            }
        }
        DocumentWrite[] writes =
        [
            .. activities.Select(a => ActivityCollection.Activities.Put(a)), .. rollups.Values.Select(r => Rollup.Collection.Put(r)),
            Standing.Collection.Put(standing),
        ];
        foreach (var some in writes.Chunk(2_000))
            Assert.IsType<CommitResult.Done>(await tenant.Commit(new() { At = TestHost.FridayMorning, Documents = [.. some] }, default));
    }

    private static Activity Some(int i, DateTimeOffset at) => new()
    {
        Id = $"a{i}", Kind = i % 3 == 0 ? "complaint" : "repair", Channel = "web", OccurredAt = at, Status = i < Open ? Status.New : Status.Closed,
        Trail = [new(at, SlaEventType.Received)], Clocks = new(at, TestHost.FridayMorning.AddDays(-1)),
    };
}
