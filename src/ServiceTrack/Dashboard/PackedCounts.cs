namespace ServiceTrack.Dashboard;

/// <summary>
/// Counts by bucket in few bytes: of each bucket that is not zero how far it lies behind the one before, and its count,
/// both as variable-length integers (seven bits a byte, lowest first; a count with its sign in the lowest bit).
/// </summary>
internal static class PackedCounts
{
    public static byte[] Of(ReadOnlySpan<long> counts)
    {
        var bytes = new List<byte>();
        var last = 0;
        for (var bucket = 0; bucket < counts.Length; bucket++)
        {
            if (counts[bucket] == 0) continue;
            Write(bytes, (ulong)(bucket - last));
            Write(bytes, (ulong)((counts[bucket] << 1) ^ (counts[bucket] >> 63)));
            last = bucket;
        }
        return [.. bytes];
    }

    /// <exception cref="InvalidDataException">Not made by <see cref="Of"/>.</exception>
    public static IEnumerable<(int Bucket, long Count)> Read(byte[] packed)
    {
        var bucket = 0;
        for (var at = 0; at < packed.Length;)
        {
            bucket += (int)Next(packed, ref at);
            var count = Next(packed, ref at);
            yield return (bucket, (long)(count >> 1) ^ -(long)(count & 1));
        }
    }

    private static void Write(List<byte> bytes, ulong value)
    {
        for (; value >= 0x80; value >>= 7) bytes.Add((byte)(value | 0x80));
        bytes.Add((byte)value);
    }

    private static ulong Next(byte[] packed, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; at < packed.Length; shift += 7)
        {
            var b = packed[at++];
            value |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80) return value;
        }
        throw new InvalidDataException("Counts of a histogram are cut short.");
    }
}
