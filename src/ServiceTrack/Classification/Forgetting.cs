using System.Collections.Immutable;
using ServiceTrack.Storage;

namespace ServiceTrack.Classification;

/// <summary>Takes the texts of erased activities out of what models learn from, and out of models that keep pieces of them.</summary>
public static class Forgetting
{
    /// <summary>Training rows of these activities.</summary>
    public static async Task<ImmutableArray<Correction>> Rows(ITenantStore store, IEnumerable<string> activities, CancellationToken cancel)
    {
        var rows = ImmutableArray.CreateBuilder<Correction>();
        foreach (var id in activities)
            if (await store.Find(Correction.Collection, id, cancel) is { Value: var row }) rows.Add(row);
        return rows.ToImmutable();
    }

    /// <summary>
    /// The company's own models that may have learned from any of these rows and keep texts in pieces. The built-in engine's
    /// do not: they hold weights of hashes.
    /// </summary>
    public static ImmutableArray<TrainedModel> Models(CompanyModels models, IReadOnlyCollection<Correction> rows) =>
        rows.Count == 0 ? [] : [.. models.Line.Models.Values
            .Where(m => models.Files.ContainsKey(m.Model) && m.Engine != Engines.BuiltIn && rows.Any(r => r.At <= m.LearnedUntil))
            .OrderBy(m => m.Model, StringComparer.Ordinal)];

    /// <summary>The commit that removes rows and models; it is refused as stale where a model was trained or promoted meanwhile.</summary>
    public static async Task<(Commit Commit, int Models)> Commit(
        ITenantStore store, IReadOnlyCollection<Correction> rows, string erasure, string by, DateTimeOffset now, CancellationToken cancel)
    {
        Commit commit = new() { At = now, Documents = [.. rows.Select(r => Correction.Collection.Remove(r.ActivityId))] };
        if (await store.Find(CompanyModels.Collection, CompanyModels.Id, cancel) is not { } kept || Models(kept.Value, rows) is not { IsEmpty: false } going) return (commit, 0);
        ImmutableArray<ModelEvent> events = [.. going.Select(m => new ModelWithdrawn(now, m.Model, erasure))];
        var after = kept.Value.After(events) with { Files = kept.Value.Files.RemoveRange(going.Select(m => m.Model)) };
        return (commit with
        {
            Append = new(CompanyModels.Stream, kept.Value.Events, [.. events.Select(e => CompanyModels.Sealed(e, by))]),
            Documents = [.. commit.Documents, CompanyModels.Collection.Put(after, kept.Version)],
            DropBlobs = [.. going.Select(m => kept.Value.Files[m.Model])],
        }, going.Length);
    }
}
