using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ServiceTrack.Tenants;
using ServiceTrack.Tests.House;
using ServiceTrack.Web.Dashboard;

namespace ServiceTrack.Tests.Dashboard;

public sealed class DashboardTests : IAsyncLifetime
{
    private TestHost? started;
    private BusyCompany? ours;
    private BusyCompany? neighbour;

    private TestHost Host => started ?? throw new InvalidOperationException("Not started.");
    private BusyCompany Ours => ours ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync()
    {
        started = await TestHost.Start();
        ours = await BusyCompany.In(Host, "ours");
        neighbour = await BusyCompany.In(Host, "neighbour");
        // What was received at ten and not answered is due at half past three.
        Host.Clock.Pass(TimeSpan.FromMinutes(285));
    }

    public async ValueTask DisposeAsync() => await Host.DisposeAsync();

    [Theory]
    [InlineData("owner", "")]
    [InlineData("owner", "North")]
    [InlineData("north", "")]
    [InlineData("both", "")]
    [InlineData("both", "South")]
    public async Task every_tile_and_every_bar_equals_the_list_behind_it(string who, string outlet)
    {
        var client = who switch
        {
            "owner" => Ours.Client,
            "north" => await Host.Member(Ours.Company, Role.Agent, Ours.North),
            _ => await Host.Member(Ours.Company, Role.Agent, Ours.North, Ours.South),
        };
        var board = await Board(client, outlet switch { "" => null, "North" => Ours.North, _ => Ours.South });

        var counted = board["tiles"]!.AsArray().Where(t => t!["unit"]!.ToString() == "activities")
            .Concat(board["series"]!.AsArray().SelectMany(s => s!["items"]!.AsArray())).ToList();

        // Lists are of the instant the board was made, whenever they are opened.
        Host.Clock.Pass(TimeSpan.FromMinutes(10));
        foreach (var tile in counted) Assert.Equal((tile!["key"]!.ToString(), (int)tile["value"]!), (tile["key"]!.ToString(), await Walked(client, tile["list"]!.ToString())));
        Assert.All(board["tiles"]!.AsArray(), t => Assert.NotEqual(0, (long)t!["value"]!));
    }

    [Fact]
    public async Task figures_are_exact_at_once_and_say_how_far_they_go()
    {
        var before = await Board(Ours.Client);
        await Ours.Log(new { kind = "complaint", text = "one more", channel = "web" });

        var after = await Board(Ours.Client);

        Assert.Equal(Value(before, "open") + 1, Value(after, "open"));
        Assert.Equal(Value(before, "complaintsToday") + 1, Value(after, "complaintsToday"));
        Assert.Equal((long)before["sequence"]! + 1, (long)after["sequence"]!);
        Assert.Equal(await Host.Store.For(Ours.Company.Tenant).End(default), (long)after["sequence"]!);
    }

    [Fact]
    public async Task asked_again_after_every_event_it_says_what_a_fresh_reading_says()
    {
        var id = await Ours.Log(new { kind = "complaint", text = "x", channel = "web", outletId = Ours.North });
        await SameAsFresh();
        foreach (var (verb, body) in ((string, object)[])
        [
            ("respond", new { }), ("assign", new { assigneeId = Ours.Company.Owner.Id }), ("hold", new { reason = "parts" }), ("resume", new { }),
            ("amend", new { fields = new { outletId = Ours.South }, reason = "moved" }), ("resolve", new { outcome = "fixed" }), ("reopen", new { reason = "again" }), ("cancel", new { reason = "twice" }),
        ])
        {
            Host.Clock.Pass(TimeSpan.FromMinutes(7));
            await Ours.Do(id, verb, body);
            await SameAsFresh();
        }
        Host.Clock.Pass(TimeSpan.FromDays(1));
        await SameAsFresh();

        async Task SameAsFresh()
        {
            var store = Host.Store.For(Ours.Company.Tenant);
            var setup = (await store.Find(Setup.Collection, Setup.Id, default))!.Value;
            foreach (var outlet in (string?[])[null, Ours.North, Ours.South])
            {
                var fresh = await new Board(store, setup, new(outlet is null ? [] : [outlet])).Now(Host.Clock.Now, default);
                var board = await Board(Ours.Client, outlet);
                Assert.Equal(fresh.Tiles.Select(t => (t.Key, t.Value)), board["tiles"]!.AsArray().Select(t => (t!["key"]!.ToString(), (long?)t["value"])));
                Assert.Equal(fresh.Series.SelectMany(s => s.Items).Select(i => (i.Key, i.Value)),
                    board["series"]!.AsArray().SelectMany(s => s!["items"]!.AsArray()).Select(i => (i!["key"]!.ToString(), (long)i["value"]!)));
                Assert.Equal(fresh.Sequence, (long)board["sequence"]!);
            }
        }
    }

    [Fact]
    public async Task today_ends_at_the_companys_midnight()
    {
        Host.Clock.Pass(TimeSpan.FromHours(10));
        await Ours.Log(new { kind = "repair", text = "after midnight in Shanghai, before it in London", channel = "web" });

        var board = await Board(Ours.Client);

        Assert.Equal(1, Value(board, "receivedToday"));
        Assert.Equal(0, Value(board, "solvedOfToday"));
        Assert.Contains("from=2026-11-20T16:00:00.000Z&to=2026-11-21T16:00:00.000Z", Tile(board, "receivedToday")["list"]!.ToString());
    }

    [Fact]
    public async Task answers_in_the_contact_itself_do_not_make_the_median()
    {
        var company = new BusyCompany(await Host.Company("quick"), "", "");
        foreach (var minutes in (int[])[5, 15, 25])
        {
            var id = await company.Log(new { kind = "repair", text = "x", channel = "web", occurredAt = Host.Clock.Now.AddMinutes(-minutes) });
            await company.Do(id, "respond", new { });
            await company.Log(new { kind = "repair", text = "x", channel = "hotline" });
        }
        var night = await company.Log(new { kind = "repair", text = "x", channel = "web", occurredAt = Host.Clock.Now.AddHours(-7) });
        await company.Do(night, "respond", new { });

        var board = await Board(company.Client);
        var (median, p90) = (Tile(board, "medianResponseToday"), Tile(board, "p90ResponseToday"));

        Assert.Equal(3, Value(board, "answeredInContactToday"));
        Assert.Equal(4, (long)median["measured"]!);
        Assert.InRange((long)median["value"]!, 900 * 0.984, 900 * 1.016);
        // Received at 7:45; the day began at 9 and paused for lunch.
        Assert.InRange((long)p90["value"]!, 255 * 60 * 0.984, 255 * 60 * 1.016);
        Assert.InRange((long)p90["clockTime"]!, 420 * 60 * 0.984, 420 * 60 * 1.016);
    }

    [Fact]
    public async Task an_outlet_of_others_has_no_dashboard()
    {
        var north = await Host.Member(Ours.Company, Role.Agent, Ours.North);

        Assert.Equal(HttpStatusCode.NotFound, (await north.GetAsync($"/api/v1/dashboard?outletId={Ours.South}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Ours.Client.GetAsync($"/api/v1/dashboard?outletId={neighbour!.North}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Ours.Client.GetAsync("/api/v1/dashboard?outletId=none")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Host.Anonymous().GetAsync("/api/v1/dashboard")).StatusCode);
    }

    private static async Task<JsonObject> Board(HttpClient client, string? outlet = null) =>
        (await client.GetFromJsonAsync<JsonObject>($"/api/v1/dashboard{(outlet is null ? "" : $"?outletId={outlet}")}"))!;

    private static JsonNode Tile(JsonObject board, string key) => board["tiles"]!.AsArray().Single(t => t!["key"]!.ToString() == key)!;

    private static long Value(JsonObject board, string key) => (long)Tile(board, key)["value"]!;

    private static async Task<int> Walked(HttpClient client, string list)
    {
        var ids = new List<string>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = (await client.GetFromJsonAsync<JsonObject>($"{list}&limit=7{(cursor.Length == 0 ? "" : $"&cursor={Uri.EscapeDataString(cursor)}")}"))!;
            ids.AddRange(page["items"]!.AsArray().Select(i => i!["id"]!.ToString()));
            cursor = page["next"]?.ToString();
        }
        Assert.Equal(ids.Count, ids.Distinct().Count());
        return ids.Count;
    }
}
