namespace ServiceTrack.Classification;

/// <summary>How a model answered labelled rows.</summary>
/// <param name="Accuracy">Share answered with their own label, 0 to 1.</param>
/// <param name="MacroF1">Mean of F1 over every label that is in the rows or was answered; rare labels count as much as common ones.</param>
/// <param name="Ece">
/// Expected calibration error: the gap between confidence and accuracy, averaged over fifteen equal intervals of
/// confidence by the rows in each (Guo et al. 2017). 0 is perfect.
/// </param>
public sealed record Evaluation(int Rows, int Labels, double Accuracy, double MacroF1, double Ece)
{
    private const int Bins = 15;

    /// <exception cref="ArgumentException">There are no rows.</exception>
    public static Evaluation Of(ITextClassifier classifier, IReadOnlyList<TrainingRow> rows)
    {
        if (rows.Count == 0) throw new ArgumentException("An evaluation needs at least one row.", nameof(rows));
        var answers = rows.Select(r => classifier.Predict(r.Text)).ToArray();
        var pairs = rows.Zip(answers, (row, answer) => (Actual: row.Label, Answered: answer.Label)).ToArray();
        return new(
            rows.Count,
            rows.Select(r => r.Label).Distinct().Count(),
            pairs.Average(p => p.Actual == p.Answered ? 1.0 : 0),
            MeanF1(pairs),
            CalibrationError(answers.Zip(pairs, (a, p) => (a.Confidence, p.Actual == p.Answered))));
    }

    private static double MeanF1((string Actual, string Answered)[] pairs)
    {
        var actual = pairs.CountBy(p => p.Actual).ToDictionary();
        var answered = pairs.CountBy(p => p.Answered).ToDictionary();
        var right = pairs.Where(p => p.Actual == p.Answered).CountBy(p => p.Actual).ToDictionary();
        return actual.Keys.Union(answered.Keys).Average(label =>
            2.0 * right.GetValueOrDefault(label) / (actual.GetValueOrDefault(label) + answered.GetValueOrDefault(label)));
    }

    internal static double CalibrationError(IEnumerable<(double Confidence, bool Right)> answers)
    {
        var bins = answers.GroupBy(a => Math.Min((int)(a.Confidence * Bins), Bins - 1)).Select(g => g.ToArray()).ToArray();
        return bins.Sum(b => Math.Abs(b.Sum(a => a.Confidence) - b.Count(a => a.Right))) / bins.Sum(b => b.Length);
    }
}
