using System.Numerics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServiceTrack.Dashboard;

/// <summary>
/// Durations in buckets that grow with the duration: 32 equal ones for each doubling, so that histograms of any hours add
/// up, and what was added can be taken out again. Whole seconds; a fraction is cut off, less than nothing is nothing.
/// <para>Error: a quantile is exact below 64 seconds, and else within 1/64 (1.6 %) of the value of that rank.</para>
/// </summary>
[JsonConverter(typeof(HistogramJson))]
public sealed class Histogram
{
    private const int Fineness = 32;
    private const int FinenessBits = 5;

    // By bucket, as long as the highest needs.
    private long[] counts = [];

    // Kept ones that were added and not looked at yet: of the many in a period's sum few are ever asked for.
    private List<byte[]> unread = [];

    public long Count => Counts().Sum();

    public void Add(TimeSpan duration, long times) => Put(BucketOf(Math.Max(0, (long)duration.TotalSeconds)), times);

    public void Add(Histogram other)
    {
        unread.AddRange(other.unread);
        for (var bucket = 0; bucket < other.counts.Length; bucket++)
            if (other.counts[bucket] != 0) Put(bucket, other.counts[bucket]);
    }

    /// <summary>The smallest duration that is not exceeded by this share of all (nearest rank); null of none.</summary>
    /// <param name="share">Above 0, at most 1.</param>
    public TimeSpan? Quantile(double share)
    {
        var rank = (long)Math.Ceiling(share * Count);
        for (var bucket = 0; bucket < counts.Length; bucket++)
            if (counts[bucket] != 0 && (rank -= counts[bucket]) <= 0) return TimeSpan.FromSeconds(MiddleOf(bucket));
        return null;
    }

    private void Put(int bucket, long times)
    {
        if (bucket >= counts.Length) Array.Resize(ref counts, bucket + Fineness);
        counts[bucket] += times;
    }

    private long[] Counts()
    {
        foreach (var kept in unread)
            foreach (var (bucket, times) in PackedCounts.Read(kept)) Put(bucket, times);
        unread = [];
        return counts;
    }

    private byte[] Packed() => counts.Length == 0 && unread.Count <= 1 ? unread.FirstOrDefault([]) : PackedCounts.Of(Counts());

    private static int BucketOf(long seconds)
    {
        if (seconds < Fineness) return (int)seconds;
        var shift = BitOperations.Log2((ulong)seconds) - FinenessBits;
        return (shift * Fineness) + (int)(seconds >> shift);
    }

    private static double MiddleOf(int bucket)
    {
        if (bucket < Fineness) return bucket;
        var shift = (bucket / Fineness) - 1;
        return ((long)(bucket - (shift * Fineness)) << shift) + (((1L << shift) - 1) / 2.0);
    }

    private sealed class HistogramJson : JsonConverter<Histogram>
    {
        public override Histogram Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            reader.GetBytesFromBase64() is { Length: > 0 } kept ? new() { unread = [kept] } : new();

        public override void Write(Utf8JsonWriter writer, Histogram value, JsonSerializerOptions options) =>
            writer.WriteBase64StringValue(value.Packed());
    }
}
