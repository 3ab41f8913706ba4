using FsCheck;
using FsCheck.Fluent;
using ServiceTrack.Activities;
using ServiceTrack.Dashboard;
using ServiceTrack.Storage;
using ServiceTrack.Storage.Sqlite;
using ServiceTrack.Tests.Storage;

namespace ServiceTrack.Tests.Dashboard;

public sealed class RollupTests
{
    private static readonly Arbitrary<Happening[]> Histories = Happening.Some.ToArbitrary();
    private static readonly Arbitrary<int[]> Runs = Gen.Choose(1, 12).ArrayOf().ToArbitrary();

    [Fact]
    public Task what_was_counted_step_by_step_is_what_counting_again_gives() => Hold(async (store, happenings, runs) =>
    {
        var (steps, again) = (await History.Of(store, happenings), await History.Of(store, happenings));
        await steps.Follow(new RollupFollower(), runs);
        await again.Follow(new RollupFollower(), [int.MaxValue]);

        Assert.Equal(await again.Kept(), await steps.Kept());
    });

    [Fact]
    public Task the_figures_are_those_of_the_activities_wherever_the_follower_has_come_to() => Hold(async (store, happenings, runs) =>
    {
        var history = await History.Of(store, happenings);
        var end = await history.Store.End(default);
        await history.Follow(new RollupFollower(), runs, runs.Sum() * 7 % (end + 1));

        await RollupReading.Of(history.Store, history.To, async reading =>
        {
            Assert.Equal(end, reading.Sequence);
            foreach (var scope in (string[])[Scope.Company, "north", "south", "east"])
            {
                var mine = history.Activities.Where(a => scope == Scope.Company || a.OutletId == scope).ToList();
                Same(mine, await reading.Sum([scope], history.From, history.To, default));
                var parts = await reading.Parts([scope], history.From, history.To, coarse: false, default);
                foreach (var quarter in parts.GroupBy(p => p.Start))
                    Same([.. mine.Where(a => Rollup.QuarterOf(a.OccurredAt) == quarter.Key)], Sum(quarter));
                var standing = await reading.Standing([scope], default);
                Assert.Equal(mine.Count(a => a.Status.IsOpen()), standing.All);
                Assert.Equal(mine.Count(a => a.Status.IsOpen() && a.AssigneeId is null), standing.By(Fact.Agent).Where(a => a.Value == "").Sum(a => a.Open));
            }
            return true;
        }, default);
    });

    private static Figures Sum(IEnumerable<Part> parts)
    {
        var sum = new Figures();
        foreach (var part in parts) sum.Add(part.Figures);
        return sum;
    }

    private static void Same(List<Activity> activities, Figures figures)
    {
        Assert.Equal(
            (activities.Count, activities.Count(a => a.Status is Status.Resolved or Status.Closed), activities.Count(a => a.Severity == "safety"),
                activities.Count(a => a.AnsweredInContact), activities.Count(a => a.RespondedAt is not null && !a.AnsweredInContact)),
            ((int)figures.All[Counted.Received], (int)figures.All[Counted.Solved], (int)figures.All[Counted.Safety],
                (int)figures.All[Counted.AnsweredInContact], (int)figures.All[Timed.ResponseClock].Count));
        Assert.Equal(
            activities.GroupBy(a => a.Category ?? "").Select(g => (g.Key, (long)g.Count())).Order(),
            figures.By(Fact.Category).Select(c => (c.Value, c.Tally[Counted.Received])).Where(c => c.Item2 != 0).Order());
        Assert.Equal(
            activities.Count(a => a is { Kind: "complaint", OutletId: "north" }),
            figures.By(Fact.OfComplaints(Fact.Outlet), "north")[Counted.Received]);
    }

    private static async Task Hold(Func<IStore, Happening[], int[], Task> law)
    {
        using var folder = new TemporaryFolder();
        await using var store = await SqliteStore.Open(new(folder.Path) { Synchronous = SyncMode.Off }, TimeProvider.System);
        Prop.ForAll(Histories, Runs, (happenings, runs) => law(store, happenings, runs).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(100).WithEndSize(100));
    }
}
