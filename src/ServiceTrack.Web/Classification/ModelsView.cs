using ServiceTrack.Classification;

namespace ServiceTrack.Web.Classification;

/// <summary>The models of a company, the latest first.</summary>
/// <param name="Champion">The one that answers.</param>
/// <param name="Corrections">Activities that a person has categorized: what a challenger can learn from.</param>
public sealed record ModelsView(string Champion, long Corrections, IReadOnlyList<ModelView> Models)
{
    public static ModelsView Of(ModelLine line, long corrections) => new(line.Champion!.Model, corrections,
    [
        .. line.Models.Values.OrderByDescending(m => m.TrainedAt).Select(m => new ModelView(
            m.Model, m.Engine, m.TrainedAt, m.LearnedUntil, m.Rows, m.Model == line.Champion.Model, line.Trials.GetValueOrDefault(m.Model))),
    ]);
}

/// <param name="LearnedUntil">No row it learned from is later.</param>
/// <param name="Answers">Whether it is the champion.</param>
/// <param name="Trial">Its trial against the champion of that day; null for the model that came with the product.</param>
public sealed record ModelView(
    string Model, string Engine, DateTimeOffset TrainedAt, DateTimeOffset LearnedUntil, int Rows, bool Answers, Trial? Trial);
