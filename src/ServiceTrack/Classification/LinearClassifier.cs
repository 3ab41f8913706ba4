using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ServiceTrack.Classification;

/// <summary>A trained linear model. Its weights are whole numbers from -127 to 127 times a scale for each label.</summary>
internal sealed class LinearClassifier(LinearModel model) : ITextClassifier
{
    private static readonly int Lanes = Vector128<sbyte>.Count;

    public string Model => model.Name;
    public IReadOnlyList<string> Labels => model.Labels;

    public Prediction Predict(ReadOnlySpan<char> text)
    {
        var labels = model.Labels.Length;
        var room = (labels + Lanes - 1) / Lanes * Lanes;
        Span<float> scores = room <= 256 ? stackalloc float[room] : new float[room];
        scores.Clear();
        using (var vector = model.Vocabulary.Vector(text)) Sum(vector, scores);
        scores = scores[..labels];
        for (var k = 0; k < labels; k++) scores[k] = scores[k] * model.Scales[k] + model.Biases[k];

        return new(model.Confidence.Rank(model.Labels, scores), model.Name);
    }

    public void Save(Stream stream) => stream.Write(model.File);

    /// <summary>
    /// Adds up the features' rows of weights, sixteen labels at a time. Rows are not padded: the last vector of a row
    /// reaches into the next one, and that of the last row into the digest; what it adds there is not looked at.
    /// </summary>
    private void Sum(SparseVector vector, Span<float> sums)
    {
        var labels = model.Labels.Length;
        var weights = MemoryMarshal.Cast<byte, sbyte>(model.File.AsSpan(model.WeightsAt));
        for (var i = 0; i < vector.Features.Length; i++)
        {
            var value = Vector128.Create(vector.Values[i]);
            var row = weights[(vector.Features[i] * labels)..];
            for (var k = 0; k < labels; k += Lanes)
            {
                var (low, high) = Vector128.Widen(Vector128.Create<sbyte>(row[k..]));
                var (a, b) = Vector128.Widen(low);
                var (c, d) = Vector128.Widen(high);
                Add(sums[k..], value, a);
                Add(sums[(k + 4)..], value, b);
                Add(sums[(k + 8)..], value, c);
                Add(sums[(k + 12)..], value, d);
            }
        }
    }

    private static void Add(Span<float> sums, Vector128<float> value, Vector128<int> weights) =>
        (Vector128.Create<float>(sums) + value * Vector128.ConvertToSingle(weights)).CopyTo(sums);
}
