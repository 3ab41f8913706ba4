using System.Threading.Channels;
using ServiceTrack.Storage;

namespace ServiceTrack.Web;

/// <summary>Says that there is something to do now, so that nobody waits for the next look.</summary>
public sealed class WorkBell
{
    private readonly Channel<bool> rung = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Ring() => rung.Writer.TryWrite(true);

    /// <summary>Returns when it was rung, or after a while all the same: another node's work may have been left behind.</summary>
    public async Task Wait(TimeSpan most, TimeProvider clock, CancellationToken cancel)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        await Task.WhenAny(rung.Reader.WaitToReadAsync(waiting.Token).AsTask(), Task.Delay(most, clock, waiting.Token));
        await waiting.CancelAsync();
        rung.Reader.TryRead(out _);
        cancel.ThrowIfCancellationRequested();
    }
}

/// <summary>
/// Runs the workers over what is due. A partition is worked only under its lease, which is renewed while the work goes on;
/// when it is lost the work is stopped, and whoever holds it now begins it again.
/// </summary>
public sealed class RunWork(IStore store, IEnumerable<IWorker> workers, WorkBell bell, TimeProvider clock, ILogger<RunWork> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(10);

    private readonly string node = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}";

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            foreach (var worker in workers)
                for (var partition = 0; partition < IWork.Partitions; partition++)
                    await Work(worker, partition, stopping);
            await bell.Wait(Look, clock, stopping);
        }
    }

    private async Task Work(IWorker worker, int partition, CancellationToken stopping)
    {
        try
        {
            if (await store.Work.Due(partition, worker.Queue, clock.GetUtcNow(), 1, stopping) is []) return;
            if (await store.Work.Hold($"{worker.Queue}/{partition}", node, clock.GetUtcNow(), LeaseTime, stopping) is not { } lease) return;
            using var held = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            var renewing = Renew(lease, held);
            foreach (var due in await store.Work.Due(partition, worker.Queue, clock.GetUtcNow(), 100, stopping))
                await worker.Do(store.For(due.Tenant), due.Item, lease, held.Token);
            await held.CancelAsync();
            await renewing;
            await store.Work.Release(lease, stopping);
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            log.LogError(failure, "Work of {Queue} was cut short; it is begun again.", worker.Queue);
        }
    }

    private async Task Renew(Lease lease, CancellationTokenSource held)
    {
        while (true)
        {
            await Task.Delay(Renewal, clock, held.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (held.IsCancellationRequested) return;
            if (await store.Work.Hold(lease.Name, node, clock.GetUtcNow(), LeaseTime, CancellationToken.None) is { } renewed && renewed.Epoch == lease.Epoch) continue;
            await held.CancelAsync();
            return;
        }
    }
}
