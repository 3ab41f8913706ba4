using System.Collections.Immutable;
using ServiceTrack.Storage;

namespace ServiceTrack.Customers;

/// <summary>What applying a ledger did.</summary>
/// <param name="Erased">Values that were here again.</param>
/// <param name="Gone">Values that were erased here already, or whose event is not in this store.</param>
public sealed record LedgerApplied(int Erasures, int Erased, int Gone, int ImportRows, int TrainingRows, int Packs, bool Scrubbed);

/// <summary>Erases again what a ledger says, in a store that nobody else works in. Done again it finds nothing to do.</summary>
public sealed class ErasureAgain(IStore all, ITenantStore store, TimeProvider clock)
{
    public async Task<LedgerApplied> Apply(ErasureLedger ledger, CancellationToken cancel)
    {
        var total = new LedgerApplied(0, 0, 0, 0, 0, 0, false);
        foreach (var lines in ledger.Lines.GroupBy(l => l.Erasure)) total = Sum(total, await Apply(lines.Key, [.. lines], cancel));
        return total with { Scrubbed = await all.Scrub(cancel) };
    }

    private async Task<LedgerApplied> Apply(string id, ImmutableArray<LedgerLine> lines, CancellationToken cancel)
    {
        var known = await store.Find(Erasure.Collection, id, cancel);
        var erasure = await InHand(id, lines[0].At, known, cancel);
        ErasureSteps steps = new(store, erasure, clock);
        var before = erasure.Now.Counts;
        var (erased, streams) = (0, new List<string>());
        var values = lines.Where(l => l.Stream is not null).ToList();
        foreach (var stream in values.GroupBy(l => l.Stream!))
        {
            if ((await store.Stream(stream.Key, cancel)).Count == 0) continue;
            streams.Add(stream.Key);
            erased += await steps.Redact(stream.Key, stream.Select(l => (l.Version!.Value, l.Path!)).ToHashSet(), cancel);
        }
        await erasure.Save(erasure.Now with
        {
            Streams = [.. erasure.Now.Streams.Union(streams)],
            Rows = [.. erasure.Now.Rows.Union(lines.Where(l => l.Import is not null).Select(l => new ErasedRow(l.Import!, l.Record!.Value)))],
        }, cancel);
        await steps.Finish([.. lines.Where(l => l.Queue is not null).Select(l => new ErasedWork(l.Queue!, l.Key!))], cancel);
        await steps.Unsay(cancel);
        await steps.Clear(cancel);
        await steps.Forget(cancel);
        await steps.Remake(cancel);
        var after = erasure.Now.Counts;
        if (known is null)
            await erasure.End(erasure.Now with { Status = ErasureStatus.Completed, Counts = await steps.Counted(cancel), Scrubbed = true }, cancel);
        return new(1, erased, values.Count - erased, erasure.Now.Rows.Length, after.TrainingRows - before.TrainingRows, after.Packs - before.Packs, false);
    }

    /// <summary>The erasure as it is known here; one that came after the backup is entered again, under its own id.</summary>
    private async Task<ErasureInHand> InHand(string id, DateTimeOffset at, Stored<Erasure>? known, CancellationToken cancel)
    {
        if (known is not null) return new(store, known, null, clock);
        Erasure again = new(id, Erasure.By, at) { AskedBy = ["ledger"], IncludeOpen = true, Status = ErasureStatus.Running };
        var now = clock.GetUtcNow();
        await store.Commit(new()
        {
            At = now, Append = new(Erasure.StreamOf(id), 0, [new ErasureRequested("", again.AskedBy, again.IncludeOpen).Sealed(now, Erasure.By)]),
            Documents = [Erasure.Collection.Put(again, 0)],
        }, cancel);
        return new(store, new(again, 1), null, clock);
    }

    private static LedgerApplied Sum(LedgerApplied a, LedgerApplied b) => new(
        a.Erasures + b.Erasures, a.Erased + b.Erased, a.Gone + b.Gone, a.ImportRows + b.ImportRows, a.TrainingRows + b.TrainingRows, a.Packs + b.Packs, false);
}
