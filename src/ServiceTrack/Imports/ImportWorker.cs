using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Imports;

/// <summary>Carries out the imports that wait.</summary>
public sealed class ImportWorker(TimeProvider clock) : IWorker
{
    public string Queue => ImportDesk.Queue;

    public async Task Do(ITenantStore store, WorkItem item, Lease lease, CancellationToken cancel)
    {
        var job = (await store.Find(ImportJob.Collection, item.Key, cancel))!.Value;
        var setup = (await store.Find(Setup.Collection, Setup.Id, cancel))!.Value;
        ImportRun run = new(store, setup, job, lease, clock);
        try
        {
            await run.Run(cancel);
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or StoreUnavailableException or LeaseLostException))
        {
            await run.GiveUp(cancel);
            throw;
        }
    }
}
