using System.Collections.Immutable;
using ServiceTrack.Activities;
using ServiceTrack.Certification;
using ServiceTrack.Imports;
using ServiceTrack.Journal;
using ServiceTrack.Registers;
using ServiceTrack.Storage;

namespace ServiceTrack.Customers;

/// <summary>One kind of stream whose personal values can be erased.</summary>
/// <param name="Prefix">Of the streams' names.</param>
/// <param name="Tell">The event that says in the stream itself what was erased, given the erasure's id.</param>
/// <param name="Fold">What is kept beside the events, given all of them as they stand afterwards; null where nothing is.</param>
public sealed record Erasable(
    string Prefix, Func<string, ImmutableArray<ErasedPaths>, object> Tell,
    Func<ITenantStore, string, IReadOnlyList<RecordedEvent>, CancellationToken, Task<DocumentWrite?>> Fold)
{
    public static ImmutableArray<Erasable> All { get; } =
    [
        new(Activity.StreamOf(""), (id, values) => new ActivityErased(id, values), Activities),
        new(Assessment.StreamOf(""), (id, values) => new AssessmentErased(id, values), Assessments),
        new(ImportEvent.StreamOf(""), (id, values) => new ImportErased(id, values), Imports),
        new("register/", (id, values) => new RegisterEntryErased(id, values), Entries),
    ];

    public static Erasable Of(string stream) =>
        All.FirstOrDefault(e => stream.StartsWith(e.Prefix, StringComparison.Ordinal)) ?? throw new ArgumentException($"Nothing can be erased in {stream}.", nameof(stream));

    private static async Task<DocumentWrite?> Activities(ITenantStore store, string stream, IReadOnlyList<RecordedEvent> events, CancellationToken cancel)
    {
        var id = Activity.IdOf(stream);
        var stood = await store.Find(ActivityCollection.Activities, id, cancel);
        // The clocks are no part of the fold, and nothing that they are computed from goes.
        return ActivityCollection.Activities.Put(ActivityEvents.Fold(id, events) with { Clocks = stood?.Value.Clocks });
    }

    private static Task<DocumentWrite?> Assessments(ITenantStore store, string stream, IReadOnlyList<RecordedEvent> events, CancellationToken cancel) =>
        Task.FromResult<DocumentWrite?>(Assessment.Collection.Put(AssessmentEvents.Fold(stream[Assessment.StreamOf("").Length..], events)));

    private static async Task<DocumentWrite?> Imports(ITenantStore store, string stream, IReadOnlyList<RecordedEvent> events, CancellationToken cancel) =>
        await store.Find(ImportJob.Collection, stream[ImportEvent.StreamOf("").Length..], cancel) is { Value: var job } ? ImportJob.Collection.Put(job with { FileName = "" }) : null;

    private static Task<DocumentWrite?> Entries(ITenantStore store, string stream, IReadOnlyList<RecordedEvent> events, CancellationToken cancel)
    {
        var parts = stream.Split('/');
        var entry = RegisterList.Named(parts[1]) is { } register ? RegisterEvents.Fold(register, parts[2], events) : null;
        return Task.FromResult(entry is null ? null : RegisterEntry.Collection.Put(entry));
    }
}
