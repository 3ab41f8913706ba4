using System.Buffers;
using System.Text;

namespace ServiceTrack.Storage.Sqlite;

/// <summary>Text as SQLite keeps it: UTF-8, compared byte by byte, which is the order of code points.</summary>
internal static class Text
{
    private static readonly UTF8Encoding Whole = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="ArgumentException">Half of a surrogate pair, which UTF-8 cannot hold.</exception>
    public static int ToUtf8(string text, out byte[] rented)
    {
        rented = ArrayPool<byte>.Shared.Rent(Whole.GetMaxByteCount(text.Length));
        try
        {
            return Whole.GetBytes(text, rented);
        }
        catch (EncoderFallbackException e)
        {
            ArrayPool<byte>.Shared.Return(rented);
            throw new ArgumentException("A text holds half of a surrogate pair and cannot be kept.", e);
        }
    }

    /// <summary>Compares as the database does; ordinal comparison of strings puts characters beyond U+FFFF elsewhere.</summary>
    public static int Compare(string a, string b)
    {
        var length = Math.Min(a.Length, b.Length);
        for (var i = 0; i < length; i++)
        {
            if (a[i] == b[i]) continue;
            var (x, y) = (char.IsSurrogate(a[i]), char.IsSurrogate(b[i]));
            return x == y ? a[i].CompareTo(b[i]) : x ? 1 : -1;
        }
        return a.Length.CompareTo(b.Length);
    }
}
