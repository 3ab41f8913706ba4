using System.Text;

namespace ServiceTrack.Imports;

/// <param name="Preamble">Bytes of the byte order mark, to be skipped.</param>
internal sealed record FoundEncoding(string Name, Encoding Encoding, int Preamble);

/// <summary>
/// Which encoding a text file has, decided on the whole file and not on its beginning: a byte order mark (UTF-8, UTF-16,
/// GB18030), else UTF-8 if every byte of it is, else GB18030 if every byte of it is. A file that is UTF-8 but for a few
/// bytes would pass as GB18030 and come in garbled, so it is refused. What is given by name is used and nothing else.
/// </summary>
internal static class TextEncoding
{
    private const int Block = 64 * 1024;

    /// <exception cref="UnreadableFileException">The name is unknown, or bytes mean nothing in the encoding.</exception>
    public static async Task<FoundEncoding> Find(Stream file, string? given, CancellationToken cancel)
    {
        var beginning = new byte[4];
        file.Position = 0;
        var count = await file.ReadAtLeastAsync(beginning, beginning.Length, throwOnEndOfStream: false, cancel);
        var marked = Marked(beginning.AsSpan(0, count));

        if (!string.IsNullOrWhiteSpace(given))
        {
            var named = Named(given) ?? throw new UnreadableFileException(ImportCodes.UnknownEncoding, null, given);
            return await Checked(file, marked?.Name == named.Name ? marked : named, cancel);
        }
        if (marked is not null) return await Checked(file, marked, cancel);

        var utf8 = Named("utf-8")!;
        if (await FirstUndecodable(file, utf8, cancel) is not { } broken) return utf8;
        if (await IsMostlyUtf8(file, cancel)) throw await Undecodable(file, utf8, broken, cancel);
        return await Checked(file, Named("gb18030")!, cancel);
    }

    public static bool IsKnown(string name) => Named(name) is not null;

    private static FoundEncoding? Marked(ReadOnlySpan<byte> beginning) => beginning switch
    {
        [0xef, 0xbb, 0xbf, ..] => Named("utf-8")! with { Preamble = 3 },
        [0xff, 0xfe, ..] => Named("utf-16")! with { Preamble = 2 },
        [0xfe, 0xff, ..] => Named("utf-16BE")! with { Preamble = 2 },
        [0x84, 0x31, 0x95, 0x33] => Named("gb18030")! with { Preamble = 4 },
        _ => null,
    };

    private static FoundEncoding? Named(string name)
    {
        // GB18030 contains the older GBK and GB 2312, and files called by those names often need it.
        if (name.Trim().ToLowerInvariant() is "gbk" or "gb2312" or "cp936" or "936" or "gb-18030") name = "gb18030";
        var (encode, decode) = (EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        try
        {
            var encoding = CodePagesEncodingProvider.Instance.GetEncoding(name.Trim(), encode, decode) ?? Encoding.GetEncoding(name.Trim(), encode, decode);
            return new(encoding.WebName, encoding, 0);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static async Task<FoundEncoding> Checked(Stream file, FoundEncoding encoding, CancellationToken cancel) =>
        await FirstUndecodable(file, encoding, cancel) is { } broken ? throw await Undecodable(file, encoding, broken, cancel) : encoding;

    private static async Task<long?> FirstUndecodable(Stream file, FoundEncoding encoding, CancellationToken cancel)
    {
        var at = 0L;
        try
        {
            await Decode(file, encoding.Encoding, (_, bytes) => at += bytes, cancel);
            return null;
        }
        catch (DecoderFallbackException e)
        {
            return at + Math.Max(0, e.Index);
        }
    }

    private static async Task<bool> IsMostlyUtf8(Stream file, CancellationToken cancel)
    {
        long sound = 0, broken = 0;
        await Decode(file, new UTF8Encoding(), (text, _) =>
        {
            foreach (var c in text)
                if (c == '\ufffd') broken++;
                else if (c > '\u007f') sound++;
        }, cancel);
        return sound > 10 * broken;
    }

    private delegate void Decoded(ReadOnlySpan<char> text, int bytes);

    private static async Task Decode(Stream file, Encoding encoding, Decoded seen, CancellationToken cancel)
    {
        file.Position = 0;
        var decoder = encoding.GetDecoder();
        var bytes = new byte[Block];
        var chars = new char[encoding.GetMaxCharCount(Block)];
        int count;
        do
        {
            count = await file.ReadAsync(bytes, cancel);
            seen(chars.AsSpan(0, decoder.GetChars(bytes.AsSpan(0, count), chars, flush: count == 0)), count);
        }
        while (count > 0);
    }

    private static async Task<UnreadableFileException> Undecodable(Stream file, FoundEncoding encoding, long at, CancellationToken cancel)
    {
        file.Position = 0;
        var bytes = new byte[Block];
        var line = 1;
        for (var left = at; left > 0 && await file.ReadAsync(bytes.AsMemory(0, (int)Math.Min(left, Block)), cancel) is > 0 and var count; left -= count)
            line += bytes.AsSpan(0, count).Count((byte)'\n');
        return new(ImportCodes.Undecodable, line, encoding.Name, $"{at}");
    }
}
