using ServiceTrack.Certification;

namespace ServiceTrack.Tests.Certification;

/// <summary>Schemes and sheets to score.</summary>
internal static class SomeScheme
{
    /// <summary>The invented points of DOMAIN.md §3, which sum to 40, 35 and 25.</summary>
    private static readonly Dictionary<string, decimal> Invented = (
        "5.1.1.1=3 5.1.1.2=3 5.1.2.1=3 5.1.2.2=5 5.1.3.1=3 5.1.3.2=3 5.1.3.3=3 5.1.4.1=4 5.1.4.2=2 5.1.5.1=2 5.1.5.2=2 5.1.6.1=2 5.1.6.2=1 " +
        "5.1.7.1=1 5.1.7.2=2 5.1.7.3=1 5.2.1.1=2 5.2.1.2=2 5.2.1.3=2 5.2.1.4=1 5.2.2.1=2 5.2.2.2=2 5.2.2.3=2 5.2.3.1=2 5.2.3.2=3 5.2.4.1=2 " +
        "5.2.4.2=2 5.2.4.3=2 5.2.4.4=2 5.2.5.1=1 5.2.5.2=2 5.2.5.3=2 5.2.5.4=2 5.2.6.1=1 5.2.6.2=1 5.3.1.1=3 5.3.1.2=3 5.3.1.3=4 5.3.1.4=3 " +
        "5.3.2.1=4 5.3.2.2=4 5.3.2.3=4").Split(' ').Select(p => p.Split('=')).ToDictionary(p => p[0], p => decimal.Parse(p[1]));

    public static Scheme Planned => ShippedSchemes.Find("gbt27922-2011")!;

    public static Scheme Pointed { get; } = Planned with
    {
        Clauses = [.. Planned.Clauses.Select(c => Invented.TryGetValue(c.Id, out var points)
            ? c with { Points = points, Source = FactSource.Body, Confirmed = true, ConfirmedBy = "test" } : c)],
    };

    /// <summary>Four clauses of 25 points each.</summary>
    public static Scheme Quarters(ScoringRules? rules = null, Sampling sampling = Sampling.Proportional) => new("q", 1, new("四", "four"))
    {
        Clauses = [.. "abcd".Select(c => new Clause($"{c}", null, new("条", "clause"), 25, FactSource.Body, true, "test") { Sampling = sampling })],
        Scoring = rules ?? new(), Levels = Planned.Levels,
    };

    /// <summary>One sheet in which every clause is met, but for these.</summary>
    public static SheetMarks Sheet(Scheme scheme, string? outlet, params Mark[] but) => new(outlet,
        [.. scheme.Leaves().Where(l => but.All(m => m.Clause != l.Id)).Select(l => new Mark(l.Id, Verdict.Met)), .. but]);

    public static Mark NotMet(string clause) => new(clause, Verdict.NotMet);

    public static Mark Not(string clause) => new(clause, Verdict.NotApplicable);

    public static Mark Sampled(string clause, int drawn, int failed) => new(clause, Verdict.Sampled, drawn, failed);
}
