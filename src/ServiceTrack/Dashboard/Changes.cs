using ServiceTrack.Activities;
using ServiceTrack.Sla;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Dashboard;

/// <summary>What a run of events changes in the figures: what one activity counted as before it, and counts as after.</summary>
/// <param name="Before">Null where the run begins with its receipt.</param>
public sealed record Change(Fact? Before, Fact After)
{
    /// <summary>Everything to be counted (1) and taken out again (−1), for the company and for the outlet.</summary>
    public IEnumerable<(string Scope, Fact Fact, int Sign)> Parts()
    {
        foreach (var (fact, sign) in ((Fact?, int)[])[(Before, -1), (After, 1)])
        {
            if (fact is null) continue;
            yield return (Scope.Company, fact, sign);
            if (fact.OutletId is { } outlet) yield return (outlet, fact, sign);
        }
    }
}

public static class Changes
{
    private static readonly string Prefix = Activity.StreamOf("");

    /// <summary>
    /// The changes of a run of the feed. What stood before is folded from the activity's own earlier events: its document
    /// may be ahead of the run, and then nobody could say what had been counted.
    /// </summary>
    public static async Task<List<Change>> Of(ITenantStore store, IReadOnlyList<RecordedEvent> run, CancellationToken cancel)
    {
        var calendars = new Dictionary<string, SlaCalendar>();
        var changes = new List<Change>();
        foreach (var events in run.Where(e => e.Stream.StartsWith(Prefix, StringComparison.Ordinal)).GroupBy(e => e.Stream))
        {
            var (id, first) = (events.Key[Prefix.Length..], events.First().Version);
            Activity? activity = null;
            if (first > 1) activity = ActivityEvents.Fold(id, (await store.Stream(events.Key, cancel)).TakeWhile(e => e.Version < first));
            var before = activity is null ? null : await FactOf(activity);
            foreach (var e in events) activity = ActivityFold.Apply(id, activity, new(ActivityEvents.Open(e), e.At));
            var after = await FactOf(activity!);
            if (after != before) changes.Add(new(before, after));
        }
        return changes;

        async Task<Fact> FactOf(Activity activity) => Fact.Of(activity, activity.Promise is { } p ? await CalendarOf(p) : null);

        async Task<SlaCalendar> CalendarOf(Promise promise)
        {
            var version = $"{promise.CalendarId}@{promise.CalendarVersion}";
            if (calendars.TryGetValue(version, out var known)) return known;
            var kept = await store.Find(Setup.CalendarVersions, version, cancel)
                ?? throw new InvalidOperationException($"Calendar {version} is not kept.");
            return calendars[version] = kept.Value;
        }
    }
}
