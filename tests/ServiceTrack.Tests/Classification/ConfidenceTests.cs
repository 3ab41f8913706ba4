using ServiceTrack.Classification;

namespace ServiceTrack.Tests.Classification;

public sealed class ConfidenceTests
{
    private const int Labels = 5;

    [Theory]
    [InlineData(6, -1)]
    [InlineData(3, -3)]
    [InlineData(12, 1)]
    public void the_law_that_made_the_answers_is_found_again(double slope, double offset)
    {
        var law = new Confidence(slope, offset);
        var (scores, answers) = Drawn(law, 1);
        var fitted = Confidence.Fit(scores, answers, Labels);
        var (freshScores, freshAnswers) = Drawn(law, 2);
        Assert.InRange(Error(fitted, freshScores, freshAnswers), 0, .02);
        Assert.True(Error(new(slope * 3, offset), freshScores, freshAnswers) > .05, "A wrong law is told apart.");
    }

    [Fact]
    public void a_few_rows_all_answered_right_do_not_make_it_sure_of_everything()
    {
        float[] scores = [1, -1, -1, 1, 1, -1, -1, 1];
        var fitted = Confidence.Fit(scores, [0, 1, 0, 1], 2);
        var probabilities = new double[2];
        fitted.Spread([1, -1], probabilities);
        Assert.InRange(probabilities[0], .7, .9);
    }

    private static double Error(Confidence confidence, float[] scores, int[] answers) =>
        Evaluation.CalibrationError(answers.Select((answer, i) =>
        {
            var probabilities = new double[Labels];
            confidence.Spread(scores.AsSpan(i * Labels, Labels), probabilities);
            return (probabilities.Max(), probabilities[answer] == probabilities.Max());
        }));

    private static (float[] Scores, int[] Answers) Drawn(Confidence law, int seed)
    {
        var random = new Random(seed);
        var answers = new int[8_000];
        var scores = new float[answers.Length * Labels];
        var probabilities = new double[Labels];
        for (var i = 0; i < answers.Length; i++)
        {
            var row = scores.AsSpan(i * Labels, Labels);
            foreach (ref var score in row) score = random.NextSingle() * 1.6f - 1.2f;
            law.Spread(row, probabilities);
            var left = random.NextDouble();
            while (answers[i] < Labels - 1 && (left -= probabilities[answers[i]]) > 0) answers[i]++;
        }
        return (scores, answers);
    }
}
