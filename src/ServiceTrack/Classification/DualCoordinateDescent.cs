namespace ServiceTrack.Classification;

/// <summary>
/// A linear support vector machine with squared hinge loss, min ½‖w‖² + C Σ max(0, 1 − yᵢ w·xᵢ)², solved in its
/// dual one multiplier at a time, with shrinking: algorithm 3 of Hsieh, Chang, Lin, Keerthi and Sundararajan,
/// "A Dual Coordinate Descent Method for Large-scale Linear SVM", ICML 2008.
/// </summary>
/// <remarks>Rows have length 1 (0 if nothing in them is known) and a constant 1 beside them for the bias.</remarks>
internal static class DualCoordinateDescent
{
    private const double C = 1, Diagonal = 1 / (2 * C), Precision = .1;
    private const int MostPasses = 30;

    /// <returns>A weight for each feature and, last, the bias.</returns>
    public static float[] Solve(SparseRow[] rows, bool[] positive, int features, int seed)
    {
        var weights = new float[features + 1];
        var multipliers = new double[rows.Length];
        var order = Enumerable.Range(0, rows.Length).ToArray();
        var random = new Random(seed);
        var active = rows.Length;
        var shrinkAbove = double.PositiveInfinity;

        for (var pass = 0; pass < MostPasses; pass++)
        {
            double highest = double.NegativeInfinity, lowest = double.PositiveInfinity;
            random.Shuffle(order.AsSpan(0, active));
            for (var s = 0; s < active; s++)
            {
                var i = order[s];
                var sign = positive[i] ? 1 : -1;
                var gradient = sign * rows[i].Dot(weights) - 1 + Diagonal * multipliers[i];
                if (multipliers[i] == 0 && gradient > shrinkAbove)
                {
                    active--;
                    (order[s], order[active]) = (order[active], order[s]);
                    s--;
                    continue;
                }
                var projected = multipliers[i] == 0 ? Math.Min(gradient, 0) : gradient;
                highest = Math.Max(highest, projected);
                lowest = Math.Min(lowest, projected);
                if (Math.Abs(projected) < 1e-12) continue;
                var norm = rows[i].Features.Length == 0 ? 1 : 2;
                var moved = Math.Max(multipliers[i] - gradient / (norm + Diagonal), 0);
                rows[i].AddTo(weights, (float)((moved - multipliers[i]) * sign));
                multipliers[i] = moved;
            }

            var done = highest - lowest <= Precision;
            if (done && active == rows.Length) break;
            // Solved among the active ones: look once more at those set aside.
            if (done) active = rows.Length;
            shrinkAbove = done || highest <= 0 ? double.PositiveInfinity : highest;
        }
        return weights;
    }
}
