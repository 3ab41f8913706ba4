using System.Collections.Immutable;

namespace ServiceTrack.Evidence;

/// <summary>Whether the records of the window are as many and as fresh as a rule asks; the worst of its rules is a clause's.</summary>
internal enum Coverage
{
    /// <summary>No rule that records could meet; somebody has to look.</summary>
    ByHand,

    Enough,

    /// <summary>Some, fewer than asked for.</summary>
    Thin,

    /// <summary>The newest is older than it may be.</summary>
    Stale,

    Missing,
}

/// <param name="Newest">A day, yyyy-MM-dd.</param>
internal sealed record RuleCoverage(PackRule Rule, Coverage State, string? Newest, Shares Shares);

internal sealed record ClauseCoverage(PackClause Clause, ImmutableArray<RuleCoverage> Rules)
{
    public Coverage State => Rules.IsEmpty ? Coverage.ByHand : Rules.Max(r => r.State);
}

/// <summary>A record as coverage counts it.</summary>
/// <param name="Day">By which it counts in a window; null: it always does.</param>
internal readonly record struct Counted(string? Day, string FreshOn, Activities.Recorded How, bool Amended);

/// <summary>Counts what a pack shows against a clause's rules: activities that were not cancelled, entries that were not removed.</summary>
internal sealed class Covering(
    PackParameters p, IReadOnlyDictionary<string, List<LedgerRow>> activities, IReadOnlyDictionary<string, ImmutableArray<RegisterRow>> registers)
{
    public const string Documents = "documents";

    public ClauseCoverage Of(PackClause clause) => new(clause, [.. clause.Rules.Select(Of)]);

    private RuleCoverage Of(PackRule rule)
    {
        if (Records(rule) is not { } records) return new(rule, Coverage.ByHand, null, Shares.None);
        var since = rule.Months is { } months ? p.MonthsBack(months) : "";
        var counted = records.Where(r => r.Day is null || string.CompareOrdinal(r.Day, since) >= 0).ToList();
        var newest = counted.Select(r => r.FreshOn).Max(StringComparer.Ordinal);
        var state = counted.Count == 0 ? Coverage.Missing
            : rule.FreshMonths is { } fresh && string.CompareOrdinal(newest, p.MonthsBack(fresh)) < 0 ? Coverage.Stale
            : counted.Count < rule.Enough ? Coverage.Thin
            : Coverage.Enough;
        return new(rule, state, newest, Shares.Of(counted.Select(r => (r.How, r.Amended))));
    }

    // Measures are figures of their own making, which leaves alone do not give.
    private IEnumerable<Counted>? Records(PackRule rule) => rule.From switch
    {
        "activities" => (rule.Kinds.IsEmpty ? activities.Keys : rule.Kinds).Distinct().SelectMany(k => activities.GetValueOrDefault(k, []))
            .Where(r => r.Status != "cancelled" && (rule.Severities.IsEmpty || rule.Severities.Contains(r.Severity ?? "")))
            .Select(r => p.Local(r.Received)[..10] is var day ? new Counted(day, day, r.How, r.Amended) : default),
        "register" => Entries(rule.Named, r => rule.Kinds.IsEmpty || rule.Kinds.Contains(r.Fields.GetValueOrDefault("kind", ""))),
        "document" => Entries(Documents, r => r.Fields.GetValueOrDefault("type") == rule.Named),
        _ => null,
    };

    private IEnumerable<Counted> Entries(string? register, Func<RegisterRow, bool> counts) => registers.GetValueOrDefault(register ?? "", [])
        .Where(r => !r.Removed && counts(r)).Select(r => new Counted(r.Register.EventDate is null ? null : r.Day, r.FreshOn(p), r.How, r.Amended));
}
