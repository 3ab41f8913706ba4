namespace ServiceTrack.Classification;

/// <summary>What was read from a complaint.</summary>
/// <param name="Category">The most probable label; <paramref name="Ranked"/> holds all of them.</param>
/// <param name="Severity">One of <see cref="Labels.Severities"/>, by rule.</param>
/// <param name="Demand">One of <see cref="Labels.Demands"/>, by rule, or null where nothing is asked for.</param>
/// <param name="Confidence">Of the category, 0 to 1.</param>
/// <param name="Band">Whether the answer stands (auto), a person confirms it (suggest) or a person decides (human).</param>
public sealed record Reading(
    string Category, IReadOnlyList<RankedLabel> Ranked, string Severity, string? Demand, double Confidence, string Band, string Model);

/// <summary>Reads complaints: rules for what must not rest on a model, the model for the rest.</summary>
public sealed class ComplaintReader(ITextClassifier classifier, ClassificationSettings settings)
{
    public Reading Read(string text)
    {
        var ruled = RuleText.Of(text);
        var severity = SeverityRule.Of(ruled);
        var prediction = classifier.Predict(text);
        return new(
            prediction.Label, prediction.Ranked, severity, DemandRule.Of(ruled), prediction.Confidence,
            settings.BandOf(prediction.Confidence, severity), prediction.Model);
    }
}
