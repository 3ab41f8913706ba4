using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;
using ServiceTrack.Tests.Dashboard;
using ServiceTrack.Tests.Storage;

namespace ServiceTrack.Tests.House;

/// <summary>Three servers over one store, which have nothing else in common; one of them is killed in the middle of its work.</summary>
[Collection(nameof(Alone))]
public sealed class ManyNodesTests : IAsyncLifetime
{
    private const int BeforeTheKill = 200, AfterTheKill = 200, WritersOfANode = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Current = TimeSpan.FromSeconds(3);

    private readonly TemporaryFolder folder = new();
    private readonly List<ServerProcess> nodes = [];
    private string database = "";

    public async ValueTask InitializeAsync()
    {
        database = MongoTrial.NewDatabase();
        for (var i = 0; i < 3; i++)
            nodes.Add(await ServerProcess.Start(folder.Path, "--Storage:Provider=Mongo", $"--Storage:ConnectionString={database}"));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in nodes) node.Dispose();
        folder.Dispose();
        if (database.Length > 0) await MongoTrial.Drop(database);
    }

    [Fact]
    public async Task nothing_is_lost_or_done_twice_and_every_dashboard_stays_current_when_a_node_is_killed()
    {
        var tenant = await Found();
        await using var second = await Dashboard(nodes[1]);
        await using var third = await Dashboard(nodes[2]);

        var acknowledged = new ConcurrentDictionary<string, string>();
        var (killed, done) = (new Gate(BeforeTheKill), new Gate(BeforeTheKill + AfterTheKill));
        var writers = nodes.SelectMany((node, n) => Enumerable.Range(0, WritersOfANode).Select(w => Write(node.Client, $"{n}-{w}", acknowledged, killed, done))).ToList();
        await killed.Opened;
        await nodes[0].Kill();
        await Task.WhenAll(writers);
        var last = Stopwatch.GetTimestamp();
        var kept = await Kept(nodes[1].Client);
        await Task.WhenAll(second.Until(d => d.Tiles["receivedToday"] == kept.Count), third.Until(d => d.Tiles["receivedToday"] == kept.Count));
        var behind = Stopwatch.GetElapsedTime(last);

        Assert.True(acknowledged.Count >= BeforeTheKill + AfterTheKill);
        Assert.Equal(kept.Count, kept.Select(k => k.External).Distinct().Count());
        Assert.All(acknowledged, a => Assert.Contains((a.Key, a.Value), kept));
        Assert.True(behind < Current, $"The dashboards were {behind.TotalSeconds:0.0} s behind.");

        await using var store = await MongoTrial.Open(database, TimeProvider.System);
        var events = await Escalated(store.For(tenant), kept.Count);
        Assert.Equal(Enumerable.Range(0, events.Count), events.Select(e => (int)e.Position));
        Assert.Equal(events.OrderBy(e => e.RecordedAt).ThenBy(e => e.Position), events);
        var alarms = events.Where(e => e.Type == "ActivityAlarmed").GroupBy(e => (e.Stream, Key: (string)e.Data["alarm"]!)).ToList();
        Assert.All(alarms, a => Assert.Single(a));
        Assert.Equal(2 * kept.Count, alarms.Count);
    }

    /// <summary>A company whose every promise is broken within a second, and the same caller at each node.</summary>
    private async Task<TenantId> Found()
    {
        await nodes[0].Found();
        foreach (var node in nodes) node.SignIn(nodes[0].Token);
        var policy = JsonNode.Parse("""{ "name": "at once", "rules": [ { "name": "all", "targets": { "response": { "unit": "clockTime", "amount": "PT1S" } } } ] }""");
        (await nodes[0].Client.PutAsJsonAsync("/api/v1/sla/policies", policy)).EnsureSuccessStatusCode();
        return new((string)(await nodes[1].Client.GetFromJsonAsync<JsonObject>("/api/v1/session"))!["tenantId"]!);
    }

    private static async Task<DashboardClient> Dashboard(ServerProcess node)
    {
        var page = await DashboardClient.Connect(async cancel =>
        {
            var socket = new ClientWebSocket();
            socket.Options.SetRequestHeader("Authorization", $"Bearer {node.Token}");
            await socket.ConnectAsync(new UriBuilder(node.Client.BaseAddress!) { Scheme = "ws", Path = "/hubs/dashboard" }.Uri, cancel);
            return socket;
        });
        await page.Subscribe();
        await page.Next();
        return page;
    }

    private static async Task Write(HttpClient client, string writer, ConcurrentDictionary<string, string> acknowledged, Gate killed, Gate done)
    {
        for (var i = 0; !done.Opened.IsCompleted; i++)
        {
            try
            {
                var response = await client.PostAsJsonAsync("/api/v1/activities", new { kind = "repair", text = "不制冷", channel = "web", externalId = $"{writer}-{i}" });
                Assert.Equal(HttpStatusCode.Created, response.StatusCode);
                acknowledged[$"{writer}-{i}"] = (await response.Content.ReadFromJsonAsync<JsonObject>())!.Id();
                killed.Pass(acknowledged.Count);
                done.Pass(acknowledged.Count);
            }
            catch (Exception cut) when (cut is HttpRequestException or IOException or System.Text.Json.JsonException)
            {
                return;
            }
        }
    }

    private static async Task<List<(string External, string Id)>> Kept(HttpClient client)
    {
        List<(string, string)> kept = [];
        for (string? next = ""; next is not null;)
        {
            var page = (await client.GetFromJsonAsync<JsonObject>($"/api/v1/activities?limit=200{(next.Length == 0 ? "" : $"&cursor={next}")}"))!;
            kept.AddRange(page["items"]!.AsArray().Select(i => ((string)i!["externalId"]!, (string)i["id"]!)));
            next = (string?)page["next"];
        }
        return kept;
    }

    /// <summary>All events, once each activity has had its two alarms or patience is at its end.</summary>
    private static async Task<List<RecordedEvent>> Escalated(ITenantStore store, int activities)
    {
        List<RecordedEvent> events = [];
        for (var begun = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begun) < Patience; await Task.Yield())
        {
            events.AddRange(await store.Feed(events.Count, 500, default));
            if (events.Count(e => e.Type == "ActivityAlarmed") >= 2 * activities && events.Count == await store.End(default)) break;
        }
        return events;
    }

    /// <summary>Opens when a count is reached.</summary>
    private sealed class Gate(int at)
    {
        private readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Opened => opened.Task;

        public void Pass(int count)
        {
            if (count >= at) opened.TrySetResult();
        }
    }
}
