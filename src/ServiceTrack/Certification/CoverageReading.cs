using System.Collections.Immutable;
using ServiceTrack.Activities;
using ServiceTrack.Dashboard;
using ServiceTrack.Network;
using ServiceTrack.Registers;
using ServiceTrack.Storage;

namespace ServiceTrack.Certification;

/// <summary>
/// Counts what evidence rules ask for, by indexes and rollups and never record by record. What two rules share is counted
/// once.
/// </summary>
public sealed class CoverageReading(ITenantStore store, EvidenceRecords records, DateTimeOffset now)
{
    private readonly Dictionary<string, Found> known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Found> kinds = new(StringComparer.Ordinal);
    private readonly Dictionary<DateOnly, Figures> figures = [];

    /// <summary>Of the clauses that are judged, in the scheme's order.</summary>
    public async Task<ImmutableArray<ClauseCoverage>> Of(Scheme scheme, CancellationToken cancel)
    {
        var clauses = ImmutableArray.CreateBuilder<ClauseCoverage>();
        foreach (var clause in scheme.Leaves())
        {
            var rules = await Rules(clause.Evidence, cancel);
            clauses.Add(new(clause.Id, Coverage.Of([.. rules.Select(r => r.Status)]), rules));
        }
        return clauses.ToImmutable();
    }

    public async Task<ImmutableArray<RuleCoverage>> Rules(IEnumerable<EvidenceRule> rules, CancellationToken cancel)
    {
        var covered = ImmutableArray.CreateBuilder<RuleCoverage>();
        foreach (var rule in rules)
        {
            var from = records.FromOf(rule);
            var key = $"{rule.From}/{rule.Named}/{string.Join(',', rule.Kinds)}/{string.Join(',', rule.Severities)}/{from.DayNumber}";
            if (!known.TryGetValue(key, out var found)) known[key] = found = await Find(rule, cancel);
            covered.Add(new(rule, from, records.End, found, Coverage.Judge(rule, found, records.AsOf)));
        }
        return covered.ToImmutable();
    }

    private async Task<Found> Find(EvidenceRule rule, CancellationToken cancel) => rule.From switch
    {
        EvidenceFrom.Activities => await Activities(rule, cancel),
        EvidenceFrom.Measure => new(Measured(rule.Named!, await Figures(records.FromOf(rule), cancel)), null, null),
        EvidenceFrom.Register or EvidenceFrom.Document when EvidenceRecords.RegisterOf(rule) is { } register => await Entries(register, rule, cancel),
        EvidenceFrom.Register or EvidenceFrom.Document => new((await store.Count(Outlet.Collection, Condition.Always, null, cancel)).Values.Sum(), null, null),
    };

    private async Task<Found> Activities(EvidenceRule rule, CancellationToken cancel)
    {
        if (rule.Kinds.IsEmpty) return await Activities(rule, null, cancel);
        var sum = new Found(0, new(0, 0, 0, 0), null);
        foreach (var kind in rule.Kinds)
        {
            var key = $"{kind}/{string.Join(',', rule.Severities)}/{records.FromOf(rule).DayNumber}";
            if (!kinds.TryGetValue(key, out var found)) kinds[key] = found = await Activities(rule, kind, cancel);
            sum = sum.With(found);
        }
        return sum;
    }

    // A kind at a time: what two rules share is counted once, and the newest is the first row of an index.
    private async Task<Found> Activities(EvidenceRule rule, string? kind, CancellationToken cancel)
    {
        var found = Shares(await store.Count(ActivityCollection.Activities, records.Activities(rule, kind, counted: true), "recorded", cancel));
        if (found.Count == 0) return found;
        var first = await store.Query(ActivityCollection.Activities, new()
        {
            Where = records.Activities(rule, kind), OrderBy = "occurredAt", Descending = true, Limit = 1,
        }, cancel);
        return found with { Newest = first.Items is [var activity, ..] ? LocalDays.DayOf(activity.Value.OccurredAt, records.Zone) : null };
    }

    private async Task<Found> Entries(Register register, EvidenceRule rule, CancellationToken cancel)
    {
        var found = Shares(await store.Count(RegisterEntry.Collection, records.Entries(register, rule, counted: true), "recorded", cancel));
        if (found.Count == 0 || (register.EventDate ?? register.ValidFrom) is not { } date) return found;
        var first = await store.Query(RegisterEntry.Collection, new() { Where = records.Entries(register, rule), OrderBy = "date", Descending = true, Limit = 1 }, cancel);
        return found with { Newest = first.Items is [var entry, ..] ? RegisterValues.Date(entry.Value.Fields.GetValueOrDefault(date)) : null };
    }

    /// <summary>From a day on.</summary>
    public async Task<Figures> Figures(DateOnly from, CancellationToken cancel)
    {
        if (figures.TryGetValue(from, out var sum)) return sum;
        return figures[from] = await RollupReading.Of(store, now, reading => reading.Sum(records.Outlets.IsEmpty ? [Scope.Company] : records.Outlets,
            LocalDays.Midnight(from, records.Zone), LocalDays.Midnight(records.End, records.Zone), cancel), cancel);
    }

    private static long Measured(string measure, Figures sum) => measure switch
    {
        "promise-kept" => sum.All[Counted.Kept] + sum.All[Counted.Late],
        "on-time" => sum.All[Counted.OnTime] + sum.All[Counted.NotOnTime],
        "response-times" => sum.All[Timed.ResponseClock].Count + sum.All[Counted.AnsweredInContact],
        "complaints" => sum.By(Fact.Kind, "complaint")[Counted.Received],
        _ => throw new InvalidOperationException($"No measure {measure}."),
    };

    private static Found Shares(IReadOnlyDictionary<string, long> counts)
    {
        long Of(Recorded how) => counts.GetValueOrDefault(RecordedHow.Of(how, false)) + counts.GetValueOrDefault(RecordedHow.Of(how, true));
        return new(counts.Values.Sum(), new(Of(Recorded.AtTheTime), Of(Recorded.Later), Of(Recorded.Imported),
            counts.Where(c => RecordedHow.IsAmended(c.Key)).Sum(c => c.Value)), null);
    }
}
