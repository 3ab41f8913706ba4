using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ServiceTrack.Tests.Notifications;

/// <summary>A mail server on this machine that takes what it is told to take.</summary>
internal sealed class PostOffice : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Task serving;

    public PostOffice()
    {
        listener.Start();
        serving = Serve();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>What is said to RCPT.</summary>
    public string ToRecipient { get; init; } = "250 ok";

    public List<string> Letters { get; } = [];

    public void Dispose()
    {
        listener.Stop();
        serving.Wait();
    }

    private async Task Serve()
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync();
                using var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.UTF8);
                await using var writer = new StreamWriter(stream, new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\r\n" };
                await writer.WriteLineAsync("220 post office");
                while (await reader.ReadLineAsync() is { } line && !line.StartsWith("QUIT", StringComparison.OrdinalIgnoreCase))
                    await writer.WriteLineAsync(
                        line.StartsWith("RCPT", StringComparison.OrdinalIgnoreCase) ? ToRecipient
                        : line.StartsWith("DATA", StringComparison.OrdinalIgnoreCase) ? await Take(reader, writer) : "250 ok");
            }
        }
        catch (Exception e) when (e is SocketException or InvalidOperationException or IOException)
        {
            // The office is closed.
        }
    }

    private async Task<string> Take(StreamReader reader, StreamWriter writer)
    {
        await writer.WriteLineAsync("354 go on");
        var letter = new StringBuilder();
        while (await reader.ReadLineAsync() is { } line && line != ".") letter.AppendLine(line);
        Letters.Add(letter.ToString());
        return "250 taken";
    }
}
