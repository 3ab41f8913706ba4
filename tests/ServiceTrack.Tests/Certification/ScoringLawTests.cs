using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using ServiceTrack.Certification;

namespace ServiceTrack.Tests.Certification;

public sealed class ScoringLawTests
{
    [Fact]
    public void the_order_of_clauses_marks_and_sheets_is_irrelevant() => Hold(it =>
    {
        var turned = it with
        {
            Scheme = it.Scheme with { Clauses = [.. it.Scheme.Clauses.Reverse()] },
            Sheets = [.. it.Sheets.Reverse().Select(s => s with { Marks = [.. s.Marks.Reverse()] })],
        };
        Assert.Equal(Figures(it), Figures(turned));
    });

    [Fact]
    public void a_sample_that_fails_never_gains() => Hold(it =>
    {
        var worse = it with
        {
            Sheets = [.. it.Sheets.Select(s => s with { Marks = [.. s.Marks.Select(m => m.Verdict == Verdict.Sampled && m.Failed < m.Drawn ? m with { Failed = m.Failed + 1 } : m)] })],
        };
        if (Score(it).Value is { } value) Assert.True(Score(worse).Value!.Exact <= value.Exact);
    });

    [Fact]
    public void the_range_contains_the_score() => Hold(it =>
    {
        if (Score(it) is not { Value: { } value } score) return;
        Assert.True(score.Low!.Exact <= value.Exact && value.Exact <= score.High!.Exact);
    });

    [Fact]
    public void whatever_the_body_gives_within_the_range_of_weights_scores_within_the_range() => Hold(it =>
    {
        var score = Score(it);
        if (score.Value is null) return;
        var given = Weights.Of(it.Scheme).Select((w, i) => w.Known ? w.Points : (i % 3) switch { 0 => w.Low, 1 => w.High, _ => w.Points }).ToList();
        var body = it.Scheme with
        {
            Clauses = [.. it.Scheme.Leaves().Select((l, i) => l with { Parent = null, Points = given[i].Rounded(6) })],
            Scoring = it.Scheme.Scoring,
        };
        var theirs = Scoring.Of(body, it.Sheets, it.Special, it.Bonus).Value!.Exact;
        var tolerance = Ratio.Of(1, 1000);
        Assert.True(score.Low!.Exact - tolerance <= theirs && theirs <= score.High!.Exact + tolerance);
    });

    [Fact]
    public void what_is_shown_truncated_never_exceeds_the_score_nor_reaches_a_level_it_does_not() => Hold(it =>
    {
        if (Score(it).Value is not { } value) return;
        if (it.Scheme.Scoring.Shown == Shown.Truncated) Assert.True(Ratio.Of(value.Shown) <= value.Exact);
        if (it.Scheme.Scoring.Compared == Compared.Unrounded && value.Level is { } level) Assert.True(Ratio.Of(level.From) <= value.Exact);
    });

    [Fact]
    public void the_gains_told_do_lead_to_the_next_level() => Hold(it =>
    {
        if (Score(it).Next is not { Reachable: true } next || it.Scheme.Scoring.Compared == Compared.AsShown) return;
        var met = next.Gains.Select(g => g.Clause).ToHashSet();
        var better = it with { Sheets = [.. it.Sheets.Select(s => s with { Marks = [.. s.Marks.Select(m => met.Contains(m.Clause) && m.Verdict != Verdict.NotApplicable ? new(m.Clause, Verdict.Met) : m)] })] };
        Assert.True(Score(better).Value!.Exact >= Ratio.Of(next.Level.From));
    });

    private sealed record Case(Scheme Scheme, ImmutableArray<SheetMarks> Sheets, int Special, int Bonus);

    private static Score Score(Case it) => Scoring.Of(it.Scheme, it.Sheets, it.Special, it.Bonus);

    private static (Ratio, Ratio, Ratio?, Ratio?, Ratio?, string?) Figures(Case it) =>
        Score(it) is var s ? (s.Earned, s.Applicable, s.Value?.Exact, s.Low?.Exact, s.High?.Exact, s.Value?.Level?.Id) : default;

    private static void Hold(Action<Case> law) => Prop.ForAll(Cases.ToArbitrary(), law).Check(Config.QuickThrowOnFailure.WithMaxTest(150));

    private static readonly Gen<Mark?> AMark =
        from verdict in Gen.Elements(Enum.GetValues<Verdict>())
        from drawn in Gen.Choose(1, 9)
        from failed in Gen.Choose(0, drawn)
        from percent in Gen.Choose(0, 100)
        from judged in Gen.Choose(0, 4)
        select judged == 0 ? null : new Mark("", verdict, drawn, failed, percent);

    private static Gen<SheetMarks> SheetOf(Scheme scheme, string? outlet) =>
        from marks in AMark.ArrayOf(scheme.Leaves().Length)
        select new SheetMarks(outlet, [.. scheme.Leaves().Zip(marks, (leaf, mark) => mark is null ? null : mark with { Clause = leaf.Id }).OfType<Mark>()]);

    private static readonly Gen<Case> Cases =
        from pointed in Gen.Elements(SomeScheme.Planned, SomeScheme.Pointed, SomeScheme.Quarters())
        from order in Gen.Elements(Enum.GetValues<SpecialOrder>())
        from capped in Gen.Elements(true, false)
        from shown in Gen.Elements(Enum.GetValues<Shown>())
        from compared in Gen.Elements(Enum.GetValues<Compared>())
        from combination in Gen.Elements(Enum.GetValues<Combination>())
        let scheme = pointed with { Scoring = new() { Special = order, Capped = capped, Shown = shown, Compared = compared, Combination = combination } }
        from head in SheetOf(scheme, null)
        from outlets in Gen.Choose(0, 3)
        from sheets in SheetOf(scheme, "").ArrayOf(outlets)
        from special in Gen.Choose(0, 6)
        from bonus in Gen.Choose(0, 2)
        select new Case(scheme, [head, .. sheets.Select((s, i) => s with { OutletId = $"o{i}" })], special, bonus);
}
