using System.Buffers;

namespace ServiceTrack.Classification;

/// <summary>Features of one text and their values, of length 1 or empty. Holds arrays of the shared pool until disposed.</summary>
internal readonly ref struct SparseVector(int[] features, float[] values, int count)
{
    public ReadOnlySpan<int> Features => features.AsSpan(0, count);
    public ReadOnlySpan<float> Values => values.AsSpan(0, count);

    public SparseRow ToRow() => new(Features.ToArray(), Values.ToArray());

    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(features);
        ArrayPool<float>.Shared.Return(values);
    }
}

/// <summary>A vector kept for training.</summary>
internal readonly record struct SparseRow(int[] Features, float[] Values)
{
    /// <summary>The score under weights whose last entry is the bias.</summary>
    public float Dot(float[] weights)
    {
        var (features, values) = this;
        var sum = weights[^1];
        for (var i = 0; i < features.Length && i < values.Length; i++) sum += weights[features[i]] * values[i];
        return sum;
    }

    public void AddTo(float[] weights, float factor)
    {
        var (features, values) = this;
        for (var i = 0; i < features.Length && i < values.Length; i++) weights[features[i]] += factor * values[i];
        weights[^1] += factor;
    }
}
