using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServiceTrack.Imports;
using ServiceTrack.Journal;
using ServiceTrack.Storage;

namespace ServiceTrack.Customers;

/// <summary>
/// Erases personal values of a stream in one commit: the values, what is kept beside the events, the files they name, and
/// the event that says so. Done again it finds nothing to do.
/// </summary>
/// <param name="fence">Null for a process that has the store to itself.</param>
internal sealed class Redaction(ITenantStore store, string erasure, string by, Lease? fence, TimeProvider clock)
{
    /// <param name="only">Versions and paths; null for all there are.</param>
    /// <returns>How many values went.</returns>
    /// <exception cref="LeaseLostException">Another node has the erasure now.</exception>
    public async Task<int> Erase(string stream, IReadOnlySet<(long Version, string Path)>? only, CancellationToken cancel)
    {
        while (true)
        {
            var events = await store.Stream(stream, cancel);
            var going = Going(events, only);
            if (going.Count == 0) return 0;
            switch (await store.Commit(await Commit(stream, events, going, cancel), cancel))
            {
                case CommitResult.Done: return going.Count;
                case CommitResult.Fenced: throw new LeaseLostException();
            }
        }
    }

    /// <summary>What would go.</summary>
    public static List<(RecordedEvent Event, PersonalValue Value)> Going(IReadOnlyList<RecordedEvent> events, IReadOnlySet<(long Version, string Path)>? only) =>
    [
        .. from e in events
           from value in e.Personal
           where !value.IsErased && only?.Contains((e.Version, value.Path)) != false && !NamesAFileThatStays(e, value)
           select (e, value),
    ];

    public static bool NamesAFile(string path) => path.EndsWith("sha256", StringComparison.Ordinal);

    private async Task<Commit> Commit(
        string stream, IReadOnlyList<RecordedEvent> events, List<(RecordedEvent Event, PersonalValue Value)> going, CancellationToken cancel)
    {
        var now = JournalTime.Cut(clock.GetUtcNow());
        var erasable = Erasable.Of(stream);
        var told = erasable.Tell(erasure, [.. going.GroupBy(g => g.Event.Version).Select(g => new ErasedPaths(g.Key, [.. g.Select(x => x.Value.Path)]))]);
        NewEvent said = new(told.GetType().Name, now, by, EventData.Split(told).Data, []);
        var gone = going.Select(g => (g.Event.Position, g.Value.Path)).ToHashSet();
        var after = events.Select(e => e with { Personal = [.. e.Personal.Select(p => gone.Contains((e.Position, p.Path)) ? Erased(p.Path) : p)] })
            .Append(new(long.MaxValue, stream, events.Count + 1, said.Type, now, now, by, said.Data, [], default));
        return await erasable.Fold(store, stream, [.. after], new()
        {
            At = now, Append = new(stream, events.Count, [said]), Erase = [.. gone.Select(g => new ErasedValue(g.Position, g.Path))],
            DropBlobs = await Files(going, cancel), Fence = fence,
        }, cancel);
    }

    /// <summary>The files that go, once for each time they are named. What is missing already cannot be dropped.</summary>
    private async Task<ImmutableArray<string>> Files(List<(RecordedEvent Event, PersonalValue Value)> going, CancellationToken cancel)
    {
        var files = ImmutableArray.CreateBuilder<string>();
        foreach (var sha256 in going.Where(g => NamesAFile(g.Value.Path)).Select(g => JsonSerializer.Deserialize<string>(g.Value.Full!)!))
        {
            await using var file = await store.Blobs.Open(sha256, cancel);
            if (file is not null) files.Add(sha256);
        }
        return files.ToImmutable();
    }

    /// <summary>A file beside which stands, publicly, that nothing in it is about a person.</summary>
    private static bool NamesAFileThatStays(RecordedEvent e, PersonalValue value)
    {
        if (!NamesAFile(value.Path)) return false;
        JsonNode? beside = e.Data;
        foreach (var part in value.Path.Split('.').SkipLast(1)) beside = (beside as JsonObject)?[part];
        return beside?["personal"]?.GetValueKind() == JsonValueKind.False;
    }

    private static PersonalValue Erased(string path) => new(path, new(""), null, new(""), null);
}
