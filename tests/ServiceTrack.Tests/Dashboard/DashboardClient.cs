using System.Net;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ServiceTrack.Tests.Dashboard;

/// <summary>A page that shows a live dashboard: keeps the last value of each tile, and knows when it has missed something.</summary>
internal sealed class DashboardClient : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly HubConnection hub;
    private readonly Channel<(string Name, JsonObject Body)> messages = Channel.CreateUnbounded<(string, JsonObject)>();

    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private DashboardClient(HubConnection hub)
    {
        this.hub = hub;
        hub.Closed += _ => Task.FromResult(ended.TrySetResult());
    }

    public Dictionary<string, long?> Tiles { get; } = [];
    public long Sequence { get; private set; }

    public static async Task<DashboardClient> Connect(Func<CancellationToken, Task<WebSocket>> open)
    {
        var builder = new HubConnectionBuilder();
        builder.Services.AddSingleton<IConnectionFactory>(new WebSocketConnections(open));
        builder.Services.AddSingleton<EndPoint>(new UriEndPoint(new("ws://localhost")));
        var hub = builder.Build();
        var client = new DashboardClient(hub);
        foreach (var name in (string[])["snapshot", "delta"])
            hub.On<JsonObject>(name, body => client.messages.Writer.TryWrite((name, body)));
        await hub.StartAsync();
        return client;
    }

    public Task Subscribe(string? outletId = null) => hub.InvokeAsync("Subscribe", new { outletId });

    /// <summary>Takes the next message into the page.</summary>
    public async Task<(string Name, JsonObject Body)> Next()
    {
        using var patience = new CancellationTokenSource(Patience);
        var (name, body) = await messages.Reader.ReadAsync(patience.Token);
        // The rule of the hub: older than what the delta begins from, and something was missed.
        if (name == "delta" && (long)body["previous"]! > Sequence) throw new InvalidOperationException("Something was missed.");
        Sequence = (long)body["sequence"]!;
        foreach (var tile in body["tiles"]!.AsArray()) Tiles[tile!["key"]!.ToString()] = (long?)tile["value"];
        return (name, body);
    }

    public async Task Until(Func<DashboardClient, bool> met)
    {
        while (!met(this)) await Next();
    }

    /// <summary>Waits until the server has ended the connection.</summary>
    public async Task Ended()
    {
        using var patience = new CancellationTokenSource(Patience);
        await ended.Task.WaitAsync(patience.Token);
    }

    public async ValueTask DisposeAsync() => await hub.DisposeAsync();
}
