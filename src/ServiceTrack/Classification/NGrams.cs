using System.Buffers;

namespace ServiceTrack.Classification;

/// <summary>
/// What a text is made of, each piece hashed to one of 2^18 buckets: its character n-grams, up to three where a
/// Chinese character takes part and up to five elsewhere (one of those says about as much as two letters), and
/// the single words and pairs of words of scripts that set words apart.
/// </summary>
internal static class NGrams
{
    public const int Buckets = 1 << 18;
    private const int Longest = 5, LongestIdeographic = 3;
    private const char FirstIdeographic = '⺀';
    private const uint Offset = 2166136261, Prime = 16777619;
    private const uint Word = 0x9E3779B9, Pair = 0x85EBCA6B;

    /// <summary>The bucket of every occurrence, in an array of the shared pool that the caller returns.</summary>
    public static int[] Rent(ReadOnlySpan<char> text, out int count)
    {
        var buffer = ArrayPool<char>.Shared.Rent(FoldedText.Bound(text.Length));
        var folded = buffer.AsSpan(0, FoldedText.Fold(text, buffer));
        // A character starts at most Longest n-grams and ends at most one word and one pair.
        var buckets = ArrayPool<int>.Shared.Rent((Longest + 2) * folded.Length);
        count = WriteCharacters(folded, buckets);
        count += WriteWords(folded, buckets.AsSpan(count));
        ArrayPool<char>.Shared.Return(buffer);
        return buckets;
    }

    private static int WriteCharacters(ReadOnlySpan<char> folded, Span<int> buckets)
    {
        var count = 0;
        for (var start = 0; start < folded.Length; start++)
        {
            var hash = Offset;
            var end = Math.Min(start + Longest, folded.Length);
            for (var i = start; i < end; i++)
            {
                if (folded[i] >= FirstIdeographic) end = Math.Min(end, start + LongestIdeographic);
                if (i >= end) break;
                hash = (hash ^ folded[i]) * Prime;
                buckets[count++] = Bucket(hash);
            }
        }
        return count;
    }

    private static int WriteWords(ReadOnlySpan<char> folded, Span<int> buckets)
    {
        var count = 0;
        uint word = Offset, previous = 0;
        foreach (var c in folded)
        {
            if (c < FirstIdeographic && char.IsLetterOrDigit(c))
            {
                word = (word ^ c) * Prime;
            }
            else if (word != Offset)
            {
                buckets[count++] = Bucket(word ^ Word);
                if (previous != 0) buckets[count++] = Bucket((previous ^ Pair) * Prime + word);
                (previous, word) = (word, Offset);
            }
        }
        return count;
    }

    /// <summary>FNV-1a leaves its low bits poorly mixed; the finisher of MurmurHash3 spreads them.</summary>
    private static int Bucket(uint hash)
    {
        hash = (hash ^ (hash >> 16)) * 0x85EBCA6B;
        hash = (hash ^ (hash >> 13)) * 0xC2B2AE35;
        return (int)((hash ^ (hash >> 16)) & (Buckets - 1));
    }
}
