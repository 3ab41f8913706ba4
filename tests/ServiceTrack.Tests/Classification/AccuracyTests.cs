using ServiceTrack.Classification;

namespace ServiceTrack.Tests.Classification;

/// <summary>
/// The built-in engine on four public sets. Splits are shuffles by seed; the first fifth is held back.
/// </summary>
public sealed class AccuracyTests
{
    /// <summary>A small sample, in seconds: far under what all rows give, but a broken engine falls through it.</summary>
    [Theory]
    [InlineData("zh_gov7", .84)]
    [InlineData("zh_shop10neg", .79)]
    [InlineData("en_airline10", .55)]
    [InlineData("en_bank77", .72)]
    public void a_sample_of_1500_rows_is_learnt(string set, double atLeast)
    {
        var rows = Shuffled(set, seed: 1);
        var evaluation = Evaluation.Of(new LinearTrainer().Train(rows[..1500]), rows[1500..2500]);
        Assert.True(evaluation.Accuracy >= atLeast, $"{evaluation}");
        Assert.True(evaluation.Ece <= .08, $"{evaluation}");
    }

    [Theory]
    [InlineData("zh_gov7", .910)]
    [InlineData("zh_shop10neg", .873)]
    [InlineData("en_airline10", .620)]
    [InlineData("en_bank77", .892)]
    public void five_splits_of_four_fifths_reach_their_bound(string set, double atLeast)
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("SERVICETRACK_ALL_SPLITS") == "1", "Takes minutes: SERVICETRACK_ALL_SPLITS=1 runs it.");
        var evaluations = Enumerable.Range(1, 5).Select(seed =>
        {
            var rows = Shuffled(set, seed);
            var held = rows.Length / 5;
            return Evaluation.Of(new LinearTrainer().Train(rows[held..]), rows[..held]);
        }).ToArray();
        Assert.True(evaluations.Average(e => e.Accuracy) >= atLeast, string.Join(Environment.NewLine, evaluations.AsEnumerable()));
    }

    private static TrainingRow[] Shuffled(string set, int seed)
    {
        var rows = File.ReadLines(SharedData.Path(set + ".tsv")).Select(line => line.Split('\t', 2)).Select(p => new TrainingRow(p[0], p[1])).ToArray();
        new Random(seed).Shuffle(rows);
        return rows;
    }
}
