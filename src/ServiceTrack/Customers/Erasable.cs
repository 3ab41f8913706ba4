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
/// <param name="Fold">What is kept beside the events, given all of them as they stand afterwards: documents, and claims that were about the person.</param>
public sealed record Erasable(
    string Prefix, Func<string, ImmutableArray<ErasedPaths>, object> Tell,
    Func<ITenantStore, string, IReadOnlyList<RecordedEvent>, Commit, CancellationToken, Task<Commit>> Fold)
{
    public static ImmutableArray<Erasable> All { get; } =
    [
        new(Activity.StreamOf(""), (id, values) => new ActivityErased(id, values), Activities),
        new(Assessment.StreamOf(""), (id, values) => new AssessmentErased(id, values), Assessments),
        new(ImportEvent.StreamOf(""), (id, values) => new ImportErased(id, values), Imports),
        new("register/", (id, values) => new RegisterEntryErased(id, values), Entries),
    ];

    public static bool Includes(string stream) => All.Any(e => stream.StartsWith(e.Prefix, StringComparison.Ordinal));

    public static Erasable Of(string stream) =>
        All.FirstOrDefault(e => stream.StartsWith(e.Prefix, StringComparison.Ordinal)) ?? throw new ArgumentException($"Nothing can be erased in {stream}.", nameof(stream));

    private static async Task<Commit> Activities(ITenantStore store, string stream, IReadOnlyList<RecordedEvent> events, Commit commit, CancellationToken cancel)
    {
        var id = Activity.IdOf(stream);
        var stood = await store.Find(ActivityCollection.Activities, id, cancel);
        // The clocks are no part of the fold, and nothing that they are computed from goes.
        return commit with { Documents = [ActivityCollection.Activities.Put(ActivityEvents.Fold(id, events) with { Clocks = stood?.Value.Clocks })] };
    }

    private static Task<Commit> Assessments(ITenantStore store, string stream, IReadOnlyList<RecordedEvent> events, Commit commit, CancellationToken cancel) =>
        Task.FromResult(commit with { Documents = [Assessment.Collection.Put(AssessmentEvents.Fold(stream[Assessment.StreamOf("").Length..], events))] });

    private static async Task<Commit> Imports(ITenantStore store, string stream, IReadOnlyList<RecordedEvent> events, Commit commit, CancellationToken cancel) =>
        await store.Find(ImportJob.Collection, stream[ImportEvent.StreamOf("").Length..], cancel) is { Value: var job }
            ? commit with { Documents = [ImportJob.Collection.Put(job with { FileName = "" })] } : commit;

    private static async Task<Commit> Entries(ITenantStore store, string stream, IReadOnlyList<RecordedEvent> events, Commit commit, CancellationToken cancel)
    {
        var (name, id) = (stream.Split('/')[1], stream.Split('/')[2]);
        if (RegisterList.Named(name) is not { } register || RegisterEvents.Fold(register, id, events) is not { } entry) return commit;
        // What keeps entries apart can be about a person: the serial number of something in a household.
        var stood = await store.Find(RegisterEntry.Collection, id, cancel);
        var (before, after) = (stood is null ? null : RegisterDesk.UniqueKey(register, stood.Value.Fields), RegisterDesk.UniqueKey(register, entry.Fields));
        return commit with
        {
            Documents = [RegisterEntry.Collection.Put(entry)], Unclaim = before is not null && before != after ? [(RegisterDesk.Scope(register), before)] : [],
        };
    }
}
