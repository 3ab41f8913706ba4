using System.Collections.Immutable;
using ServiceTrack.Activities;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Classification;

/// <summary>
/// Classifies what customers complain of as it is received, imported or not. What a person has categorized, or was
/// classified before, stays as it is, so that following the same events twice is harmless.
/// </summary>
public sealed class ClassificationFollower(IStore all, ModelShelf shelf, TimeProvider clock) : IFollower
{
    public const string By = "system/classifier";

    // Commits that wait for the disk together share its wait.
    private const int AtOnce = 32;

    /// <summary>Kinds in which a customer says what went wrong [ours].</summary>
    private static readonly ImmutableArray<string> Kinds = ["complaint", "repair", "return", "exchange"];

    public string Name => "classification";

    public async Task<ImmutableArray<DocumentWrite>> Follow(ITenantStore store, IReadOnlyList<RecordedEvent> batch, CancellationToken cancel)
    {
        var received = batch.Where(e => e.Type == nameof(ActivityReceived) && Kinds.Contains((string?)e.Data["kind"] ?? "")).ToList();
        if (received is [] || await store.Find(Setup.Collection, Setup.Id, cancel) is not { Value: var setup }) return [];
        ComplaintReader reader = new(await shelf.Champion(store, cancel), new());
        ActivityDesk desk = new(store, setup, all.Directory);
        await Parallel.ForEachAsync(received, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel },
            async (e, stopping) => await Classify(store, desk, reader, Activity.IdOf(e.Stream), stopping));
        return [];
    }

    private async Task Classify(ITenantStore store, ActivityDesk desk, ComplaintReader reader, string id, CancellationToken cancel)
    {
        while (await store.Find(ActivityCollection.Activities, id, cancel) is { Value: { Classification: null, Category: null } activity })
        {
            var read = reader.Read(Activity.WordsOf(activity.Subject, activity.Text));
            ActivityClassified classified = new(new(read.Category, read.Severity, read.Demand, (int)(read.Confidence * 100), read.Band, read.Model));
            if (await desk.Append(activity, [classified], By, null, clock.GetUtcNow(), cancel) is not null) return;
        }
    }
}
