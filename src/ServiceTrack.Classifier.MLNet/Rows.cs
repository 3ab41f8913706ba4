using Microsoft.ML.Data;

namespace ServiceTrack.Classifier.MLNet;

// What goes into and comes out of the pipeline: ML.NET binds columns to public fields by their names.

internal sealed class TextRow
{
    public string Text = "";
}

internal sealed class FeatureRow
{
    public VBuffer<float> Features = default;
}

internal sealed class LearningRow
{
    /// <summary>The label's number, from 0.</summary>
    public uint Label;
    public VBuffer<float> Features;
}

internal sealed class ScoreRow
{
    /// <summary>One for each label, in the labels' order.</summary>
    public float[] Score = [];
}
