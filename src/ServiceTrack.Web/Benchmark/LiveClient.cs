using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace ServiceTrack.Web.Benchmark;

/// <summary>A dashboard as the hub sees one: a bare WebSocket that speaks SignalR's JSON, and reads one figure.</summary>
public sealed class LiveClient : IAsyncDisposable
{
    private const byte End = 0x1E;
    private const string Tile = "receivedToday";

    private readonly ClientWebSocket socket = new();
    private readonly byte[] chunk = new byte[16 * 1024];
    private readonly MemoryStream rest = new();

    /// <summary>Connects and subscribes to the whole company.</summary>
    public static async Task<LiveClient> Subscribe(Uri hub, string token, CancellationToken cancel)
    {
        var client = new LiveClient();
        client.socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
        await client.socket.ConnectAsync(hub, cancel);
        await client.Send("""{"protocol":"json","version":1}""", cancel);
        await client.Send("""{"type":1,"target":"Subscribe","arguments":[{}]}""", cancel);
        return client;
    }

    /// <summary>The next value the figure is said to have, in a snapshot or a delta; null where the connection has ended.</summary>
    public async Task<long?> Next(CancellationToken cancel)
    {
        while (await Message(cancel) is { } message)
            if (ValueIn(message) is { } value) return value;
        return null;
    }

    public ValueTask DisposeAsync()
    {
        socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private Task Send(string json, CancellationToken cancel) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(json + (char)End), WebSocketMessageType.Text, endOfMessage: true, cancel);

    /// <summary>Up to the mark that ends a message; one frame may hold several messages, or a part of one.</summary>
    private async Task<byte[]?> Message(CancellationToken cancel)
    {
        while (true)
        {
            var read = rest.ToArray();
            var end = Array.IndexOf(read, End);
            if (end >= 0)
            {
                rest.SetLength(0);
                rest.Write(read.AsSpan(end + 1));
                return read[..end];
            }
            var received = await socket.ReceiveAsync(chunk.AsMemory(), cancel);
            if (received.MessageType == WebSocketMessageType.Close) return null;
            rest.Write(chunk.AsSpan(0, received.Count));
        }
    }

    private static long? ValueIn(byte[] message)
    {
        using var json = JsonDocument.Parse(message);
        if (json.RootElement.TryGetProperty("error", out var error)) throw new BenchmarkFailedException($"The hub says: {error}");
        if (!json.RootElement.TryGetProperty("arguments", out var arguments)) return null;
        foreach (var tile in arguments[0].GetProperty("tiles").EnumerateArray())
            if (tile.GetProperty("key").ValueEquals(Tile)) return tile.GetProperty("value").GetInt64();
        return null;
    }
}
