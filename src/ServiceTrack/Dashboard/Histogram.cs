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

    private readonly SortedDictionary<int, long> buckets = [];

    public long Count => buckets.Values.Sum();

    public void Add(TimeSpan duration, long times) => Put(BucketOf(Math.Max(0, (long)duration.TotalSeconds)), times);

    public void Add(Histogram other)
    {
        foreach (var (bucket, times) in other.buckets) Put(bucket, times);
    }

    /// <summary>The smallest duration that is not exceeded by this share of all (nearest rank); null of none.</summary>
    /// <param name="share">Above 0, at most 1.</param>
    public TimeSpan? Quantile(double share)
    {
        var rank = (long)Math.Ceiling(share * Count);
        foreach (var (bucket, times) in buckets)
            if ((rank -= times) <= 0) return TimeSpan.FromSeconds(MiddleOf(bucket));
        return null;
    }

    private void Put(int bucket, long times)
    {
        var sum = buckets.GetValueOrDefault(bucket) + times;
        if (sum == 0) buckets.Remove(bucket);
        else buckets[bucket] = sum;
    }

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

    /// <summary>Bucket and number, bucket and number.</summary>
    private sealed class HistogramJson : JsonConverter<Histogram>
    {
        public override Histogram Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
        {
            var histogram = new Histogram();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                var bucket = reader.GetInt32();
                reader.Read();
                histogram.buckets[bucket] = reader.GetInt64();
            }
            return histogram;
        }

        public override void Write(Utf8JsonWriter writer, Histogram value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            foreach (var (bucket, times) in value.buckets)
            {
                writer.WriteNumberValue(bucket);
                writer.WriteNumberValue(times);
            }
            writer.WriteEndArray();
        }
    }
}
