namespace ServiceTrack.Classification;

/// <summary>A trained model that tells the label of a text. Safe to call from many threads at once.</summary>
/// <remarks>Any text is answered, also an empty one: a model that has nothing to go on says so by its confidence.</remarks>
public interface ITextClassifier
{
    /// <summary>Names this model and no other: the same bytes always carry the same name.</summary>
    string Model { get; }

    /// <summary>What the model can answer, at least two, in ordinal order.</summary>
    IReadOnlyList<string> Labels { get; }

    Prediction Predict(ReadOnlySpan<char> text);

    /// <summary>Writes what <see cref="IClassifierTrainer.Load"/> of the same engine reads. The stream stays open.</summary>
    void Save(Stream stream);
}

/// <summary>One answer of a model. <see cref="Ranked"/> holds every label once, the most probable first, and sums to 1.</summary>
public sealed record Prediction(IReadOnlyList<RankedLabel> Ranked, string Model)
{
    public string Label => Ranked[0].Label;

    /// <summary>Probability of <see cref="Label"/>: of all answers given with .8, four in five should be right.</summary>
    public double Confidence => Ranked[0].Probability;
}

/// <summary>Probability is between 0 and 1.</summary>
public readonly record struct RankedLabel(string Label, double Probability);
