using System.Collections.Immutable;

namespace ServiceTrack.Classification;

/// <summary>The model that comes with the product, and the rows it learned from: what every company begins with.</summary>
/// <param name="Rows">All no later than <see cref="TrainedModel.LearnedUntil"/>.</param>
public sealed record ShippedModel(ITextClassifier Classifier, TrainedModel Record, ImmutableArray<LabelledText> Rows);
