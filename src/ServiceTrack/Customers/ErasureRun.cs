using System.Collections.Immutable;
using ServiceTrack.Activities;
using ServiceTrack.Classification;
using ServiceTrack.Evidence;
using ServiceTrack.Imports;
using ServiceTrack.Storage;

namespace ServiceTrack.Customers;

/// <summary>
/// Carries one erasure out. Whom it is about and which streams are found is kept with it before anything goes; each step
/// does nothing where it was done, so that an erasure begun again ends like one that never was cut short.
/// </summary>
internal sealed class ErasureRun(IStore all, ITenantStore store, ErasureInHand erasure, LedgerFolder ledgers, TimeProvider clock)
{
    private const int MostListed = 200;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly ErasureSteps steps = new(store, erasure, clock);

    /// <summary>Returns also where it has to wait: then it is due again a little later.</summary>
    /// <exception cref="LeaseLostException">Another node has it now.</exception>
    public async Task Run(CancellationToken cancel)
    {
        await erasure.Save(erasure.Now with { Status = ErasureStatus.Running, Waiting = null }, cancel);
        // Without a subject all but the last step was done.
        if (erasure.Now.Subject is { } asked)
        {
            var looked = await Find(asked, 0, cancel);
            if (erasure.Now.DryRun)
            {
                await erasure.End(erasure.Now with { Status = ErasureStatus.Completed, Counts = await steps.Preview(cancel) }, cancel);
                return;
            }
            if (!erasure.Now.IncludeOpen && erasure.Now.Open is { IsEmpty: false } open)
            {
                await erasure.End(erasure.Now with { Status = ErasureStatus.Failed, Failure = $"{open.Length} of the activities are not finished. Finish them first, or ask to include open ones." }, cancel);
                return;
            }
            if (await MustWait(cancel, ImportDesk.Queue, RetrainingWorker.Retrainings)) return;
            // What came in while it was looked and erased is looked at, too.
            for (var found = -1; found < erasure.Now.Streams.Length; looked = await Find(asked, looked, cancel))
            {
                found = erasure.Now.Streams.Length;
                await Redact(cancel);
            }
            if (await MustWait(cancel, PackWorker.Packs)) return;
            await steps.Clear(cancel);
            await steps.Forget(cancel);
            await steps.Finish(cancel);
            await steps.Unsay(cancel);
            await steps.Remake(cancel);
            await erasure.Save(erasure.Now with { Counts = await steps.Counted(cancel), Subject = null, Known = null, Progress = 0.95 }, cancel);
        }
        await ledgers.Keep(store, cancel);
        await erasure.End(erasure.Now with { Status = ErasureStatus.Completed, Scrubbed = await all.Scrub(cancel) }, cancel);
    }

    /// <returns>How far was looked.</returns>
    private async Task<long> Find(ErasureSubject asked, long from, CancellationToken cancel)
    {
        var end = await store.End(cancel);
        var known = erasure.Now.Known ?? asked;
        foreach (var stream in erasure.Now.Streams) known = known.And(PersonSearch.Known(await store.Stream(stream, cancel)));
        PersonSearch search = new(store, asked, known);
        await search.Look(from, end, part => Tell(0.4 * part, cancel), cancel);
        foreach (var stream in search.Found.Except(erasure.Now.Streams).ToList())
        {
            var events = await store.Stream(stream, cancel);
            if (PersonSearch.IsSomebodyElse(asked, events)) search.Found.Remove(stream);
            else known = known.And(PersonSearch.Known(events));
        }
        // A file's name is nobody else's.
        var files = search.Mentions.Where(s => s.StartsWith(ImportEvent.StreamOf(""), StringComparison.Ordinal));
        ImmutableArray<string> streams = [.. erasure.Now.Streams.Union(search.Found).Union(files)];
        await erasure.Save(erasure.Now with
        {
            Known = known, Streams = streams, Open = await Open(streams, cancel), Progress = Math.Max(erasure.Now.Progress, 0.4),
            Mentions = [.. erasure.Now.Mentions.Union(search.Mentions).Except(streams).Take(MostListed)],
            Public = [.. erasure.Now.Public.Union(search.Public).Take(MostListed)],
        }, cancel);
        return end;
    }

    private async Task<ImmutableArray<string>> Open(ImmutableArray<string> streams, CancellationToken cancel)
    {
        var open = ImmutableArray.CreateBuilder<string>();
        foreach (var id in streams.Where(Erasure.IsActivity).Select(Activity.IdOf))
            if (await store.Find(ActivityCollection.Activities, id, cancel) is { Value: var activity } && activity.Status.IsOpen()) open.Add(id);
        return open.ToImmutable();
    }

    /// <summary>Work that is under way may have read the values before they went, and writes them afterwards.</summary>
    private async Task<bool> MustWait(CancellationToken cancel, params string[] queues)
    {
        foreach (var queue in queues)
        {
            if (await store.Rows.Work((queue, ""), 1, cancel) is not [var item] || item.Queue != queue) continue;
            await erasure.Save(erasure.Now with { Waiting = queue }, cancel, c => c with { Work = [new(Erasure.Queue, erasure.Now.Id, c.At + Patience, "")] });
            return true;
        }
        return false;
    }

    private async Task Redact(CancellationToken cancel)
    {
        for (var i = 0; i < erasure.Now.Streams.Length; i++)
        {
            await steps.Redact(erasure.Now.Streams[i], null, cancel);
            await Tell(0.4 + (0.3 * (i + 1) / erasure.Now.Streams.Length), cancel);
        }
    }

    private async Task Tell(double progress, CancellationToken cancel)
    {
        if (progress - erasure.Now.Progress >= 0.02) await erasure.Save(erasure.Now with { Progress = progress }, cancel);
    }
}

/// <summary>Carries out the erasures that wait.</summary>
public sealed class ErasureWorker(IStore all, LedgerFolder ledgers, TimeProvider clock) : IWorker
{
    public string Queue => Erasure.Queue;

    public async Task Do(ITenantStore store, WorkItem item, Lease lease, CancellationToken cancel)
    {
        if (await store.Find(Erasure.Collection, item.Key, cancel) is { Value.HasEnded: false } begun)
            await new ErasureRun(all, store, new(store, begun, lease, clock), ledgers, clock).Run(cancel);
        else await store.Commit(new() { At = clock.GetUtcNow(), Fence = lease, Finish = [(Erasure.Queue, item.Key)] }, cancel);
    }
}
