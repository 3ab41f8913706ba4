using System.Collections.Immutable;
using ServiceTrack.Activities;
using ServiceTrack.Dashboard;
using ServiceTrack.Documents;
using ServiceTrack.Network;
using ServiceTrack.Registers;
using ServiceTrack.Storage;

namespace ServiceTrack.Certification;

/// <summary>
/// Counts what evidence rules ask for, by indexes and rollups and never record by record: a company with a million
/// activities waits no longer than one with a thousand, but for the counting itself. What two rules share is counted once.
/// </summary>
/// <param name="asOf">The last day that counts.</param>
/// <param name="months">How far back records count where a rule does not say.</param>
/// <param name="outlets">Only what stands at these; empty: all.</param>
public sealed class CoverageReading(ITenantStore store, TimeZoneInfo zone, DateOnly asOf, int months, ImmutableArray<string> outlets, DateTimeOffset now)
{
    private readonly Dictionary<string, Found> known = new(StringComparer.Ordinal);
    private readonly Dictionary<DateOnly, Figures> figures = [];
    private readonly DateOnly end = asOf.AddDays(1);

    /// <summary>Of the clauses that are judged, in the scheme's order.</summary>
    public async Task<ImmutableArray<ClauseCoverage>> Of(Scheme scheme, CancellationToken cancel)
    {
        var clauses = ImmutableArray.CreateBuilder<ClauseCoverage>();
        foreach (var clause in scheme.Leaves()) clauses.Add(new(clause.Id, default, await Rules(clause.Evidence, cancel)));
        return [.. clauses.Select(c => c with { Status = c.Rules.IsEmpty ? Covered.Missing : Coverage.Of([.. c.Rules.Select(r => r.Status)]) })];
    }

    public async Task<ImmutableArray<RuleCoverage>> Rules(IEnumerable<EvidenceRule> rules, CancellationToken cancel)
    {
        var covered = ImmutableArray.CreateBuilder<RuleCoverage>();
        foreach (var rule in rules)
        {
            var from = end.AddMonths(-(rule.Months ?? months));
            var key = $"{rule.From}/{rule.Named}/{string.Join(',', rule.Kinds)}/{string.Join(',', rule.Severities)}/{from.DayNumber}";
            if (!known.TryGetValue(key, out var found)) known[key] = found = await Find(rule, from, cancel);
            covered.Add(new(rule, from, end, found, Coverage.Judge(rule, found, asOf)));
        }
        return covered.ToImmutable();
    }

    private Task<Found> Find(EvidenceRule rule, DateOnly from, CancellationToken cancel) => rule.From switch
    {
        EvidenceFrom.Activities => Activities(rule, from, cancel),
        EvidenceFrom.Register when rule.Named == Register.Outlets => Outlets(cancel),
        EvidenceFrom.Register => Entries(RegisterList.Named(rule.Named!)!, from, rule.Kinds, cancel),
        EvidenceFrom.Document => Documents(rule.Named!, cancel),
        EvidenceFrom.Measure => Measured(rule.Named!, from, cancel),
    };

    private async Task<Found> Activities(EvidenceRule rule, DateOnly from, CancellationToken cancel)
    {
        List<Condition> where = [Condition.Is("recorded", [.. RecordedHow.All]), Condition.Between("occurredAt", Midnight(from), Midnight(end))];
        if (!rule.Severities.IsEmpty) where.Add(Condition.Is("severity", [.. rule.Severities]));
        if (!outlets.IsEmpty) where.Add(Condition.Is("outletId", [.. outlets]));
        var of = rule.Kinds.IsEmpty ? Condition.Both([.. where]) : Condition.Both([Condition.Is("kind", [.. rule.Kinds]), .. where]);
        var shares = Shares(await store.Count(ActivityCollection.Activities, of, "recorded", cancel));
        return shares with { Newest = shares.Count == 0 || rule.FreshMonths is null ? null : await Newest(rule, where[1..], cancel) };
    }

    // Kind by kind, since only then the newest is the first row of an index.
    private async Task<DateOnly?> Newest(EvidenceRule rule, List<Condition> where, CancellationToken cancel)
    {
        DateOnly? newest = null;
        foreach (var kind in rule.Kinds.Select(k => (Condition?)Condition.Is("kind", k)).DefaultIfEmpty(null))
        {
            var first = await store.Query(ActivityCollection.Activities, new()
            {
                Where = Condition.Both(kind is null ? [.. where] : [kind, .. where]), OrderBy = "occurredAt", Descending = true, Limit = 1,
            }, cancel);
            if (first.Items is [var activity, ..] && LocalDays.DayOf(activity.Value.OccurredAt, zone) is var day && !(day < newest)) newest = day;
        }
        return newest;
    }

    private Task<Found> Entries(Register register, DateOnly from, ImmutableArray<string> kinds, CancellationToken cancel)
    {
        List<Condition> where = [register.EventDate is null ? RegisterReading.HoldsOn(asOf) : RegisterReading.Dated(from, end)];
        if (!kinds.IsEmpty) where.Add(RegisterReading.Where(register, "kind", [.. kinds]));
        if (!outlets.IsEmpty && register.HasOutlet) where.Add(Condition.Is("outlet", [.. outlets]));
        return Entries(register, where, cancel);
    }

    /// <summary>A document holds once it was approved, which it was if it has a first day.</summary>
    private Task<Found> Documents(string type, CancellationToken cancel) => Entries(ControlledDocuments.Register,
        [RegisterReading.HoldsOn(asOf), RegisterReading.Dated(CoverageList.FirstDay, null), RegisterReading.Where(ControlledDocuments.Register, "type", type)], cancel);

    private async Task<Found> Entries(Register register, List<Condition> where, CancellationToken cancel)
    {
        var found = Shares(await store.Count(RegisterEntry.Collection,
            RegisterReading.Of(register, [Condition.Is("recorded", [.. RecordedHow.All]), .. where]), "recorded", cancel));
        if (found.Count == 0) return found;
        var first = await store.Query(RegisterEntry.Collection, new() { Where = RegisterReading.Of(register, [.. where]), OrderBy = "date", Descending = true, Limit = 1 }, cancel);
        var date = register.EventDate ?? register.ValidFrom;
        return found with { Newest = first.Items is [var entry, ..] && date is not null ? RegisterValues.Date(entry.Value.Fields.GetValueOrDefault(date)) : null };
    }

    private async Task<Found> Outlets(CancellationToken cancel) =>
        new((await store.Count(Outlet.Collection, Condition.Always, null, cancel)).Values.Sum(), null, null);

    private async Task<Found> Measured(string measure, DateOnly from, CancellationToken cancel)
    {
        if (!figures.TryGetValue(from, out var sum)) figures[from] = sum = await RollupReading.Of(store, now, reading => reading.Sum(
            outlets.IsEmpty ? [Scope.Company] : outlets, LocalDays.Midnight(from, zone), LocalDays.Midnight(end, zone), cancel), cancel);
        return new(measure switch
        {
            "promise-kept" => sum.All[Counted.Kept] + sum.All[Counted.Late],
            "on-time" => sum.All[Counted.OnTime] + sum.All[Counted.NotOnTime],
            "response-times" => sum.All[Timed.ResponseClock].Count + sum.All[Counted.AnsweredInContact],
            "complaints" => sum.By(Fact.Kind, "complaint")[Counted.Received],
            _ => throw new InvalidOperationException($"No measure {measure}."),
        }, null, null);
    }

    private static Found Shares(IReadOnlyDictionary<string, long> counts)
    {
        long Of(Recorded how) => counts.GetValueOrDefault(RecordedHow.Of(how, false)) + counts.GetValueOrDefault(RecordedHow.Of(how, true));
        return new(counts.Values.Sum(), new(Of(Recorded.AtTheTime), Of(Recorded.Later), Of(Recorded.Imported),
            counts.Where(c => RecordedHow.IsAmended(c.Key)).Sum(c => c.Value)), null);
    }

    private long Midnight(DateOnly day) => LocalDays.Midnight(day, zone).ToUnixTimeMilliseconds();
}
