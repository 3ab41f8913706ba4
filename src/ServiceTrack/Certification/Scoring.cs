using System.Collections.Immutable;

namespace ServiceTrack.Certification;

/// <summary>Rules of DOMAIN.md §3 [agency] with the settings of the scheme for what they leave open [ours]; exact, without rounding in between.</summary>
public static class Scoring
{
    private static readonly Ratio Hundred = Ratio.Of(100);

    /// <param name="sheets">One for head office and one for each sampled outlet; of a clause each says one thing at most.</param>
    /// <param name="special">Special deductions made.</param>
    /// <param name="bonus">Special bonus points asked for.</param>
    public static Score Of(Scheme scheme, IReadOnlyCollection<SheetMarks> sheets, int special = 0, int bonus = 0)
    {
        var clauses = Clauses(scheme, sheets);
        var judged = clauses.Where(c => c.Share is not null).ToList();
        var earned = Sum(judged, c => c.Weight.Points * c.Share!.Value);
        var applicable = Sum(judged, c => c.Weight.Points);
        var extra = new Extra(scheme.Scoring, special, Math.Min(bonus, scheme.Scoring.MostBonus.Value));
        var score = new Score
        {
            Earned = earned, Applicable = applicable, Special = special, Bonus = extra.Bonus, Clauses = clauses,
            Estimate = clauses.Any(c => !c.Judged || (c.Applies && !c.Weight.Confirmed)),
        };
        if (applicable <= Ratio.Zero) return score;
        var exact = extra.Apply(earned, applicable);
        return score with
        {
            Value = Valued(exact, scheme, special),
            // A numerator below zero grows as clauses are added, so the score itself bounds the range, too.
            Low = Valued(Ratio.Min(exact, Extreme(clauses, extra, -1)), scheme, special),
            High = Valued(Ratio.Max(exact, Extreme(clauses, extra, 1)), scheme, special),
            Next = Next(scheme, judged, extra.Uncapped.Apply(earned, applicable), applicable, special),
        };
    }

    /// <summary>The highest level whose bound, itself included, is reached, and that allows as many special deductions.</summary>
    public static Level? LevelOf(Scheme scheme, Ratio exact, int special)
    {
        var compared = scheme.Scoring.Compared == Compared.AsShown ? Ratio.Of(ShownOf(scheme.Scoring, exact)) : exact;
        return scheme.Levels.LastOrDefault(l => Ratio.Of(l.From) <= compared && !(special > l.MostSpecial));
    }

    public static decimal ShownOf(ScoringRules rules, Ratio exact) => rules.Shown == Shown.Rounded ? exact.Rounded(1) : exact.Truncated(1);

    private static ScoreValue Valued(Ratio exact, Scheme scheme, int special) =>
        new(exact, ShownOf(scheme.Scoring, exact), LevelOf(scheme, exact, special));

    private static ImmutableArray<ClauseScore> Clauses(Scheme scheme, IReadOnlyCollection<SheetMarks> sheets)
    {
        var marks = sheets.SelectMany(s => s.Marks.Select(m => (s.OutletId, Mark: m))).ToLookup(m => m.Mark.Clause);
        return
        [
            .. from weight in Weights.Of(scheme)
               let clause = scheme.Clause(weight.Clause)!
               let said = marks[clause.Id].Select(m => (m.OutletId, Share: ShareOf(clause, m.Mark))).ToList()
               let shares = said.Where(s => s.Share is not null).Select(s => (s.OutletId, s.Share!.Value)).ToList()
               select new ClauseScore(clause, weight, shares.Count == 0 ? null : Combined(scheme.Scoring.Combination, shares), said.Count == 0 || shares.Count > 0),
        ];
    }

    /// <summary>Null where the clause does not apply.</summary>
    private static Ratio? ShareOf(Clause clause, Mark mark)
    {
        Ratio? share = mark.Verdict switch
        {
            Verdict.Met => Ratio.One,
            Verdict.NotMet => Ratio.Zero,
            Verdict.Sampled => Ratio.Of(mark.Drawn - mark.Failed, mark.Drawn),
            Verdict.Partly => Ratio.Of(mark.Percent, 100),
            Verdict.NotApplicable => null,
        };
        return clause.Sampling == Sampling.Qualitative && share < Ratio.One ? Ratio.Zero : share;
    }

    private static Ratio Combined(Combination how, List<(string? OutletId, Ratio Share)> shares)
    {
        var all = shares.Select(s => s.Share).ToList();
        return how switch
        {
            Combination.Mean => Mean(all),
            Combination.Lowest => all.Aggregate(Ratio.Min),
            Combination.HeadOfficeHalf => shares.ToLookup(s => s.OutletId is null, s => s.Share) is var parts && parts.Count == 2
                ? (Mean([.. parts[true]]) + Mean([.. parts[false]])) / Ratio.Of(2) : Mean(all),
        };
    }

    private static Ratio Mean(List<Ratio> shares) => shares.Aggregate((a, b) => a + b) / Ratio.Of(shares.Count);

    /// <summary>
    /// The least (side −1) or greatest (side 1) score over all weights within their ranges. For a value at hand each clause
    /// takes the end of its range that goes beyond it; repeated from what comes of that until nothing changes (Dinkelbach).
    /// </summary>
    private static Ratio Extreme(ImmutableArray<ClauseScore> clauses, Extra extra, int side)
    {
        var open = side < 0 ? Ratio.Zero : Ratio.One;
        var parts = clauses.Where(c => c.Applies).Select(c => (c.Weight, Share: c.Share ?? open)).ToList();
        var best = Value(parts.Select(p => p.Weight.Points));
        while (true)
        {
            var next = Value(parts.Select(p => (p.Share > best) == (side > 0) ? p.Weight.High : p.Weight.Low));
            if (next.CompareTo(best) * side <= 0) return extra.Finish(best);
            best = next;
        }

        Ratio Value(IEnumerable<Ratio> weights)
        {
            var (over, under) = (extra.Over, Ratio.Zero);
            foreach (var (weight, part) in weights.Zip(parts)) (over, under) = (over + weight * part.Share, under + weight);
            return over / under;
        }
    }

    private static NextLevel? Next(Scheme scheme, List<ClauseScore> judged, Ratio exact, Ratio applicable, int special)
    {
        var reached = LevelOf(scheme, exact, special);
        if (scheme.Levels.FirstOrDefault(l => l.From > (reached?.From ?? -1) && Ratio.Of(l.From) > exact) is not { } level) return null;
        var missing = Ratio.Of(level.From) - exact;
        var gains = ImmutableArray.CreateBuilder<Gain>();
        var sum = Ratio.Zero;
        foreach (var gain in judged.Select(c => new Gain(c.Clause.Id, c.Weight.Points * (Ratio.One - c.Share!.Value) * Hundred / applicable))
                     .Where(g => g.Points > Ratio.Zero).OrderByDescending(g => g.Points).ThenBy(g => g.Clause, StringComparer.Ordinal))
        {
            if (sum >= missing) break;
            gains.Add(gain);
            sum += gain.Points;
        }
        return new(level, missing, gains.ToImmutable(), sum >= missing && !(special > level.MostSpecial));
    }

    private static Ratio Sum(IEnumerable<ClauseScore> clauses, Func<ClauseScore, Ratio> of) => clauses.Aggregate(Ratio.Zero, (sum, c) => sum + of(c));

    /// <summary>What stands outside the clauses: special deductions and bonus, before or after rescaling, and the bounds.</summary>
    private sealed record Extra(ScoringRules Rules, int Special, int Bonus)
    {
        private Ratio Points => Ratio.Of(Bonus - Special * Rules.SpecialPoints.Value);

        public Extra Uncapped => this with { Rules = Rules with { Capped = false } };

        /// <summary>What is added to the points earned.</summary>
        public Ratio Over => Rules.Special == SpecialOrder.BeforeRescaling ? Points : Ratio.Zero;

        public Ratio Apply(Ratio earned, Ratio applicable) => Finish((earned + Over) / applicable);

        public Ratio Finish(Ratio share)
        {
            var score = share * Hundred + (Rules.Special == SpecialOrder.AfterRescaling ? Points : Ratio.Zero);
            return Rules.Capped ? Ratio.Max(Ratio.Zero, Ratio.Min(Hundred, score)) : score;
        }
    }
}
