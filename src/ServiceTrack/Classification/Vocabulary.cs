using System.Buffers;
using System.Numerics;

namespace ServiceTrack.Classification;

/// <summary>
/// The buckets a model knows, numbered densely in their order as its features, and the weight of each: the rarer
/// in training, the heavier. A text becomes the unit vector of (1 + ln count) · weight over them.
/// </summary>
internal sealed class Vocabulary
{
    private readonly int[] featureOf = new int[NGrams.Buckets];
    private readonly Half[] weights;

    /// <param name="known">By bucket, whether it is a feature.</param>
    /// <param name="weights">One for each feature. Half precision, since that is what a file keeps: a model reads back equal.</param>
    public Vocabulary(ReadOnlySpan<bool> known, Half[] weights)
    {
        this.weights = weights;
        var next = 0;
        for (var b = 0; b < featureOf.Length; b++) featureOf[b] = known[b] ? next++ : -1;
    }

    public int Size => weights.Length;
    public ReadOnlySpan<Half> Weights => weights;
    public bool Knows(int bucket) => featureOf[bucket] >= 0;

    public static Vocabulary Of(IReadOnlyList<TrainingRow> rows)
    {
        var texts = TextsPerBucket(rows);
        var weights = new List<Half>();
        foreach (var n in texts)
        {
            if (n > 0) weights.Add((Half)Math.Sqrt(1 + Math.Log((1.0 + rows.Count) / (1.0 + n))));
        }
        return new(Array.ConvertAll(texts, n => n > 0), [.. weights]);
    }

    private static int[] TextsPerBucket(IReadOnlyList<TrainingRow> rows)
    {
        var texts = new int[NGrams.Buckets];
        var lastSeenIn = new int[NGrams.Buckets];
        for (var number = 1; number <= rows.Count; number++)
        {
            var buckets = NGrams.Rent(rows[number - 1].Text, out var count);
            foreach (var b in buckets.AsSpan(0, count))
            {
                if (lastSeenIn[b] == number) continue;
                lastSeenIn[b] = number;
                texts[b]++;
            }
            ArrayPool<int>.Shared.Return(buckets);
        }
        return texts;
    }

    public SparseVector Vector(ReadOnlySpan<char> text)
    {
        var features = NGrams.Rent(text, out var occurrences);
        var values = ArrayPool<float>.Shared.Rent(occurrences);
        var count = Count(features, occurrences, values);
        var squares = 0f;
        for (var i = 0; i < count; i++)
        {
            values[i] = (1 + MathF.Log(values[i])) * (float)weights[features[i]];
            squares += values[i] * values[i];
        }
        var scale = 1 / MathF.Sqrt(squares);
        for (var i = 0; i < count; i++) values[i] *= scale;
        return new(features, values, count);
    }

    /// <summary>
    /// Turns bucket occurrences, in place, into distinct features with their counts, in order of first appearance.
    /// Open addressing with twice the room: sorting them would cost several times as much.
    /// </summary>
    private int Count(int[] buckets, int occurrences, float[] counts)
    {
        var slots = (int)BitOperations.RoundUpToPowerOf2((uint)occurrences * 2 + 1);
        var positions = ArrayPool<int>.Shared.Rent(slots);
        positions.AsSpan(0, slots).Clear();
        var distinct = 0;
        for (var i = 0; i < occurrences; i++)
        {
            var feature = featureOf[buckets[i]];
            if (feature < 0) continue;
            var slot = feature & (slots - 1);
            while (positions[slot] > 0 && buckets[positions[slot] - 1] != feature) slot = (slot + 1) & (slots - 1);
            if (positions[slot] == 0)
            {
                buckets[distinct] = feature;
                counts[distinct] = 0;
                positions[slot] = ++distinct;
            }
            counts[positions[slot] - 1]++;
        }
        ArrayPool<int>.Shared.Return(positions);
        return distinct;
    }
}
