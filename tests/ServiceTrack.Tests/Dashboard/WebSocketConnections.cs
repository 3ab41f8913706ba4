using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR.Client;

namespace ServiceTrack.Tests.Dashboard;

/// <summary>Connects a SignalR client by a WebSocket, without negotiation, as browsers do with skipNegotiation.</summary>
internal sealed class WebSocketConnections(Func<CancellationToken, Task<WebSocket>> open) : IConnectionFactory
{
    public async ValueTask<ConnectionContext> ConnectAsync(EndPoint endpoint, CancellationToken cancel = default) =>
        new Connection(await open(cancel));

    private sealed class Connection : DefaultConnectionContext
    {
        private readonly WebSocket socket;
        private readonly Task both;

        public Connection(WebSocket socket)
        {
            this.socket = socket;
            var (incoming, outgoing) = (new Pipe(), new Pipe());
            Transport = new Duplex(incoming.Reader, outgoing.Writer);
            both = Task.WhenAll(Receive(incoming.Writer), Send(outgoing.Reader));
        }

        public override async ValueTask DisposeAsync()
        {
            await Transport.Output.CompleteAsync();
            await both;
            socket.Dispose();
            await base.DisposeAsync();
        }

        private async Task Receive(PipeWriter writer)
        {
            Exception? failure = null;
            try
            {
                while (true)
                {
                    var received = await socket.ReceiveAsync(writer.GetMemory(4096), default);
                    if (received.MessageType == WebSocketMessageType.Close) break;
                    writer.Advance(received.Count);
                    await writer.FlushAsync();
                }
            }
            catch (Exception e)
            {
                failure = e;
            }
            await writer.CompleteAsync(failure);
        }

        private async Task Send(PipeReader reader)
        {
            for (var done = false; !done;)
            {
                var read = await reader.ReadAsync();
                if (!read.Buffer.IsEmpty && socket.State == WebSocketState.Open)
                    await socket.SendAsync(read.Buffer.ToArray(), WebSocketMessageType.Text, true, default);
                reader.AdvanceTo(read.Buffer.End);
                done = read.IsCompleted;
            }
            if (socket.State == WebSocketState.Open) await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, default);
        }
    }

    private sealed class Duplex(PipeReader input, PipeWriter output) : IDuplexPipe
    {
        public PipeReader Input => input;
        public PipeWriter Output => output;
    }
}
