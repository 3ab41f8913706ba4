using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using ServiceTrack.Tenants;
using ServiceTrack.Tests.House;
using ServiceTrack.Web.Dashboard;

namespace ServiceTrack.Tests.Dashboard;

public sealed class DashboardHubTests : IAsyncLifetime
{
    private TestHost? started;
    private BusyCompany? ours;

    private TestHost Host => started ?? throw new InvalidOperationException("Not started.");
    private BusyCompany Ours => ours ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync()
    {
        started = await TestHost.Start();
        ours = await BusyCompany.In(Host, "ours");
    }

    public async ValueTask DisposeAsync() => await Host.DisposeAsync();

    [Fact]
    public async Task a_snapshot_is_followed_by_what_changes_and_nothing_else()
    {
        await using var page = await Open(Ours.Client);
        await page.Subscribe();
        var (first, snapshot) = await page.Next();
        var open = page.Tiles["open"];

        await Ours.Log(new { kind = "repair", text = "x", channel = "web" });
        var (second, delta) = await page.Next();

        Assert.Equal(("snapshot", "delta"), (first, second));
        Assert.Equal((long)snapshot["sequence"]!, (long)delta["previous"]!);
        Assert.Equal((long)snapshot["sequence"]! + 1, (long)delta["sequence"]!);
        Assert.Equal(open + 1, page.Tiles["open"]);
        Assert.Equal(["open", "receivedToday", "unassigned"], delta["tiles"]!.AsArray().Select(t => t!["key"]!.ToString()).Order());
    }

    [Fact]
    public async Task deltas_lead_to_what_a_new_snapshot_says()
    {
        await using var page = await Open(Ours.Client);
        await page.Subscribe();
        await page.Next();
        for (var i = 0; i < 20; i++)
        {
            var id = await Ours.Log(new { kind = "complaint", text = "x", channel = i % 2 == 0 ? "web" : "hotline", outletId = Ours.North });
            if (i % 3 == 0) await Ours.Do(id, "resolve", new { outcome = "done" });
        }
        var end = await Host.Store.For(Ours.Company.Tenant).End(default);
        await page.Until(p => p.Sequence == end);

        var now = (await Ours.Client.GetFromJsonAsync<JsonObject>("/api/v1/dashboard"))!;

        Assert.Equal(now["tiles"]!.AsArray().ToDictionary(t => t!["key"]!.ToString(), t => (long?)t!["value"]), page.Tiles);
    }

    [Fact]
    public async Task time_alone_moves_tiles_too()
    {
        // Nothing is promised for praise, so that no alarm comes with time.
        var quiet = await Host.Company("quiet");
        await quiet.Log(new { kind = "praise", text = "x", channel = "web" });
        await using var page = await Open(quiet.Client);
        await page.Subscribe();
        await page.Next();
        var (sequence, received) = (page.Sequence, page.Tiles["receivedToday"]);

        Host.Clock.Pass(TimeSpan.FromDays(1));
        await page.Until(p => p.Tiles["receivedToday"] == 0);

        Assert.Equal((1L, sequence), (received, page.Sequence));
    }

    [Fact]
    public async Task everybody_is_shown_their_own_outlets()
    {
        await using var north = await Open(await Host.Member(Ours.Company, Role.Agent, Ours.North));
        await using var south = await Open(Ours.Client);
        await north.Subscribe();
        await south.Subscribe(Ours.South);
        await north.Next();
        await south.Next();
        var (before, elsewhere) = (north.Tiles["open"], south.Tiles["open"]);

        await Ours.Log(new { kind = "repair", text = "x", channel = "web", outletId = Ours.North });
        await Ours.Log(new { kind = "repair", text = "x", channel = "web", outletId = Ours.South });

        await north.Until(p => p.Tiles["open"] != before);
        await south.Until(p => p.Tiles["open"] != elsewhere);
        Assert.Equal((before + 1, elsewhere + 1), (north.Tiles["open"], south.Tiles["open"]));
    }

    [Fact]
    public async Task a_page_that_asks_for_another_outlet_leaves_the_one_it_had()
    {
        await using var page = await Open(Ours.Client);
        await page.Subscribe(Ours.South);
        await page.Next();
        await page.Subscribe(Ours.North);
        var (name, _) = await page.Next();
        var open = page.Tiles["open"];

        await Ours.Log(new { kind = "repair", text = "x", channel = "web", outletId = Ours.South });
        await Ours.Log(new { kind = "repair", text = "x", channel = "web", outletId = Ours.North });
        await page.Until(p => p.Tiles["open"] > open);

        Assert.Equal("snapshot", name);
        Assert.Equal(open + 1, page.Tiles["open"]);
    }

    [Fact]
    public async Task others_outlets_cannot_be_watched()
    {
        var neighbour = await BusyCompany.In(Host, "neighbour");
        await using var owner = await Open(Ours.Client);
        await using var north = await Open(await Host.Member(Ours.Company, Role.Agent, Ours.North));

        await Assert.ThrowsAsync<HubException>(() => owner.Subscribe(neighbour.North));
        await Assert.ThrowsAsync<HubException>(() => owner.Subscribe("none"));
        await Assert.ThrowsAsync<HubException>(() => north.Subscribe(Ours.South));
    }

    [Fact]
    public async Task whose_access_ended_is_shown_nothing_more_and_the_others_are()
    {
        var live = Host.Services.GetRequiredService<LiveDashboards>();
        var member = await Host.Member(Ours.Company, Role.Agent);
        await using var gone = await Open(member);
        await using var owner = await Open(Ours.Client);
        await gone.Subscribe();
        await owner.Subscribe();
        await gone.Next();
        await owner.Next();
        var me = (string)(await member.GetFromJsonAsync<JsonObject>("/api/v1/session"))!["personId"]!;
        var tokens = await Ours.Client.GetFromJsonAsync<JsonObject>("/api/v1/tokens");
        var theirs = tokens!["items"]!.AsArray().Single(t => (string)t!["personId"]! == me)!["id"];

        (await Ours.Client.DeleteAsync($"/api/v1/tokens/{theirs}")).EnsureSuccessStatusCode();
        await live.EndForbidden();

        await gone.Ended();
        var open = owner.Tiles["open"];
        await Ours.Log(new { kind = "repair", text = "x", channel = "web" });
        await owner.Until(p => p.Tiles["open"] == open + 1);
    }

    [Fact]
    public async Task nobody_is_let_in_without_a_token()
    {
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => Open(Host.Anonymous()));

        Assert.Contains("401", refused.Message);
    }

    [Fact]
    public async Task only_web_sockets_are_served()
    {
        var other = await Ours.Client.GetAsync("/hubs/dashboard?id=x");

        Assert.False(other.IsSuccessStatusCode);
    }

    private Task<DashboardClient> Open(HttpClient client) => DashboardClient.Connect(cancel =>
    {
        var sockets = ((TestServer)Host.Services.GetRequiredService<IServer>()).CreateWebSocketClient();
        var token = client.DefaultRequestHeaders.Authorization?.Parameter;
        return sockets.ConnectAsync(new($"ws://localhost/hubs/dashboard{(token is null ? "" : $"?access_token={token}")}"), cancel);
    });
}
