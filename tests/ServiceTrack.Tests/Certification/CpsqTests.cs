using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using ServiceTrack.Certification;

namespace ServiceTrack.Tests.Certification;

public sealed class CpsqTests
{
    /// <summary>Worked by hand: (x − 1) / 4 × 100, the mean of each dimension, the weighted sum.</summary>
    [Theory]
    [InlineData("1 1 1 1 1", "", 0)]
    [InlineData("5 5 5 5 5", "", 100)]
    [InlineData("3 3 3 3 3", "", 50)]
    [InlineData("5 4 3 2 1", "", 50)]                                   // (100 + 75 + 50 + 25 + 0) / 5
    [InlineData("5 4 3 2 1", ".4 .3 .2 .1 0", 75)]                      // 40 + 22.5 + 10 + 2.5 + 0
    [InlineData("5 4 3 2 1|3 4 5 4 5", ".2 .2 .2 .2 .2", 65)]           // (75 + 75 + 75 + 50 + 50) / 5
    [InlineData("5 - - - -|1 4 4 4 4|3 4 4 4 4", ".2 .2 .2 .2 .2", 70)] // (50 + 75 × 4) / 5: each dimension by those who scored it
    [InlineData("4 4 4 4 4|4 4 4 4 4|3 3 3 3 3", "", 66.666666)]        // two thirds, not rounded on the way
    [InlineData("5 5 5 5 -", ".25 .25 .25 .25 0", 100)]                 // what weighs nothing need not be answered
    public void the_index_is_the_weighted_mean_of_the_dimensions(string answers, string weights, double index) =>
        Assert.Equal((decimal)index, Cpsq.Of(Answers(answers), Weights(weights)).Index!.Value.Truncated(6));

    [Theory]
    [InlineData("")]
    [InlineData("5 5 5 5 -")]
    public void without_an_answer_in_a_dimension_that_weighs_there_is_no_index(string answers) =>
        Assert.Null(Cpsq.Of(Answers(answers), Cpsq.EqualWeights).Index);

    [Theory]
    [InlineData(29, true)]
    [InlineData(30, false)]
    public void under_thirty_answers_there_is_a_warning(int answers, bool few)
    {
        var index = Cpsq.Of(Enumerable.Repeat(Answers("4 4 4 4 -").Single(), answers), Cpsq.EqualWeights);
        Assert.Equal((answers, few), (index.Answers, index.Few));
        Assert.Equal([answers, answers, answers, answers, 0], index.Dimensions.Select(d => d.Answers));
    }

    [Theory]
    [InlineData(".2 .2 .2 .2 .1")]
    [InlineData(".5 .5 .5 -.5 0")]
    [InlineData("1")]
    public void weights_that_do_not_come_to_one_are_a_mistake(string weights) => Assert.Throws<ArgumentException>(() => Cpsq.Of([], Weights(weights)));

    [Theory]
    [InlineData("70", 30, GateState.Passed)]
    [InlineData("70.01", 30, GateState.NotPassed)]
    [InlineData("70", 36, GateState.TooFewAnswers)]
    [InlineData(null, 30, GateState.NoThreshold)]
    public void a_gate_is_passed_by_enough_answers_that_reach_its_threshold_exactly(string? least, int needed, GateState state)
    {
        // 7 of 10 points of the scale in each dimension: 35 answers, 28 fours and 7 threes.
        var index = Cpsq.Of([.. Enumerable.Repeat(Answers("4 4 4 4 4").Single(), 28), .. Enumerable.Repeat(Answers("3 3 3 3 3").Single(), 7)], Cpsq.EqualWeights);
        Assert.Equal(Ratio.Of(70), index.Index);
        Assert.Equal(state, new GateStanding(new("g", new("门", "gate"), "cpsq", null, FactSource.Ours), index, least is null ? null : decimal.Parse(least), needed).State);
    }

    [Fact]
    public void the_index_lies_between_0_and_100() => Hold((answers, weights) =>
    {
        if (Cpsq.Of(answers, weights).Index is { } index) Assert.True(Ratio.Zero <= index && index <= Ratio.Of(100));
    });

    [Fact]
    public void the_order_of_answers_is_irrelevant() => Hold((answers, weights) =>
        Assert.Equal(Cpsq.Of(answers, weights).Index, Cpsq.Of(answers.Reverse(), weights).Index));

    [Fact]
    public void a_better_score_never_lowers_the_index_and_raises_it_where_it_weighs() => Hold((answers, weights) =>
    {
        var before = Cpsq.Of(answers, weights).Index;
        for (var i = 0; i < answers.Length; i++)
            for (var d = 0; d < weights.Length; d++)
            {
                if (answers[i][d] is not { } score || score == Cpsq.Highest) continue;
                var after = Cpsq.Of(answers.SetItem(i, answers[i].SetItem(d, score + 1)), weights).Index;
                if (before is not null) Assert.True(weights[d] > 0 ? after > before : after == before);
            }
    });

    private static void Hold(Action<ImmutableArray<ImmutableArray<int?>>, ImmutableArray<decimal>> law) =>
        Prop.ForAll(Cases.ToArbitrary(), it => law(it.Answers, it.Weights)).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    private static readonly Gen<(ImmutableArray<ImmutableArray<int?>> Answers, ImmutableArray<decimal> Weights)> Cases =
        from count in Gen.Choose(0, 8)
        from scores in Gen.Choose(0, 5).ArrayOf(5).ArrayOf(count)
        from cuts in Gen.Choose(0, 10_000).ArrayOf(4)
        let ends = cuts.Order().Append(10_000).ToArray()
        select (scores.Select(a => a.Select(s => s == 0 ? (int?)null : s).ToImmutableArray()).ToImmutableArray(),
            ends.Select((end, i) => (end - (i == 0 ? 0 : ends[i - 1])) / 10_000m).ToImmutableArray());

    private static ImmutableArray<int?>[] Answers(string text) =>
        [.. text.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(a => a.Split(' ').Select(s => s == "-" ? (int?)null : int.Parse(s)).ToImmutableArray())];

    private static ImmutableArray<decimal> Weights(string text) => text == "" ? Cpsq.EqualWeights : [.. text.Split(' ').Select(decimal.Parse)];
}
