using System.Collections.Immutable;

namespace ServiceTrack.Certification;

public enum Covered
{
    Enough,

    /// <summary>There are some, but fewer than the rule asks for.</summary>
    Thin,

    /// <summary>There are enough, but the newest is older than the rule allows.</summary>
    Stale,

    Missing,
}

/// <summary>When records were made: evidence typed in last week about last year is none.</summary>
/// <param name="Amended">Of all of them, however they were made.</param>
public sealed record RecordedShares(long AtTheTime, long Later, long Imported, long Amended);

/// <param name="Shares">Null where it is not told record by record.</param>
/// <param name="Newest">The event date of the newest; null where there is none, or where the rule does not ask.</param>
public sealed record Found(long Count, RecordedShares? Shares, DateOnly? Newest)
{
    /// <summary>Of both, which have no record in common.</summary>
    public Found With(Found other) => new(Count + other.Count,
        Shares is { } a && other.Shares is { } b ? new(a.AtTheTime + b.AtTheTime, a.Later + b.Later, a.Imported + b.Imported, a.Amended + b.Amended) : null,
        Newest > other.Newest ? Newest : other.Newest ?? Newest);
}

/// <param name="From">The first day on which a record counts.</param>
/// <param name="To">The first day on which none does any more.</param>
public sealed record RuleCoverage(EvidenceRule Rule, DateOnly From, DateOnly To, Found Found, Covered Status);

public sealed record ClauseCoverage(string Clause, Covered Status, ImmutableArray<RuleCoverage> Rules);

/// <summary>How far the records that there are cover a clause; a proposal to whoever judges, never a verdict.</summary>
public static class Coverage
{
    /// <summary>Missing where there is nothing at all; enough if it is so by every rule; else the worst of what is left.</summary>
    public static Covered Of(IReadOnlyCollection<Covered> rules) =>
        rules.All(r => r == Covered.Missing) ? Covered.Missing
        : rules.All(r => r == Covered.Enough) ? Covered.Enough
        : rules.Any(r => r is Covered.Missing or Covered.Thin) ? Covered.Thin
        : Covered.Stale;

    /// <param name="asOf">The last day that counts.</param>
    public static Covered Judge(EvidenceRule rule, Found found, DateOnly asOf) =>
        found.Count == 0 ? Covered.Missing
        : found.Count < rule.Enough ? Covered.Thin
        : rule.FreshMonths is { } months && found.Newest is { } newest && newest <= asOf.AddMonths(-months) ? Covered.Stale
        : Covered.Enough;

    /// <summary>
    /// The mark that the records propose, ours: met where they are enough, not met where there are none, else the mean over
    /// the rules of how much of enough there is, a rule with nothing fresh counting half. Null where no rule is given.
    /// </summary>
    public static Mark? Propose(ClauseCoverage clause)
    {
        if (clause.Rules.IsEmpty) return null;
        if (clause.Status == Covered.Enough) return new(clause.Clause, Verdict.Met);
        if (clause.Status == Covered.Missing) return new(clause.Clause, Verdict.NotMet);
        var percent = clause.Rules.Sum(r => Math.Min(r.Found.Count, r.Rule.Enough) * 100 / r.Rule.Enough / (r.Status == Covered.Stale ? 2 : 1));
        return new(clause.Clause, Verdict.Partly, Percent: (int)(percent / clause.Rules.Length));
    }
}
