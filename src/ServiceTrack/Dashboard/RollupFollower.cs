using System.Collections.Immutable;
using ServiceTrack.Storage;

namespace ServiceTrack.Dashboard;

/// <summary>
/// Compacts events into rollups. It may lag behind: who reads folds the events after its position on top, so it takes
/// them in runs rather than write a busy day anew for each. Should the figures ever be counted otherwise, it and its
/// collections take new names, and all is counted again from the first event.
/// </summary>
public sealed class RollupFollower : IFollower
{
    public const string FollowerName = "rollups";

    public string Name => FollowerName;

    public TimeSpan Gathering => TimeSpan.FromSeconds(1);

    // Records of years, in no order, touch many hours: the more at once, the fewer times each is written.
    public int LongestRun => 2_000;

    public async Task<ImmutableArray<DocumentWrite>> Follow(
        ITenantStore store, IReadOnlyList<RecordedEvent> batch, CancellationToken cancel)
    {
        var rollups = new Dictionary<string, Rollup>();
        var standings = new Dictionary<string, Standing>();
        foreach (var (scope, fact, sign) in (await Changes.Of(store, batch, cancel)).SelectMany(c => c.Parts()))
        {
            foreach (var grain in (Grain[])[Grain.Hour, Grain.Day])
                (await RollupOf(grain, scope, fact.At)).Add(fact, sign);
            (await StandingOf(scope)).Add(fact, sign);
        }
        return
        [
            .. rollups.Values.Select(r => r.Parts.Count == 0 ? Rollup.Collection.Remove(Rollup.IdOf(r.Series, r.Start)) : Rollup.Collection.Put(r)),
            .. standings.Values.Select(s => s.Open.Count == 0 ? Standing.Collection.Remove(s.Scope) : Standing.Collection.Put(s)),
        ];

        async Task<Rollup> RollupOf(Grain grain, string scope, DateTimeOffset at)
        {
            var empty = Rollup.Empty(grain, scope, at);
            var id = Rollup.IdOf(empty.Series, empty.Start);
            if (rollups.TryGetValue(id, out var known)) return known;
            return rollups[id] = (await store.Find(Rollup.Collection, id, cancel))?.Value ?? empty;
        }

        async Task<Standing> StandingOf(string scope) =>
            standings.TryGetValue(scope, out var known) ? known
                : standings[scope] = (await store.Find(Standing.Collection, scope, cancel))?.Value ?? Standing.Empty(scope);
    }
}
