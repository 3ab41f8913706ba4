using System.Collections.Immutable;
using ServiceTrack.Storage;

namespace ServiceTrack.Classification;

/// <summary>Which model answers for a company, and the trials of those that would; every change an event.</summary>
public sealed class ModelDesk(ITenantStore store, ModelShelf shelf)
{
    /// <summary>The models, the one that came with the product first where it answers.</summary>
    public async Task<CompanyModels> Read(DateTimeOffset now, CancellationToken cancel) => (await Find(now, cancel)).Models;

    public Task<Refusal?> Promote(string model, string by, DateTimeOffset now, CancellationToken cancel) =>
        Change(by, now, line => line.Promote(model, by, now), cancel);

    public Task<Refusal?> RollBack(string by, DateTimeOffset now, CancellationToken cancel) => Change(by, now, line => line.RollBack(by, now), cancel);

    /// <summary>Puts a trained model and its trial on record; its file is staged already.</summary>
    public async Task<CommitResult> Challenge(
        TrainedModel model, Trial trial, StagedBlob file, string by, DateTimeOffset now, Func<Commit, Commit> with, CancellationToken cancel)
    {
        var (found, version, beginning) = await Find(now, cancel);
        var known = found.Files.ContainsKey(model.Model);
        var models = found with { Files = found.Files.SetItem(model.Model, file.Sha256) };
        var commit = Commit(models, version, beginning, [new ModelTrained(now, model), new ChallengerJudged(now, trial)], by, now);
        return await store.Commit(with(commit with { KeepBlobs = known ? [] : [file] }), cancel);
    }

    private async Task<Refusal?> Change<TEvent>(string by, DateTimeOffset now, Func<ModelLine, (TEvent? Event, Refusal? Refusal)> decide, CancellationToken cancel)
        where TEvent : ModelEvent
    {
        while (true)
        {
            var (models, version, beginning) = await Find(now, cancel);
            var (happened, refusal) = decide(models.Line);
            if (refusal is not null) return refusal;
            if (await shelf.Refuses(store, models.After([happened!]), cancel) is { } unreadable) return unreadable;
            if (await store.Commit(Commit(models, version, beginning, [happened!], by, now), cancel) is CommitResult.Done) return null;
        }
    }

    private async Task<(CompanyModels Models, long Version, ImmutableArray<ModelEvent> Beginning)> Find(DateTimeOffset now, CancellationToken cancel)
    {
        var stored = await store.Find(CompanyModels.Collection, CompanyModels.Id, cancel);
        var models = stored?.Value ?? CompanyModels.None;
        var beginning = models.Beginning(shelf.Shipped, now);
        return (models.After(beginning), stored?.Version ?? 0, beginning);
    }

    /// <param name="beginning">Part of the models already, but not yet of the stream.</param>
    private static Commit Commit(
        CompanyModels models, long version, ImmutableArray<ModelEvent> beginning, ImmutableArray<ModelEvent> events, string by, DateTimeOffset now) => new()
    {
        At = now,
        Append = new(CompanyModels.Stream, models.Events - beginning.Length,
            [.. beginning.Select(e => CompanyModels.Sealed(e, ClassificationFollower.By)), .. events.Select(e => CompanyModels.Sealed(e, by))]),
        Documents = [CompanyModels.Collection.Put(models.After(events), version)],
    };
}
