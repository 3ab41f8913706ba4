using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using ServiceTrack.Activities;
using ServiceTrack.Classification;
using ServiceTrack.Evidence;
using ServiceTrack.Imports;
using ServiceTrack.Journal;
using ServiceTrack.Notifications;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Customers;

/// <summary>The places that a person's data leaves, one step each; a step that was done finds nothing to do.</summary>
internal sealed class ErasureSteps(ITenantStore store, ErasureInHand erasure, TimeProvider clock)
{
    private const int Page = 500;

    // In the place of what was looked for.
    private const string Unsaid = "?…";

    private readonly PackRemaking packs = new(store, clock);

    private IEnumerable<string> Activities => erasure.Now.Streams.Where(Erasure.IsActivity).Select(Activity.IdOf);

    private ErasureSubject Known => erasure.Now.Known ?? new();

    /// <param name="only">Versions and paths; null for all.</param>
    public Task<int> Redact(string stream, IReadOnlySet<(long Version, string Path)>? only, CancellationToken cancel) =>
        new Redaction(store, erasure.Now.Id, Erasure.By, erasure.Fence, clock).Erase(stream, only, cancel);

    /// <summary>What imports noted of the person's rows, and their files' names.</summary>
    public async Task Clear(CancellationToken cancel)
    {
        await foreach (var trace in ImportTrace.Of(store, Known, erasure.Now.Streams, erasure.Now.Rows, cancel))
        {
            var now = erasure.Now;
            var stream = ImportEvent.StreamOf(trace.Job.Id);
            var journaled = trace.FileName && (await store.Stream(stream, cancel)).Count > 0;
            var job = trace.FileName && !journaled ? trace.Job with { FileName = "" } : trace.Job;
            await erasure.Save(
                now with { Rows = [.. now.Rows.Union(trace.Rows)], Streams = journaled && !now.Streams.Contains(stream) ? now.Streams.Add(stream) : now.Streams },
                cancel,
                commit => commit with { Documents = [ImportJob.Collection.Put(job), .. trace.Findings is null ? ImmutableArray<DocumentWrite>.Empty : [ImportFindings.Collection.Put(trace.Findings)]] });
            if (journaled) await Redact(stream, null, cancel);
        }
    }

    /// <summary>Training rows, and models that keep pieces of their texts.</summary>
    public async Task Forget(CancellationToken cancel)
    {
        // What it read before the texts went it has written by then.
        await new CorrectionFollower().CatchUp(store, clock.GetUtcNow(), cancel);
        while (await Forgetting.Rows(store, Activities, cancel) is { IsEmpty: false } rows)
        {
            var (commit, models) = await Forgetting.Commit(store, rows, erasure.Now.Id, Erasure.By, clock.GetUtcNow(), cancel);
            var counts = erasure.Now.Counts;
            counts = counts with { TrainingRows = counts.TrainingRows + rows.Length, Models = counts.Models + models };
            if (await erasure.Save(erasure.Now with { Counts = counts }, cancel, _ => commit)) return;
        }
    }

    /// <summary>Work to do later that carries the person's number or address along, and letters, sent or not.</summary>
    public async Task Finish(CancellationToken cancel) => await Finish(await Carrying(cancel), cancel);

    public async Task Finish(ImmutableArray<ErasedWork> going, CancellationToken cancel)
    {
        if (going.IsEmpty) return;
        await erasure.Save(erasure.Now with { Work = [.. erasure.Now.Work.Union(going)] }, cancel, commit => commit with
        {
            Finish = [.. going.Select(w => (w.Queue, w.Key))],
            Documents = [.. going.Where(w => w.Queue == MailWorker.Mail).Select(w => Letter.Collection.Remove(w.Key))],
        });
    }

    /// <summary>What people looked for, as it is on record with what they were shown.</summary>
    public async Task Unsay(CancellationToken cancel)
    {
        await foreach (var kept in store.Rows.AllDocuments(Disclosure.Collection, Page, cancel))
        {
            var shown = JsonSerializer.Deserialize<Disclosure>(kept.Json.Span, StoredJson.Options)!;
            ErasedWork it = new(Disclosure.Collection.Name, shown.Id);
            if (shown.What.EndsWith(Unsaid, StringComparison.Ordinal)
                || (!erasure.Now.Work.Contains(it) && !Known.IsIn($"{Uri.UnescapeDataString(shown.What)}\n{shown.Reason}"))) continue;
            var without = shown with { What = shown.What.Split('?')[0] + Unsaid, Reason = shown.Reason is null ? null : "…" };
            await erasure.Save(erasure.Now with { Work = [.. erasure.Now.Work.Union([it])] }, cancel, commit => commit with { Documents = [Disclosure.Collection.Put(without)] });
        }
    }

    /// <summary>Kept packs that show what went.</summary>
    public async Task Remake(CancellationToken cancel)
    {
        var erased = await Erased(cancel);
        for (var stale = true; stale;)
        {
            stale = false;
            await foreach (var pack in packs.Showing(erased, cancel))
            {
                var commit = await packs.Remake(pack, erasure.Now.Id, Erasure.By, cancel);
                var counts = erasure.Now.Counts;
                stale |= !await erasure.Save(erasure.Now with { Counts = counts with { Packs = counts.Packs + 1 } }, cancel, _ => commit);
            }
        }
    }

    /// <summary>What would go.</summary>
    public async Task<ErasureCounts> Preview(CancellationToken cancel)
    {
        var going = new List<(RecordedEvent Event, PersonalValue Value)>();
        foreach (var stream in erasure.Now.Streams) going.AddRange(Redaction.Going(await store.Stream(stream, cancel), null));
        var rows = await ImportTrace.Of(store, Known, erasure.Now.Streams, [], cancel).Select(t => t.Rows.Length).SumAsync(cancel);
        var training = await Forgetting.Rows(store, Activities, cancel);
        var models = (await store.Find(CompanyModels.Collection, CompanyModels.Id, cancel))?.Value ?? CompanyModels.None;
        var paths = going.GroupBy(g => g.Event.Position).ToDictionary(g => g.Key, g => g.Select(x => x.Value.Path).ToImmutableHashSet());
        return new(
            erasure.Now.Streams.Count(Erasure.IsActivity), going.Count, going.Count(g => Redaction.NamesAFile(g.Value.Path)), rows, training.Length,
            Forgetting.Models(models, training).Length, (await Carrying(cancel)).Length, await packs.Showing(paths, cancel).CountAsync(cancel));
    }

    /// <summary>With what the streams say went in this erasure; the rest was counted as it went.</summary>
    public async Task<ErasureCounts> Counted(CancellationToken cancel)
    {
        var (now, activities, values, files) = (erasure.Now, 0, 0, 0);
        foreach (var stream in now.Streams)
        {
            var gone = await Gone(store, stream, now.Id, cancel);
            if (gone.Count > 0 && Erasure.IsActivity(stream)) activities++;
            values += gone.Sum(g => g.Paths.Length);
            files += gone.Sum(g => g.Paths.Count(Redaction.NamesAFile));
        }
        return now.Counts with { Activities = activities, Values = values, Files = files, ImportRows = now.Rows.Length, WorkItems = now.Work.Count(w => w.Queue != Disclosure.Collection.Name) };
    }

    /// <summary>What the stream itself says was erased in it.</summary>
    public static async Task<List<ErasedPaths>> Gone(ITenantStore store, string stream, string erasure, CancellationToken cancel) =>
    [
        .. from e in await store.Stream(stream, cancel)
           where (string?)e.Data["erasureId"] == erasure && e.Data["values"] is not null
           from value in e.Data["values"].Deserialize<ImmutableArray<ErasedPaths>>(StoredJson.Options)
           select value,
    ];

    private async Task<Dictionary<long, ImmutableHashSet<string>>> Erased(CancellationToken cancel)
    {
        var erased = new Dictionary<long, ImmutableHashSet<string>>();
        foreach (var stream in erasure.Now.Streams)
            foreach (var e in await store.Stream(stream, cancel))
                if (e.Personal.Any(p => p.IsErased)) erased[e.Position] = [.. e.Personal.Where(p => p.IsErased).Select(p => p.Path)];
        return erased;
    }

    private async Task<ImmutableArray<ErasedWork>> Carrying(CancellationToken cancel)
    {
        // A name alone is no reason to leave something undone.
        var known = Known with { Names = [] };
        var going = await store.Rows.AllWork(Page, cancel).Where(w => known.IsIn(w.Payload)).Select(w => new ErasedWork(w.Queue, w.Key)).ToListAsync(cancel);
        await foreach (var kept in store.Rows.AllDocuments(Letter.Collection, Page, cancel))
            if (known.IsIn(Encoding.UTF8.GetString(kept.Json.Span))) going.Add(new(MailWorker.Mail, kept.Id));
        return [.. going.Distinct()];
    }
}
