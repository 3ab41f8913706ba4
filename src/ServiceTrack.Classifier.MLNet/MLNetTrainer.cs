using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Microsoft.ML.Transforms.Text;
using ServiceTrack.Classification;

namespace ServiceTrack.Classifier.MLNet;

/// <summary>
/// The engine of ML.NET: one averaged perceptron per label against the rest over character n-grams, and the product's own
/// confidence, fitted on rows left out in turn.
/// </summary>
/// <remarks>
/// The library's default for text looks for words between spaces, which Chinese does not have, and its probabilities come
/// of a calibrator for each label, which rare labels cannot fit. It cannot be stopped within a training: cancelling takes
/// effect between two.
/// </remarks>
public sealed class MLNetTrainer(int seed) : IClassifierTrainer
{
    private const int NGramLength = 3, MostNGrams = 200_000, Passes = 10;

    public MLNetTrainer() : this(20260) { }

    public string Engine => Engines.MLNet;

    public ITextClassifier Train(IReadOnlyList<TrainingRow> rows, CancellationToken cancel = default)
    {
        string[] labels = [.. rows.Select(r => r.Label).Distinct().Order(StringComparer.Ordinal)];
        if (labels.Length < 2) throw new ArgumentException("Training needs rows of at least two different labels.", nameof(rows));

        cancel.ThrowIfCancellationRequested();
        MLContext ml = new(seed);
        var texts = ml.Data.LoadFromEnumerable(rows.Select(r => new TextRow { Text = FoldedText.Fold(r.Text) }));
        var featurizer = Featurizer(ml).Fit(texts);
        var features = ml.Data.CreateEnumerable<FeatureRow>(featurizer.Transform(texts), reuseRowObject: false).Select(r => r.Features).ToArray();
        var answers = rows.Select(r => Array.BinarySearch(labels, r.Label, StringComparer.Ordinal)).ToArray();

        var confidence = Confidence.Fit(ScoresOfRowsLeftOut(features, answers, labels.Length, cancel), answers, labels.Length);
        cancel.ThrowIfCancellationRequested();
        var scorer = Learn(ml, features, answers, labels.Length, Enumerable.Range(0, answers.Length));
        return new MLNetClassifier(MLNetModel.Of(ml, labels, confidence, new TransformerChain<ITransformer>(featurizer, scorer), texts.Schema));
    }

    public ITextClassifier Load(Stream stream) => new MLNetClassifier(MLNetModel.Read(stream));

    private static IEstimator<ITransformer> Featurizer(MLContext ml) =>
        ml.Transforms.Text.TokenizeIntoCharactersAsKeys("Characters", nameof(TextRow.Text), useMarkerCharacters: false)
            .Append(ml.Transforms.Text.ProduceNgrams(
                "Features", "Characters", NGramLength, maximumNgramsCount: MostNGrams, weighting: NgramExtractingEstimator.WeightingCriteria.TfIdf))
            .Append(ml.Transforms.NormalizeLpNorm("Features"));

    /// <summary>A perceptron learns in the order of the rows, which files often keep by label: cached rows are shuffled before each pass.</summary>
    private static ITransformer Learn(MLContext ml, VBuffer<float>[] features, int[] answers, int labels, IEnumerable<int> chosen)
    {
        var rows = View(ml, chosen.Select(i => new LearningRow { Label = (uint)answers[i], Features = features[i] }).ToArray(), labels);
        var perceptron = ml.BinaryClassification.Trainers.AveragedPerceptron(lossFunction: new HingeLoss(), numberOfIterations: Passes);
        var trainer = ml.MulticlassClassification.Trainers.OneVersusAll(perceptron, useProbabilities: false);
        return trainer.Fit(ml.Data.Cache(rows));
    }

    /// <summary>Each fold has a context of its own: they run side by side, and a context's chance is one sequence.</summary>
    private float[] ScoresOfRowsLeftOut(VBuffer<float>[] features, int[] answers, int labels, CancellationToken cancel)
    {
        var scores = new float[answers.Length * labels];
        var fold = Folds.Of(answers, seed);
        Parallel.For(0, Folds.Count, new ParallelOptions { CancellationToken = cancel }, left =>
        {
            MLContext ml = new(seed);
            var rows = Enumerable.Range(0, answers.Length).ToLookup(i => fold[i] == left);
            if (!rows[true].Any()) return;
            var scorer = Learn(ml, features, answers, labels, rows[false]);
            var heldBack = View(ml, rows[true].Select(i => new LearningRow { Features = features[i] }).ToArray(), labels);
            var scored = ml.Data.CreateEnumerable<ScoreRow>(scorer.Transform(heldBack), reuseRowObject: false);
            foreach (var (i, row) in rows[true].Zip(scored)) row.Score.CopyTo(scores, i * labels);
        });
        return scores;
    }

    private static IDataView View(MLContext ml, LearningRow[] rows, int labels)
    {
        var schema = SchemaDefinition.Create(typeof(LearningRow));
        schema[nameof(LearningRow.Label)].ColumnType = new KeyDataViewType(typeof(uint), labels);
        schema[nameof(LearningRow.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, rows[0].Features.Length);
        return ml.Data.LoadFromEnumerable(rows, schema);
    }
}
