using ServiceTrack.Classification;

namespace ServiceTrack.Tests.Classification;

/// <summary>
/// The engines on four public sets. Splits are shuffles by seed; the first fifth is held back.
/// </summary>
public sealed class AccuracyTests
{
    /// <summary>A small sample, in seconds: far under what all rows give, but a broken engine falls through it.</summary>
    [Theory]
    [InlineData(Engines.BuiltIn, "zh_gov7", .84)]
    [InlineData(Engines.BuiltIn, "zh_shop10neg", .79)]
    [InlineData(Engines.BuiltIn, "en_airline10", .55)]
    [InlineData(Engines.BuiltIn, "en_bank77", .72)]
    [InlineData(Engines.MLNet, "zh_gov7", .84)]
    [InlineData(Engines.MLNet, "zh_shop10neg", .79)]
    [InlineData(Engines.MLNet, "en_airline10", .54)]
    [InlineData(Engines.MLNet, "en_bank77", .70)]
    public void a_sample_of_1500_rows_is_learnt(string engine, string set, double atLeast)
    {
        var trainer = Samples.Engine(engine);
        var rows = Shuffled(set, seed: 1);
        var evaluation = Evaluation.Of(trainer.Train(rows[..1500]), rows[1500..2500]);
        Assert.True(evaluation.Accuracy >= atLeast, $"{evaluation}");
        Assert.True(evaluation.Ece <= .08, $"{evaluation}");
    }

    [Theory]
    [InlineData(Engines.BuiltIn, "zh_gov7", .910)]
    [InlineData(Engines.BuiltIn, "zh_shop10neg", .873)]
    [InlineData(Engines.BuiltIn, "en_airline10", .620)]
    [InlineData(Engines.BuiltIn, "en_bank77", .892)]
    [InlineData(Engines.MLNet, "zh_gov7", .912)]
    [InlineData(Engines.MLNet, "zh_shop10neg", .880)]
    [InlineData(Engines.MLNet, "en_airline10", .595)]
    [InlineData(Engines.MLNet, "en_bank77", .887)]
    public void five_splits_of_four_fifths_reach_their_bound(string engine, string set, double atLeast)
    {
        var trainer = Samples.Engine(engine);
        Assert.SkipUnless(Environment.GetEnvironmentVariable("SERVICETRACK_ALL_SPLITS") == "1", "Takes minutes: SERVICETRACK_ALL_SPLITS=1 runs it.");
        var evaluations = Enumerable.Range(1, 5).Select(seed =>
        {
            var rows = Shuffled(set, seed);
            var held = rows.Length / 5;
            return Evaluation.Of(trainer.Train(rows[held..]), rows[..held]);
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
