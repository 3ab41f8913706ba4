using System.Collections.Immutable;
using System.Text.Json.Serialization;
using ServiceTrack.Activities;
using ServiceTrack.Storage;

namespace ServiceTrack.Classification;

/// <summary>What a person said an activity is about: a row to train on. The last word on an activity counts.</summary>
/// <param name="Text">As it stood then; about a person, like the activity's own.</param>
public sealed record Correction(string ActivityId, DateTimeOffset At, string Text, string Category)
{
    [JsonIgnore] public LabelledText Row => new(At, Text, Category, "correction");

    public static readonly Collection<Correction> Collection = new("trainingRows", c => c.ActivityId)
    {
        Fields = [Field<Correction>.Number("at", c => c.At.ToUnixTimeMilliseconds())],
        Indexes = [new("at")],
    };

    public static async Task<ImmutableArray<Correction>> All(ITenantStore store, CancellationToken cancel)
    {
        var all = ImmutableArray.CreateBuilder<Correction>();
        string? cursor = null;
        do
        {
            var page = await store.Query(Collection, new() { OrderBy = "at", Limit = 200, Cursor = cursor }, cancel);
            all.AddRange(page.Items.Select(c => c.Value));
            cursor = page.Next;
        }
        while (cursor is not null);
        return all.ToImmutable();
    }
}

/// <summary>Keeps a training row for each activity that a person has categorized.</summary>
public sealed class CorrectionFollower : IFollower
{
    public string Name => "corrections";

    public async Task<ImmutableArray<DocumentWrite>> Follow(ITenantStore store, IReadOnlyList<RecordedEvent> batch, CancellationToken cancel)
    {
        var rows = ImmutableArray.CreateBuilder<DocumentWrite>();
        foreach (var (said, e) in batch.Where(e => e.Type == nameof(ActivityCategorized)).Select(e => ((ActivityCategorized)ActivityEvents.Open(e), e)))
            if (await store.Find(ActivityCollection.Activities, Activity.IdOf(e.Stream), cancel) is { Value: { Text: not "" } activity })
                rows.Add(Correction.Collection.Put(new(activity.Id, e.At, Activity.WordsOf(activity.Subject, activity.Text), said.Category)));
        return rows.ToImmutable();
    }
}
