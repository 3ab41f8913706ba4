using System.Collections.Immutable;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using ServiceTrack.Activities;
using ServiceTrack.Dashboard;
using ServiceTrack.Sla;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Tests.Dashboard;

/// <summary>What happens to one of a few activities, some minutes after whatever happened before.</summary>
/// <param name="Choice">What, among what its status allows, and with which values.</param>
internal readonly record struct Happening(int Activity, int Choice, int Minutes)
{
    public static readonly Gen<Happening[]> Some = (
        from activity in Gen.Choose(0, 7)
        from choice in Gen.Choose(0, 1_000)
        from minutes in Gen.OneOf(Gen.Choose(0, 90), Gen.Choose(0, 3_000))
        select new Happening(activity, choice, minutes)).ArrayOf();
}

/// <summary>A random history of one company.</summary>
internal sealed class History
{
    private static readonly DateTimeOffset Start = new(2026, 11, 2, 1, 0, 0, TimeSpan.Zero);
    private static readonly string?[] Outlets = [null, "north", "south"];

    private readonly Dictionary<string, Activity> activities = [];
    private DateTimeOffset now = Start;

    private History(ITenantStore store) => Store = store;

    public ITenantStore Store { get; }
    public IReadOnlyCollection<Activity> Activities => activities.Values;
    public DateTimeOffset From => Start.AddDays(-10).Date;
    public DateTimeOffset To => now.AddDays(2).Date;

    public static async Task<History> Of(IStore store, IEnumerable<Happening> happenings)
    {
        var history = new History(store.For(new(Guid.NewGuid().ToString("N"))));
        await history.Store.Commit(new() { At = Start, Documents = [Setup.CalendarVersions.Put(SlaDefaults.Calendar)] }, default);
        foreach (var happening in happenings) await history.Add(happening);
        return history;
    }

    /// <summary>Follows in runs of the given lengths, over and over, as far as the feed goes or as is asked for.</summary>
    public async Task Follow(IFollower follower, int[] runs, long? until = null)
    {
        var (next, end) = (0L, until ?? await Store.End(default));
        for (var i = 0; next < end; i++)
        {
            var run = await Store.Feed(next, (int)Math.Min(Math.Max(1, runs.ElementAtOrDefault(i % Math.Max(1, runs.Length))), end - next), default);
            var writes = await follower.Follow(Store, run, default);
            next += run.Count;
            await Store.Commit(new() { At = now, Documents = [FollowerPosition.Collection.Put(new(follower.Name, next)), .. writes] }, default);
        }
    }

    /// <summary>All that is kept of figures, as text.</summary>
    public async Task<string> Kept()
    {
        List<object?> kept = [];
        foreach (var scope in (string[])[Scope.Company, "north", "south", "east"])
        {
            kept.Add((await Store.Find(Standing.Collection, scope, default))?.Value);
            foreach (var grain in Enum.GetValues<Grain>())
                kept.AddRange((await Store.Query(Rollup.Collection, new()
                {
                    Where = Condition.Is("series", Rollup.SeriesOf(grain, scope)), OrderBy = "start", Limit = 1_000,
                }, default)).Items.Select(r => r.Value));
        }
        return JsonSerializer.Serialize(kept, StoredJson.Options);
    }

    private async Task Add(Happening happening)
    {
        now += TimeSpan.FromMinutes(happening.Minutes);
        var id = $"a{happening.Activity}";
        var before = activities.GetValueOrDefault(id);
        if ((before is null ? Receipt(happening.Choice) : Next(before, happening.Choice)) is not { } e) return;
        var at = before is null ? now.AddDays(-(happening.Choice % 9)) : now;
        await Store.Commit(new()
        {
            At = now, Append = new(Activity.StreamOf(id), before?.Events ?? 0, [ActivityEvents.Seal(e, at, "person/p")]),
        }, default);
        activities[id] = ActivityFold.Apply(id, before, new(e, at));
    }

    private static ActivityReceived Receipt(int choice) =>
        new(Pick(choice, "complaint", "repair", "delivery", "consultation"), Pick(choice / 4, "hotline", "web", "wechat"))
        {
            Text = "x", OutletId = Outlets[choice / 12 % 3], Severity = choice % 5 == 0 ? "safety" : null,
            Promise = choice % 7 == 0 ? null : new("default", 1, "r", "default", 1, new()
            {
                Response = SlaTarget.WorkingTime(TimeSpan.FromHours(2)), Resolution = SlaTarget.WorkingDays(2),
            }),
        };

    private static ActivityEvent? Next(Activity a, int choice) => (choice % 13, a.Status) switch
    {
        (0 or 1, Status.New) => new ActivityResponded(InContact: choice % 2 == 0),
        (2, not Status.Cancelled) => new ActivityAmended("r") { OutletId = Pick(choice / 13, "north", "south", "east"), Text = "y" },
        (3, _) => new ActivityCategorized(Pick(choice / 13, "delivery", "billing"), Pick(choice / 26, "safety", "normal")),
        (4, _) => new ActivityNoted("n", "internal"),
        (5 or 6, Status.New or Status.Responded or Status.InProgress or Status.OnHold) => new ActivityResolved("done"),
        (7, Status.New or Status.Responded or Status.InProgress) => new ActivityHeld("parts"),
        (7, Status.OnHold) => new ActivityResumed(),
        (8, Status.Resolved) => new ActivityClosed(),
        (8, Status.Closed) => new ActivityReopened("r"),
        (9, Status.New or Status.InProgress) => choice % 2 == 0 ? new ActivityMerged("a0") : new ActivityCancelled("r"),
        (10, _) => new ActivityAssigned(Pick(choice / 13, "p1", "p2")),
        (11, Status.New or Status.InProgress) => new VisitScheduled(Start.AddDays(choice / 13 % 20)),
        (12, Status.New or Status.InProgress) => a.Visit is null
            ? new ActivityAmended("r") { Fields = ImmutableSortedDictionary<string, string>.Empty.Add("promisedAt", "2026-11-05T10:00:00+08:00") }
            : new VisitCheckedIn(),
        _ => a.Kind == "delivery" && a.Status == Status.InProgress ? new GoodsDelivered("s") : null,
    };

    private static string Pick(int choice, params string[] among) => among[choice % among.Length];
}
