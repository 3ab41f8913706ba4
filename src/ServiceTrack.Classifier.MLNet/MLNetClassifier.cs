using System.Collections.Concurrent;
using Microsoft.ML;
using ServiceTrack.Classification;

namespace ServiceTrack.Classifier.MLNet;

/// <summary>A trained model. ML.NET's predictors are for one thread each: those that nobody uses wait for the next caller.</summary>
internal sealed class MLNetClassifier(MLNetModel model) : ITextClassifier
{
    private readonly ConcurrentBag<PredictionEngine<TextRow, ScoreRow>> idle = [];

    public string Model => model.Name;
    public IReadOnlyList<string> Labels => model.Labels;

    public Prediction Predict(ReadOnlySpan<char> text)
    {
        var predictor = idle.TryTake(out var waiting) ? waiting : model.Predictor();
        var scores = predictor.Predict(new() { Text = FoldedText.Fold(text.ToString()) });
        idle.Add(predictor);
        return new(model.Confidence.Rank(model.Labels, scores.Score), model.Name);
    }

    public void Save(Stream stream) => stream.Write(model.File);
}
