using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ServiceTrack.Certification;

/// <summary>
/// A random sample that anybody can draw again. What it rests on was fixed before (the signed root of a checkpoint) or
/// comes from the assessor (a number), so neither side chooses alone.
/// <para>Seed: SHA-256 of the UTF-8 text <c>servicetrack-draw/1 \n tenant \n tree size \n root in base64 \n assessor's number
/// \n number of the draw \n stratum \n</c>, without the spaces, numbers in decimal; the stratum is an outlet's id, or empty.</para>
/// <para>Stream: blocks 0, 1, 2, …, each SHA-256(seed ‖ block number as 8 bytes, big-endian), read as four unsigned 64-bit
/// numbers, big-endian.</para>
/// <para>Below n: numbers of the stream at or above ⌊2^64 ÷ n⌋ × n are passed over; the next one modulo n.</para>
/// <para>Sample of k: the ids in the order of their UTF-8 bytes; for i = 0 … k − 1 the ids at i and i + (below m − i) change
/// places, m being how many there are; the first k are drawn, in that order.</para>
/// </summary>
public sealed class DrawStream(byte[] seed)
{
    private readonly byte[] block = new byte[SHA256.HashSizeInBytes];
    private ulong blocks;
    private int used = SHA256.HashSizeInBytes;

    /// <param name="root">Of the checkpoint, in base64.</param>
    /// <param name="number">The assessor's.</param>
    /// <param name="draw">Draws of an assessment are numbered from 1.</param>
    public static DrawStream Of(string tenant, long size, string root, long number, int draw, string stratum) => new(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"servicetrack-draw/1\n{tenant}\n{size}\n{root}\n{number}\n{draw}\n{stratum}\n"))));

    public ImmutableArray<string> Sample(IEnumerable<string> ids, int count)
    {
        var all = InOrder(ids);
        for (var i = 0; i < count; i++)
        {
            var j = i + (int)Below((ulong)(all.Length - i));
            (all[i], all[j]) = (all[j], all[i]);
        }
        return [.. all[..count]];
    }

    /// <summary>By their UTF-8 bytes.</summary>
    public static string[] InOrder(IEnumerable<string> ids) =>
        [.. ids.OrderBy(Encoding.UTF8.GetBytes, Comparer<byte[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b)))];

    internal ulong Below(ulong n)
    {
        // 2^64 mod n, without 2^64.
        var limit = ulong.MaxValue - ((ulong.MaxValue % n) + 1) % n;
        ulong next;
        do next = Next();
        while (next > limit);
        return next % n;
    }

    private ulong Next()
    {
        if (used == block.Length)
        {
            Span<byte> text = stackalloc byte[seed.Length + sizeof(ulong)];
            seed.CopyTo(text);
            BinaryPrimitives.WriteUInt64BigEndian(text[seed.Length..], blocks++);
            SHA256.HashData(text, block);
            used = 0;
        }
        var next = BinaryPrimitives.ReadUInt64BigEndian(block.AsSpan(used));
        used += sizeof(ulong);
        return next;
    }
}

/// <summary>
/// How a sample is divided among strata: each gets ⌊n × size ÷ all⌋, and what is left goes one by one to the largest
/// remainders, of equal ones to the first in the order of the strata's UTF-8 bytes.
/// </summary>
public static class Strata
{
    public static ImmutableArray<(string Stratum, int Count)> Divide(IReadOnlyCollection<(string Stratum, int Size)> strata, int sample)
    {
        var all = strata.Sum(s => (long)s.Size);
        var sizes = strata.ToDictionary(s => s.Stratum, s => s.Size);
        var quotas = DrawStream.InOrder(sizes.Keys).Select(s => (Stratum: s, Whole: (int)(sizes[s] * (long)sample / all), Over: sizes[s] * (long)sample % all)).ToList();
        var extra = quotas.OrderByDescending(q => q.Over).Take(sample - quotas.Sum(q => q.Whole)).Select(q => q.Stratum).ToHashSet();
        return [.. quotas.Select(q => (q.Stratum, q.Whole + (extra.Contains(q.Stratum) ? 1 : 0)))];
    }
}
