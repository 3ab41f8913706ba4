using ServiceTrack.Storage;
using ServiceTrack.Tests.Storage;

namespace ServiceTrack.Tests.Notifications;

/// <summary>What a node does by and by, done now.</summary>
internal static class DueWork
{
    /// <summary>Does what is due, or waits for whoever is at it, and gives the number of items done here.</summary>
    public static async Task<int> Run(IStore store, IWorker worker, HandClock clock)
    {
        var done = 0;
        for (var partition = 0; partition < IWork.Partitions; partition++)
            while (await store.Work.Due(partition, worker.Queue, clock.Now, 1, CancellationToken.None) is [var due])
            {
                if (await store.Work.Hold($"{worker.Queue}/{partition}", "test", clock.Now, TimeSpan.FromMinutes(1), CancellationToken.None) is { } lease)
                {
                    await worker.Do(store.For(due.Tenant), due.Item, lease, CancellationToken.None);
                    await store.Work.Release(lease, CancellationToken.None);
                    done++;
                }
                else await Task.Yield();
            }
        return done;
    }
}
