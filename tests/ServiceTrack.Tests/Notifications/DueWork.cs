using ServiceTrack.Storage;
using ServiceTrack.Tests.Storage;

namespace ServiceTrack.Tests.Notifications;

/// <summary>What a node does by and by, done now.</summary>
internal static class DueWork
{
    /// <summary>Does what is due once, and gives the number of items.</summary>
    public static async Task<int> Run(IStore store, IWorker worker, HandClock clock)
    {
        var done = 0;
        for (var partition = 0; partition < IWork.Partitions; partition++)
            foreach (var due in await store.Work.Due(partition, worker.Queue, clock.Now, 100, CancellationToken.None))
            {
                var lease = (await store.Work.Hold($"{worker.Queue}/{partition}", "test", clock.Now, TimeSpan.FromMinutes(1), CancellationToken.None))!;
                await worker.Do(store.For(due.Tenant), due.Item, lease, CancellationToken.None);
                done++;
            }
        return done;
    }
}
