using FsCheck;
using FsCheck.Fluent;
using ServiceTrack.Classification;

namespace ServiceTrack.Tests.Classification;

public sealed class GateTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Answers the text itself, save for the texts it does not know.</summary>
    private sealed class Knowing(string model, int unknown) : ITextClassifier
    {
        public string Model => model;
        public IReadOnlyList<string> Labels => ["known", "odd"];

        public Prediction Predict(ReadOnlySpan<char> text) =>
            new([new(int.Parse(text) < unknown ? "odd" : "known", .9), new("-", .1)], Model);

        public void Save(Stream stream) => throw new NotSupportedException("It has nothing to keep.");
    }

    private static readonly LabelledText[] Judged =
        [.. Enumerable.Range(0, 100).Select(i => new LabelledText(Start.AddHours(i), $"{i}", "known", "correction"))];

    [Fact]
    public void a_challenger_that_is_better_passes()
    {
        var trial = new Gate().Judge(new Knowing("new", 5), new Knowing("old", 20), Judged);
        Assert.True(trial.Passed, trial.Reason);
        Assert.Equal(("new", "old", 15, 0), (trial.Challenger, trial.Champion, trial.OnlyChallengerRight, trial.OnlyChampionRight));
        Assert.Equal((Start, Start.AddHours(99)), (trial.JudgedFrom, trial.JudgedUntil));
        Assert.Equal((.95, .80), (trial.ChallengerEvaluation.Accuracy, trial.ChampionEvaluation.Accuracy));
    }

    [Theory]
    [InlineData(20, 20, 100, "Not better")]
    [InlineData(30, 20, 100, "Not better")]
    [InlineData(16, 20, 100, "from luck")]
    [InlineData(0, 20, 49, "at least 50")]
    public void one_that_is_not_clearly_better_stays_outside(int challengerUnknown, int championUnknown, int rows, string reason)
    {
        var trial = new Gate().Judge(new Knowing("new", challengerUnknown), new Knowing("old", championUnknown), Judged[..rows]);
        Assert.False(trial.Passed);
        Assert.Contains(reason, trial.Reason);
    }

    [Fact]
    public void confidence_that_means_less_keeps_a_better_challenger_outside() =>
        Assert.Contains("confidence", new Gate(MostEceLost: -.5).Judge(new Knowing("new", 5), new Knowing("old", 20), Judged).Reason);

    [Theory]
    [InlineData(5, 5, .03125)]
    [InlineData(8, 10, 56 / 1024.0)]
    [InlineData(0, 4, 1)]
    [InlineData(0, 0, 1)]
    [InlineData(2600, 5000, .0024)]
    public void luck_is_the_tail_of_a_fair_coin(int heads, int tosses, double chance) =>
        Assert.Equal(chance, Gate.ChanceOfAtLeast(heads, tosses), 4);

    [Fact]
    public void what_is_judged_is_later_than_all_that_either_model_learned() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), Gen.Choose(-1, 256).ToArbitrary(), (hours, until) =>
        {
            var rows = hours.Select((h, i) => new LabelledText(Start.AddHours(h), $"text {i % 7}", "a", "correction")).ToArray();
            DateTimeOffset? seen = until < 0 ? null : Start.AddHours(until);
            var (learned, judged) = Gate.Split(rows, seen);
            Assert.All(judged, j => Assert.All(learned, l => Assert.True(j.At > l.At && j.Text != l.Text)));
            Assert.All(judged, j => Assert.True(seen is null || j.At > seen));
            Assert.All(rows.Except(learned).Except(judged), left => Assert.Contains(learned, l => l.Text == left.Text));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void the_later_half_of_what_the_champion_has_not_seen_is_judged()
    {
        var (learned, judged) = Gate.Split(Judged, Start.AddHours(39));
        Assert.Equal(Judged[..70], learned);
        Assert.Equal(Judged[70..], judged);
    }
}
