using ServiceTrack.Certification;
using static ServiceTrack.Tests.Certification.SomeScheme;

namespace ServiceTrack.Tests.Certification;

/// <summary>Every rule of DOMAIN.md §3, and its worked examples.</summary>
public sealed class ScoringTests
{
    [Theory]
    [InlineData(0, 95.6, "five-star")]
    [InlineData(1, 94.6, "four-star")]
    [InlineData(4, 91.6, "four-star")]
    [InlineData(5, 90.6, null)]
    public void the_worked_example_comes_out(int special, decimal shown, string? level)
    {
        var sheet = Sheet(Pointed, null, Not("5.2.3.1"), Not("5.2.3.2"), Not("5.2.6.1"), Not("5.2.6.2"), NotMet("5.1.4.1"));

        var score = Scoring.Of(Pointed, [sheet], special);

        Assert.Equal((Ratio.Of(89), Ratio.Of(93)), (score.Earned, score.Applicable));
        Assert.Equal((shown, level), (score.Value!.Shown, score.Value.Level?.Id));
        Assert.Equal(Ratio.Of(8900, 93) - Ratio.Of(special), score.Value.Exact);
        Assert.False(score.Estimate);
    }

    [Theory]
    [InlineData(6999, null)]
    [InlineData(7000, "pass")]
    [InlineData(7999, "pass")]
    [InlineData(8000, "three-star")]
    [InlineData(9000, "four-star")]
    [InlineData(9496, "four-star")]
    [InlineData(9499, "four-star")]
    [InlineData(9500, "five-star")]
    [InlineData(10000, "five-star")]
    public void a_level_begins_at_its_bound_and_not_before(int hundredths, string? level) =>
        Assert.Equal(level, Scoring.LevelOf(Planned, Ratio.Of(hundredths, 100), 0)?.Id);

    [Theory]
    [InlineData(Shown.Truncated, Compared.Unrounded, 94.9, "four-star")]
    [InlineData(Shown.Rounded, Compared.Unrounded, 95.0, "four-star")]
    [InlineData(Shown.Rounded, Compared.AsShown, 95.0, "five-star")]
    [InlineData(Shown.Truncated, Compared.AsShown, 94.9, "four-star")]
    public void a_score_of_94_96_is_94_9_unless_a_setting_says_otherwise(Shown how, Compared compared, decimal shown, string level)
    {
        var scheme = Quarters(new() { Shown = how, Compared = compared });
        var score = Scoring.Of(scheme, [Sheet(scheme, null, Sampled("a", 625, 126))]);
        Assert.Equal((shown, level), (score.Value!.Shown, score.Value.Level!.Id));
    }

    [Fact]
    public void a_qualitative_clause_not_wholly_met_loses_all_its_points()
    {
        var scheme = Quarters(sampling: Sampling.Qualitative);
        Assert.Equal(Ratio.Of(75), Scoring.Of(scheme, [Sheet(scheme, null, Sampled("a", 10, 1))]).Earned);
        Assert.Equal(Ratio.Of(75), Scoring.Of(scheme, [Sheet(scheme, null, new Mark("a", Verdict.Partly, Percent: 99))]).Earned);
    }

    [Theory]
    [InlineData(3, 1, 50, 3)]
    [InlineData(10, 0, 25, 1)]
    [InlineData(10, 10, 0, 1)]
    [InlineData(8, 3, 125, 8)]
    public void samples_that_fail_cost_their_share(int drawn, int failed, int over, int under) =>
        Assert.Equal(Ratio.Of(75) + Ratio.Of(over, under), Scoring.Of(Quarters(), [Sheet(Quarters(), null, Sampled("a", drawn, failed))]).Earned);

    [Theory]
    [InlineData(SpecialOrder.AfterRescaling, 1, 0, "65.6666667")]
    [InlineData(SpecialOrder.BeforeRescaling, 1, 0, "65.3333333")]
    [InlineData(SpecialOrder.AfterRescaling, 0, 1, "67.6666667")]
    [InlineData(SpecialOrder.AfterRescaling, 0, 7, "67.6666667")]
    [InlineData(SpecialOrder.BeforeRescaling, 0, 7, "68")]
    public void special_deductions_and_one_bonus_stand_outside_the_clauses(SpecialOrder order, int special, int bonus, string expected)
    {
        var scheme = Quarters(new() { Special = order });
        var score = Scoring.Of(scheme, [Sheet(scheme, null, Not("d"), NotMet("a"))], special, bonus);
        Assert.Equal(expected, score.Value!.Exact.Rounded(7).ToString("0.#######", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData(true, 0, 1, 100)]
    [InlineData(false, 0, 1, 101)]
    [InlineData(true, 3, 0, 97)]
    public void a_score_is_held_within_its_bounds_unless_a_setting_says_otherwise(bool capped, int special, int bonus, int expected)
    {
        var scheme = Quarters(new() { Capped = capped });
        Assert.Equal(Ratio.Of(expected), Scoring.Of(scheme, [Sheet(scheme, null)], special, bonus).Value!.Exact);
    }

    [Fact]
    public void a_score_does_not_fall_below_nothing()
    {
        var scheme = Quarters();
        var none = Sheet(scheme, null, NotMet("a"), NotMet("b"), NotMet("c"), NotMet("d"));
        var score = Scoring.Of(scheme, [none], special: 3);
        Assert.Equal((Ratio.Zero, Ratio.Of(73)), (score.Value!.Exact, score.Next!.Missing));
    }

    [Theory]
    [InlineData(Combination.Mean, 70)]
    [InlineData(Combination.Lowest, 60)]
    [InlineData(Combination.HeadOfficeHalf, 75)]
    public void head_office_and_outlets_are_combined_as_the_setting_says(Combination how, int percent)
    {
        var scheme = Quarters(new() { Combination = how });
        SheetMarks[] sheets =
        [
            new(null, [new("a", Verdict.Partly, Percent: 85)]), new("o1", [new("a", Verdict.Partly, Percent: 60)]), new("o2", [new("a", Verdict.Partly, Percent: 70)]),
        ];
        var expected = how == Combination.Mean ? Ratio.Of(215, 3) : Ratio.Of(percent);
        Assert.Equal(expected, Scoring.Of(scheme, sheets).Value!.Exact);
    }

    [Fact]
    public void a_clause_that_does_not_apply_somewhere_is_judged_by_the_others()
    {
        var scheme = Quarters();
        var score = Scoring.Of(scheme, [Sheet(scheme, null, Not("a")), Sheet(scheme, "o1", NotMet("a"))]);
        Assert.Equal((Ratio.Of(75), Ratio.Of(100)), (score.Earned, score.Applicable));
    }

    [Fact]
    public void the_fewest_clauses_lead_to_the_next_star()
    {
        var score = Scoring.Of(Pointed, [Sheet(Pointed, null, NotMet("5.1.4.1"), NotMet("5.1.7.1"), NotMet("5.3.1.1"), NotMet("5.2.3.2"))]);

        Assert.Equal((89m, "three-star", "four-star"), (score.Value!.Shown, score.Value.Level!.Id, score.Next!.Level.Id));
        Assert.Equal((Ratio.Of(1), true), (score.Next.Missing, score.Next.Reachable));
        Assert.Equal([new Gain("5.1.4.1", Ratio.Of(4))], score.Next.Gains);
    }

    [Fact]
    public void the_highest_level_has_no_next_one() => Assert.Null(Scoring.Of(Pointed, [Sheet(Pointed, null)]).Next);

    [Fact]
    public void planned_weights_and_clauses_not_judged_make_an_estimate_with_a_range()
    {
        var planned = Scoring.Of(Planned, [Sheet(Planned, null, NotMet("5.2.4.1"))]);
        Assert.True(planned.Estimate);
        Assert.True(planned.Low!.Exact < planned.Value!.Exact && planned.Value.Exact < planned.High!.Exact);

        var begun = Scoring.Of(Pointed, [new(null, [new("5.1.1.1", Verdict.Met)])]);
        Assert.Equal((true, 3m, 100m, 100m), (begun.Estimate, begun.Low!.Shown, begun.Value!.Shown, begun.High!.Shown));
        Assert.Null(Scoring.Of(Planned, []).Value);
    }
}
