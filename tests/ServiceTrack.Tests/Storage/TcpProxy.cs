using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace ServiceTrack.Tests.Storage;

/// <summary>Stands between a node and its server, to hold up what the node says or to cut the line at a word of it.</summary>
public sealed class TcpProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly (string Host, int Port) _server;
    private readonly Task _accepting;
    private TaskCompletionSource _open = Opened();
    private (byte[] Word, bool Heard, bool Always)? _cut;

    public TcpProxy(string host, int port)
    {
        _server = (host, port);
        _listener.Start();
        _accepting = Accept();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Whether a line was cut since that was asked for.</summary>
    public bool HasCut { get; private set; }

    /// <summary>Cuts the line where the node next says the word, or whenever it does: after the server has answered, or before it hears of it.</summary>
    public void CutAt(ReadOnlySpan<byte> word, bool heard, bool always = false) => (_cut, HasCut) = ((word.ToArray(), heard, always), false);

    public void Pause() => _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Resume() => _open.SetResult();

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
        using var server = new TcpClient();
        using (node)
            try
            {
                await server.ConnectAsync(_server.Host, _server.Port, line.Token);
                var mute = new StrongBox<bool>();
                var ends = await Task.WhenAny(
                    Say(node.GetStream(), server.GetStream(), mute, line.Token), Answer(server.GetStream(), node.GetStream(), mute, line.Token));
                await line.CancelAsync();
                await ends;
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
            {
                // A cut line tells both sides enough.
            }
    }

    private async Task Say(NetworkStream node, NetworkStream server, StrongBox<bool> mute, CancellationToken cancel)
    {
        var buffer = new byte[1 << 16];
        for (int read; (read = await node.ReadAsync(buffer, cancel)) > 0;)
        {
            await _open.Task.WaitAsync(cancel);
            var isWord = _cut is { } cut && buffer.AsSpan(0, read).IndexOf(cut.Word) >= 0;
            if (isWord && _cut is { Heard: false })
            {
                Cut();
                return;
            }
            mute.Value |= isWord;
            await server.WriteAsync(buffer.AsMemory(0, read), cancel);
        }
    }

    private async Task Answer(NetworkStream server, NetworkStream node, StrongBox<bool> mute, CancellationToken cancel)
    {
        var buffer = new byte[1 << 16];
        for (int read; (read = await server.ReadAsync(buffer, cancel)) > 0 && !mute.Value;)
            await node.WriteAsync(buffer.AsMemory(0, read), cancel);
        if (mute.Value) Cut();
    }

    private void Cut()
    {
        HasCut = true;
        if (_cut is { Always: false }) _cut = null;
    }

    private static TaskCompletionSource Opened()
    {
        var opened = new TaskCompletionSource();
        opened.SetResult();
        return opened;
    }
}
