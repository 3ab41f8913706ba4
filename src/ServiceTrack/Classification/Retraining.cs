using System.Collections.Immutable;
using ServiceTrack.Storage;

namespace ServiceTrack.Classification;

public enum RetrainingStatus { Queued, Completed, Failed }

/// <summary>A request to train a challenger on everything the company has corrected.</summary>
/// <param name="Model">The challenger, once it is trained and judged.</param>
/// <param name="Failure">A sentence for people.</param>
public sealed record Retraining(
    string Id, string RequestedBy, DateTimeOffset RequestedAt, RetrainingStatus Status = RetrainingStatus.Queued, string? Model = null, string? Failure = null)
{
    public static readonly Collection<Retraining> Collection = new("retrainings", r => r.Id);
}

/// <summary>Trains challengers, and judges them on corrections later than any they learned from.</summary>
public sealed class RetrainingWorker(ModelShelf shelf, TimeProvider clock) : IWorker
{
    public const string Retrainings = "retrainings";
    private const long MostBytes = 256 * 1024 * 1024;

    public string Queue => Retrainings;

    public static Task<CommitResult> Request(ITenantStore store, Retraining asked, CancellationToken cancel) => store.Commit(new()
    {
        At = asked.RequestedAt, Documents = [Retraining.Collection.Put(asked, 0)], Work = [new(Retrainings, asked.Id, asked.RequestedAt, "")],
    }, cancel);

    public async Task Do(ITenantStore store, WorkItem item, Lease lease, CancellationToken cancel)
    {
        var asked = (await store.Find(Retraining.Collection, item.Key, cancel))!.Value;
        ModelDesk desk = new(store, shelf);
        var models = await desk.Read(clock.GetUtcNow(), cancel);
        var rows = shelf.Shipped.Rows.AddRange((await Correction.All(store, cancel)).Select(c => c.Row));
        var (learned, judged) = Gate.Split(rows, models.Line.Champion!.LearnedUntil);
        if (judged is [])
        {
            await store.Commit(Ended(asked with { Status = RetrainingStatus.Failed, Failure = "There are too few corrections since the present model was trained." }), cancel);
            return;
        }
        var challenger = shelf.Engine.Train([.. learned.Select(r => r.Row)], cancel);
        var trial = new Gate().Judge(challenger, await shelf.Champion(store, models, cancel), judged);
        using MemoryStream file = new();
        challenger.Save(file);
        file.Position = 0;
        var now = clock.GetUtcNow();
        await desk.Challenge(
            new(challenger.Model, shelf.Engine.Engine, now, learned.Max(r => r.At), learned.Count), trial,
            await store.Blobs.Stage(file, MostBytes, cancel), ClassificationFollower.By, now,
            commit => commit with
            {
                Documents = [.. commit.Documents, .. Ended(asked with { Status = RetrainingStatus.Completed, Model = challenger.Model }).Documents],
                Finish = [(Retrainings, asked.Id)], Fence = lease,
            }, cancel);

        Commit Ended(Retraining retraining) => new()
        {
            At = clock.GetUtcNow(), Documents = [Retraining.Collection.Put(retraining)], Finish = [(Retrainings, asked.Id)], Fence = lease,
        };
    }
}
