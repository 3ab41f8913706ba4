namespace ServiceTrack.Classification;

/// <summary>
/// The engine in every build: one support vector machine per label against the rest over <see cref="NGrams"/>,
/// and a confidence fitted on rows left out in turn.
/// </summary>
public sealed class LinearTrainer(int seed = 20260) : IClassifierTrainer
{
    public string Engine => Engines.BuiltIn;

    public ITextClassifier Train(IReadOnlyList<TrainingRow> rows, CancellationToken cancel = default)
    {
        string[] labels = [.. rows.Select(r => r.Label).Distinct().Order(StringComparer.Ordinal)];
        if (labels.Length < 2) throw new ArgumentException("Training needs rows of at least two different labels.", nameof(rows));

        var parallel = new ParallelOptions { CancellationToken = cancel };
        var answers = rows.Select(r => Array.BinarySearch(labels, r.Label, StringComparer.Ordinal)).ToArray();
        var vocabulary = Vocabulary.Of(rows);
        var vectors = new SparseRow[rows.Count];
        Parallel.For(0, vectors.Length, parallel, i =>
        {
            using var vector = vocabulary.Vector(rows[i].Text);
            vectors[i] = vector.ToRow();
        });

        var weights = new float[labels.Length][];
        Parallel.For(0, labels.Length, parallel, k => weights[k] = Solve(vectors, answers, k, vocabulary.Size));
        var confidence = Confidence.Fit(ScoresOfRowsLeftOut(vectors, answers, labels.Length, vocabulary.Size, parallel), answers, labels.Length);
        return new LinearClassifier(LinearModel.Of(labels, vocabulary, weights, confidence));
    }

    public ITextClassifier Load(Stream stream) => new LinearClassifier(LinearModel.Read(stream));

    private float[] Solve(SparseRow[] rows, int[] answers, int label, int features) =>
        DualCoordinateDescent.Solve(rows, Array.ConvertAll(answers, a => a == label), features, seed + label);

    private float[] ScoresOfRowsLeftOut(SparseRow[] rows, int[] answers, int labels, int features, ParallelOptions parallel)
    {
        var scores = new float[rows.Length * labels];
        var fold = Folds.Of(answers, seed);
        Parallel.For(0, Folds.Count * labels, parallel, task =>
        {
            var (left, label) = Math.DivRem(task, labels);
            int[] kept = [.. Enumerable.Range(0, rows.Length).Where(i => fold[i] != left)];
            var weights = Solve(Array.ConvertAll(kept, i => rows[i]), Array.ConvertAll(kept, i => answers[i]), label, features);
            for (var i = 0; i < rows.Length; i++)
            {
                if (fold[i] == left) scores[i * labels + label] = rows[i].Dot(weights);
            }
        });
        return scores;
    }
}
