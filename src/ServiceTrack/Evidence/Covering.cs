using System.Collections.Immutable;
using System.Globalization;
using ServiceTrack.Certification;

namespace ServiceTrack.Evidence;

/// <summary>What a pack holds for a rule.</summary>
/// <param name="State">Null where records alone do not tell, and somebody has to look.</param>
/// <param name="Newest">A day, yyyy-MM-dd.</param>
internal sealed record RuleFound(PackRule Rule, Covered? State, string? Newest, Shares Shares);

internal sealed record ClauseFound(PackClause Clause, ImmutableArray<RuleFound> Rules)
{
    public Covered? State => Rules.Where(r => r.State is not null).Select(r => r.State!.Value).ToList() is { Count: > 0 } known ? Coverage.Of(known) : null;
}

/// <summary>Counts what a pack shows against a clause's rules: entries that were removed prove nothing.</summary>
internal sealed class Covering(
    PackParameters p, IReadOnlyDictionary<string, List<LedgerRow>> activities, IReadOnlyDictionary<string, ImmutableArray<RegisterRow>> registers)
{
    public const string Documents = "documents";

    public ClauseFound Of(PackClause clause) => new(clause, [.. clause.Rules.Select(Of)]);

    private RuleFound Of(PackRule rule)
    {
        if (Records(rule) is not { } records) return new(rule, null, null, Shares.None);
        var since = rule.Months is { } months ? p.MonthsBack(months) : "";
        var counted = records.Where(r => r.Stands || string.CompareOrdinal(r.Day, since) >= 0).ToList();
        var newest = counted.Select(r => r.Day).Max(StringComparer.Ordinal);
        var day = DateOnly.TryParseExact(newest, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? (DateOnly?)date : null;
        return new(rule, Coverage.Judge(rule.Rule, new(counted.Count, null, day), p.AsOf), newest, Shares.Of(counted.Select(r => (r.How, r.Amended))));
    }

    // Measures are figures of their own making, which leaves alone do not give.
    private IEnumerable<(string? Day, bool Stands, Activities.Recorded How, bool Amended)>? Records(PackRule rule) => rule.From switch
    {
        "activities" => (rule.Kinds.IsEmpty ? activities.Keys : rule.Kinds).Distinct().SelectMany(k => activities.GetValueOrDefault(k, []))
            .Where(r => rule.Severities.IsEmpty || rule.Severities.Contains(r.Severity ?? ""))
            .Select(r => ((string?)p.Local(r.Received)[..10], false, r.How, r.Amended)),
        "register" => Entries(rule.Named, r => rule.Kinds.IsEmpty || rule.Kinds.Contains(r.Fields.GetValueOrDefault("kind", ""))),
        "document" => Entries(Documents, r => r.Day is not null && r.Fields.GetValueOrDefault("type") == rule.Named),
        _ => null,
    };

    private IEnumerable<(string? Day, bool Stands, Activities.Recorded How, bool Amended)> Entries(string? register, Func<RegisterRow, bool> counts) =>
        registers.GetValueOrDefault(register ?? "", []).Where(r => r.Counts(p) && counts(r)).Select(r => (r.Day, r.Register.EventDate is null, r.How, r.Amended));
}
