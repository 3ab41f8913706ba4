namespace ServiceTrack.Classification;

/// <summary>A classification engine: makes models of labelled rows and reads back those it wrote.</summary>
public interface IClassifierTrainer
{
    /// <summary>The name people choose the engine by, as in <c>--engine builtin</c>.</summary>
    string Engine { get; }

    /// <summary>The same rows in the same order give the same model.</summary>
    /// <exception cref="ArgumentException">Fewer than two different labels: there is nothing to tell apart.</exception>
    ITextClassifier Train(IReadOnlyList<TrainingRow> rows, CancellationToken cancel = default);

    /// <exception cref="UnreadableModelException">Damaged, cut short, of another engine or of a newer version.</exception>
    ITextClassifier Load(Stream stream);
}

/// <summary>A text and the label a person gave it.</summary>
public sealed record TrainingRow(string Label, string Text);

/// <summary>A model file that cannot be trusted; the message is a sentence for the person who chose the file.</summary>
public sealed class UnreadableModelException(string message) : Exception(message);
