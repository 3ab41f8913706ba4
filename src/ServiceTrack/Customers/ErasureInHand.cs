using ServiceTrack.Imports;
using ServiceTrack.Storage;

namespace ServiceTrack.Customers;

/// <summary>An erasure that is being carried out, and the only one to write it down.</summary>
/// <param name="fence">Null for a process that has the store to itself.</param>
internal sealed class ErasureInHand(ITenantStore store, Stored<Erasure> begun, Lease? fence, TimeProvider clock)
{
    private long version = begun.Version;

    public Erasure Now { get; private set; } = begun.Value;

    public Lease? Fence => fence;

    /// <param name="with">What is written together with it.</param>
    /// <returns>False where that was stale; then nothing was written.</returns>
    /// <exception cref="LeaseLostException">Another node has it now.</exception>
    public async Task<bool> Save(Erasure next, CancellationToken cancel, Func<Commit, Commit>? with = null)
    {
        Commit commit = new() { At = clock.GetUtcNow() };
        commit = with?.Invoke(commit) ?? commit;
        switch (await store.Commit(commit with { Documents = [.. commit.Documents, Erasure.Collection.Put(next, version)], Fence = fence }, cancel))
        {
            case CommitResult.Done:
                (Now, version) = (next, version + 1);
                return true;
            case CommitResult.Stale { Id: var id } when id != next.Id:
                return false;
            default:
                throw new LeaseLostException();
        }
    }

    public async Task End(Erasure ended, CancellationToken cancel)
    {
        ended = ended with { EndedAt = clock.GetUtcNow(), Progress = 1, Subject = null, Known = null, Waiting = null };
        var stream = Erasure.StreamOf(ended.Id);
        var told = (await store.Stream(stream, cancel)).Count;
        await Save(ended, cancel, commit => commit with
        {
            Append = ended.DryRun ? null
                : new(stream, told, [new ErasureEnded(ended.Status, ended.Counts, ended.Failure is null ? ended.Streams : []).Sealed(commit.At, Erasure.By)]),
            Finish = [(Erasure.Queue, ended.Id)],
        });
    }
}
