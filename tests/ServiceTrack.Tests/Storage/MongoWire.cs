using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace ServiceTrack.Tests.Storage;

/// <summary>
/// Speaks as much of MongoDB's protocol as it takes to answer in a server's place: the messages that
/// <paramref name="answer"/> has no answer for go on to the server, where there is one.
/// </summary>
public sealed class MongoWire(Func<byte[], Task<JsonObject?>> answer, (string Host, int Port)? server = null) : IAsyncDisposable
{
    private const int Header = 16, Reply = 1, Query = 2004, Message = 2013;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private Task _accepting = Task.CompletedTask;

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public static bool Says(byte[] message, string word) => message.AsSpan().IndexOf(Encoding.ASCII.GetBytes(word)) >= 0;

    /// <summary>A message's command and, where it names one, the collection: the first element of its document.</summary>
    public static string Command(byte[] message)
    {
        var name = Encoding.ASCII.GetString(message.AsSpan(Header + 10)[..message.AsSpan(Header + 10).IndexOf((byte)0)]);
        var value = Header + 10 + name.Length + 1;
        return message[Header + 9] == 2 ? $"{name} {Encoding.UTF8.GetString(message, value + 4, BinaryPrimitives.ReadInt32LittleEndian(message.AsSpan(value)) - 1)}" : name;
    }

    public MongoWire Start()
    {
        _listener.Start();
        _accepting = Accept();
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        _end.Dispose();
    }

    private async Task Accept()
    {
        var lines = new List<Task>();
        try
        {
            while (true) lines.Add(Carry(await _listener.AcceptTcpClientAsync(_end.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(lines);
        }
    }

    private async Task Carry(TcpClient node)
    {
        using var line = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
        using var behind = new TcpClient();
        using (node)
            try
            {
                if (server is { } there) await behind.ConnectAsync(there.Host, there.Port, line.Token);
                var hearing = Hear(node.GetStream(), server is null ? null : behind.GetStream(), line.Token);
                await (server is null ? hearing : Task.WhenAny(hearing, behind.GetStream().CopyToAsync(node.GetStream(), line.Token)).Unwrap());
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
            {
                // A cut line tells both sides enough.
            }
            finally
            {
                await line.CancelAsync();
            }
    }

    private async Task Hear(NetworkStream node, NetworkStream? behind, CancellationToken cancel)
    {
        var length = new byte[4];
        while (true)
        {
            await node.ReadExactlyAsync(length, cancel);
            var message = new byte[BinaryPrimitives.ReadInt32LittleEndian(length)];
            length.CopyTo(message, 0);
            await node.ReadExactlyAsync(message.AsMemory(4), cancel);
            if (await answer(message).WaitAsync(cancel) is { } given) await node.WriteAsync(Answer(message, Bson(given)), cancel);
            else if (behind is not null) await behind.WriteAsync(message, cancel);
        }
    }

    /// <summary>In the form of what was asked: drivers greet in the old one.</summary>
    private static byte[] Answer(byte[] asked, byte[] document)
    {
        var old = BinaryPrimitives.ReadInt32LittleEndian(asked.AsSpan(12)) == Query;
        var before = old ? 20 : 5; // flags, cursor, first, count; or flags and the kind of section
        var reply = new byte[Header + before + document.Length];
        BinaryPrimitives.WriteInt32LittleEndian(reply, reply.Length);
        asked.AsSpan(4, 4).CopyTo(reply.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(reply.AsSpan(12), old ? Reply : Message);
        if (old) reply[Header + 16] = 1;
        document.CopyTo(reply, Header + before);
        return reply;
    }

    private static byte[] Bson(JsonObject document)
    {
        var bytes = new MemoryStream();
        var writer = new BinaryWriter(bytes);
        writer.Write(0);
        foreach (var (name, value) in document) Element(writer, name, value!);
        writer.Write((byte)0);
        writer.Seek(0, SeekOrigin.Begin);
        writer.Write((int)bytes.Length);
        return bytes.ToArray();
    }

    private static void Element(BinaryWriter writer, string name, JsonNode value)
    {
        var (type, content) = value switch
        {
            JsonObject inner => ((byte)3, Bson(inner)),
            JsonArray array => ((byte)4, Bson(new(array.Select((v, i) => KeyValuePair.Create($"{i}", v?.DeepClone()))))),
            JsonValue v when v.TryGetValue<string>(out var text) => ((byte)2, [.. BitConverter.GetBytes(Encoding.UTF8.GetByteCount(text) + 1), .. Encoding.UTF8.GetBytes(text), 0]),
            JsonValue v when v.TryGetValue<bool>(out var truth) => ((byte)8, [truth ? (byte)1 : (byte)0]),
            JsonValue v when v.TryGetValue<int>(out var number) => ((byte)16, BitConverter.GetBytes(number)),
            JsonValue v => ((byte)18, BitConverter.GetBytes(v.GetValue<long>())),
            _ => throw new ArgumentException($"{value} is nothing that is answered."),
        };
        writer.Write(type);
        writer.Write(Encoding.UTF8.GetBytes(name));
        writer.Write((byte)0);
        writer.Write(content);
    }
}
