namespace ServiceTrack.Classification;

/// <summary>Makes probabilities of one-vs-rest scores: pₖ ∝ σ(slope · sₖ + offset).</summary>
/// <remarks>
/// A sigmoid for each label, scaled to sum to 1, after Zadrozny and Elkan, "Transforming Classifier Scores into Accurate
/// Multiclass Probability Estimates", KDD 2002; all labels share one sigmoid, since rare ones could not fit their own.
/// </remarks>
internal readonly record struct Confidence(double Slope, double Offset)
{
    private const double Flattest = .1, Steepest = 100, Golden = .6180339887498949;
    private const int LowestOffset = -6, Offsets = 10, Steps = 16;

    public void Spread(ReadOnlySpan<float> scores, Span<double> probabilities)
    {
        var sum = 0.0;
        for (var k = 0; k < scores.Length; k++) sum += probabilities[k] = 1 / (1 + Math.Exp(-Slope * scores[k] - Offset));
        for (var k = 0; k < scores.Length; k++) probabilities[k] /= sum;
    }

    /// <summary>Every label with its probability, the most probable first.</summary>
    public RankedLabel[] Rank(ReadOnlySpan<string> labels, ReadOnlySpan<float> scores)
    {
        Span<double> probabilities = labels.Length <= 256 ? stackalloc double[labels.Length] : new double[labels.Length];
        Spread(scores, probabilities);
        var ranked = new RankedLabel[labels.Length];
        for (var k = 0; k < labels.Length; k++) ranked[k] = new(labels[k], probabilities[k]);
        Array.Sort(ranked, static (a, b) =>
            b.Probability != a.Probability ? b.Probability.CompareTo(a.Probability) : string.CompareOrdinal(a.Label, b.Label));
        return ranked;
    }

    /// <summary>
    /// Fits what bands rest on, the probability that the first answer is right: its log loss, with Platt's softened
    /// targets ("Probabilistic Outputs for Support Vector Machines", 1999), so that a few rows all answered right do
    /// not make a model sure of everything.
    /// </summary>
    /// <param name="scores">For each answer a row of <paramref name="labels"/> scores, by a model that did not learn from it.</param>
    public static Confidence Fit(float[] scores, int[] answers, int labels)
    {
        var right = new bool[answers.Length];
        for (var i = 0; i < right.Length; i++)
        {
            var row = scores.AsSpan(i * labels, labels);
            right[i] = row.IndexOf(Highest(row)) == answers[i];
        }
        return Enumerable.Range(LowestOffset, Offsets).AsParallel().AsOrdered()
            .Select(offset => Steepen(scores, right, labels, offset))
            .ToArray().MinBy(fit => fit.Loss).Confidence;
    }

    /// <summary>The best slope for an offset, by golden section over its logarithm.</summary>
    private static (double Loss, Confidence Confidence) Steepen(float[] scores, bool[] right, int labels, double offset)
    {
        Confidence At(double logarithm) => new(Math.Exp(logarithm), offset);
        double low = Math.Log(Flattest), high = Math.Log(Steepest);
        double left = high - Golden * (high - low), more = low + Golden * (high - low);
        double lossLeft = At(left).Loss(scores, right, labels), lossMore = At(more).Loss(scores, right, labels);
        for (var step = 0; step < Steps; step++)
        {
            if (lossLeft < lossMore)
            {
                (high, more, lossMore) = (more, left, lossLeft);
                left = high - Golden * (high - low);
                lossLeft = At(left).Loss(scores, right, labels);
            }
            else
            {
                (low, left, lossLeft) = (left, more, lossMore);
                more = low + Golden * (high - low);
                lossMore = At(more).Loss(scores, right, labels);
            }
        }
        return lossLeft < lossMore ? (lossLeft, At(left)) : (lossMore, At(more));
    }

    private double Loss(float[] scores, bool[] right, int labels)
    {
        double hits = right.Count(r => r), misses = right.Length - hits;
        double targetOfHit = (hits + 1) / (hits + 2), targetOfMiss = 1 / (misses + 2);
        var probabilities = new double[labels];
        var loss = 0.0;
        for (var i = 0; i < right.Length; i++)
        {
            Spread(scores.AsSpan(i * labels, labels), probabilities);
            var first = Math.Clamp(Highest(probabilities), 1e-9, 1 - 1e-9);
            var target = right[i] ? targetOfHit : targetOfMiss;
            loss -= target * Math.Log(first) + (1 - target) * Math.Log(1 - first);
        }
        return loss;
    }

    private static T Highest<T>(ReadOnlySpan<T> values) where T : IComparable<T>
    {
        var highest = values[0];
        foreach (var v in values) highest = v.CompareTo(highest) > 0 ? v : highest;
        return highest;
    }
}
