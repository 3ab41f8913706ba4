using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using ServiceTrack.Tenants;

namespace ServiceTrack.Storage;

/// <summary>Passes on whose events have grown. A tenant that nobody has read yet is not queued again.</summary>
public sealed class Wakes
{
    private readonly ConcurrentDictionary<Listener, bool> _listeners = [];

    public void Wake(TenantId tenant)
    {
        foreach (var (listener, _) in _listeners)
            if (listener.Waiting.TryAdd(tenant, true)) listener.Queue.Writer.TryWrite(tenant);
    }

    public async IAsyncEnumerable<TenantId> Listen([EnumeratorCancellation] CancellationToken cancel)
    {
        var listener = new Listener();
        _listeners[listener] = true;
        try
        {
            await foreach (var tenant in listener.Queue.Reader.ReadAllAsync(cancel))
            {
                listener.Waiting.TryRemove(tenant, out _);
                yield return tenant;
            }
        }
        finally
        {
            _listeners.TryRemove(listener, out _);
        }
    }

    public void End()
    {
        foreach (var (listener, _) in _listeners) listener.Queue.Writer.TryComplete();
    }

    private sealed class Listener
    {
        public Channel<TenantId> Queue { get; } = Channel.CreateUnbounded<TenantId>();
        public ConcurrentDictionary<TenantId, bool> Waiting { get; } = [];
    }
}
