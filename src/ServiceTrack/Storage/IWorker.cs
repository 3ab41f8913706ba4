namespace ServiceTrack.Storage;

/// <summary>
/// Does the work items of one queue. An item stays until a commit finishes it (<see cref="Commit.Finish"/>), so work
/// that a crash cut short is begun again, here or on another node: doing it must be harmless to do twice, and what it
/// commits names the lease (<see cref="Commit.Fence"/>).
/// </summary>
public interface IWorker
{
    string Queue { get; }

    Task Do(ITenantStore store, WorkItem item, Lease lease, CancellationToken cancel);
}
