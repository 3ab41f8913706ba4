using System.Collections.Concurrent;
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
/// Runs the workers over what is due, a few partitions at a time, so that long work of one company does not hold up the
/// others. A partition is worked only under its lease, which is renewed while the work goes on; when it is lost the work is
/// stopped, and whoever holds it now begins it again.
/// </summary>
public sealed class RunWork(IStore store, IEnumerable<IWorker> workers, WorkBell bell, TimeProvider clock, ILogger<RunWork> log) : BackgroundService
{
    private const int AtOnce = 4;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(10);

    private readonly string node = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}";
    private readonly ConcurrentDictionary<(string Queue, int Partition), bool> working = new();
    private readonly SemaphoreSlim places = new(AtOnce);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        foreach (var worker in workers) Failures.OfWork(worker.Queue, times: 0);
        try
        {
            while (true)
            {
                foreach (var worker in workers)
                    for (var partition = 0; partition < IWork.Partitions; partition++)
                        if (!working.ContainsKey((worker.Queue, partition)) && await IsDue(worker, partition, stopping)) await Begin(worker, partition, stopping);
                await bell.Wait(Look, clock, stopping);
            }
        }
        finally
        {
            for (var i = 0; i < AtOnce; i++) await places.WaitAsync(CancellationToken.None);
        }
    }

    private async Task<bool> IsDue(IWorker worker, int partition, CancellationToken stopping)
    {
        try
        {
            return await store.Work.Due(partition, worker.Queue, clock.GetUtcNow(), 1, stopping) is not [];
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            log.LogError(failure, "What is due in {Queue} cannot be read; it is tried again.", worker.Queue);
            return false;
        }
    }

    private async Task Begin(IWorker worker, int partition, CancellationToken stopping)
    {
        await places.WaitAsync(stopping);
        working[(worker.Queue, partition)] = true;
        _ = Task.Run(async () =>
        {
            var done = await Work(worker, partition, stopping);
            working.TryRemove((worker.Queue, partition), out _);
            places.Release();
            // What came into the partition meanwhile was passed over; what failed waits for the next look.
            if (done) bell.Ring();
        }, CancellationToken.None);
    }

    /// <summary>Whether it came to an end.</summary>
    private async Task<bool> Work(IWorker worker, int partition, CancellationToken stopping)
    {
        using var held = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var renewing = Task.CompletedTask;
        Lease? lease = null;
        try
        {
            lease = await store.Work.Hold($"{worker.Queue}/{partition}", node, clock.GetUtcNow(), LeaseTime, stopping);
            if (lease is null) return false;
            renewing = Renew(lease, held);
            foreach (var due in await store.Work.Due(partition, worker.Queue, clock.GetUtcNow(), 100, stopping))
                await worker.Do(store.For(due.Tenant), due.Item, lease, held.Token);
            return true;
        }
        catch (Exception failure)
        {
            if (stopping.IsCancellationRequested) return false;
            Failures.OfWork(worker.Queue);
            log.LogError(failure, "Work of {Queue} was cut short; it is begun again.", worker.Queue);
            return false;
        }
        finally
        {
            await held.CancelAsync();
            await renewing;
            if (lease is not null) await Release(lease);
        }
    }

    private async Task Renew(Lease lease, CancellationTokenSource held)
    {
        while (true)
        {
            await Task.Delay(Renewal, clock, held.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (held.IsCancellationRequested) return;
            try
            {
                if (await store.Work.Hold(lease.Name, node, clock.GetUtcNow(), LeaseTime, CancellationToken.None) is { } renewed && renewed.Epoch == lease.Epoch) continue;
            }
            catch (Exception failure)
            {
                log.LogError(failure, "The lease {Lease} cannot be renewed.", lease.Name);
            }
            await held.CancelAsync();
            return;
        }
    }

    /// <summary>So that nobody waits for it to lapse, which it does by itself where this fails.</summary>
    private async Task Release(Lease lease)
    {
        try
        {
            await store.Work.Release(lease, CancellationToken.None);
        }
        catch (Exception failure)
        {
            log.LogWarning(failure, "The lease {Lease} was not released.", lease.Name);
        }
    }
}
