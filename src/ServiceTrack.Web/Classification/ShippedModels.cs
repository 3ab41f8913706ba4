using ServiceTrack.Classification;

namespace ServiceTrack.Web.Classification;

/// <summary>Reads the model that comes with the product from <c>ml-models</c> beside the program.</summary>
public static class ShippedModels
{
    /// <summary>The day its sentences were last changed: whatever a company corrects is later.</summary>
    private static readonly DateTimeOffset Written = new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);

    /// <exception cref="UnreadableModelException">The file is damaged.</exception>
    public static ShippedModel Load(IClassifierTrainer engine)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "ml-models");
        using var file = File.OpenRead(Path.Combine(folder, $"complaints.{engine.Engine}.model"));
        var classifier = engine.Load(file);
        LabelledText[] rows =
        [
            .. File.ReadLines(Path.Combine(folder, "complaints.train.tsv")).Where(line => line.Length > 0)
                .Select(line => line.Split('\t', 2)).Select(row => new LabelledText(Written, row[1], row[0], "seed")),
        ];
        return new(classifier, new(classifier.Model, engine.Engine, Written, Written, rows.Length), [.. rows]);
    }
}
