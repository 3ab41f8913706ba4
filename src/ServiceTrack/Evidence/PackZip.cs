using System.Buffers.Binary;
using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;

namespace ServiceTrack.Evidence;

/// <summary>One file of a zip.</summary>
/// <param name="Plain">Whether its headers are those that our writer writes; otherwise somebody packed it again.</param>
internal sealed record PackEntry(string Name, bool Deflated, uint Crc, long Packed, long Bytes, long Start, bool Plain);

/// <summary>
/// Reads a zip file that a stranger may have made to look different to different programs: every byte belongs to one
/// entry or the directory, both headers of an entry agree, no name stands twice or could be taken for another.
/// </summary>
internal sealed class PackZip
{
    private const int LongestName = 200, EndBytes = 22;

    private readonly Stream zip;
    private readonly Dictionary<string, PackEntry> byName;

    private PackZip(Stream zip, ImmutableArray<PackEntry> entries, bool folders)
    {
        Plain = !folders && entries.All(e => e.Plain);
        this.zip = zip;
        Entries = entries;
        byName = entries.ToDictionary(e => e.Name, StringComparer.Ordinal);
    }

    /// <summary>In the order in which they stand in the file.</summary>
    public ImmutableArray<PackEntry> Entries { get; }

    /// <summary>Whether its headers are as our writer writes them.</summary>
    public bool Plain { get; }

    public PackEntry? Find(string name) => byName.GetValueOrDefault(name);

    /// <exception cref="PackFaultException">Not a zip file, or one that hides something.</exception>
    public static PackZip Open(Stream zip)
    {
        var end = At(zip, zip.Length - EndBytes, EndBytes);
        if (end is null || UInt32(end, 0) != 0x06054b50) throw NoEnd(zip);
        var (count, size, start) = (UInt16(end, 10), UInt32(end, 12), UInt32(end, 16));
        if (count == ushort.MaxValue || size == uint.MaxValue || start == uint.MaxValue) throw Unreadable("zip64 files are not read here");
        if (UInt32(end, 4) != 0 || UInt16(end, 8) != count || UInt16(end, 20) != 0) throw Unreadable("the end of its directory contradicts itself");
        if (start + (long)size != zip.Length - EndBytes) throw Unreadable("its directory does not reach to its end");

        var directory = At(zip, start, (int)size) ?? throw Unreadable("its directory is cut off");
        var headers = new List<CentralHeader>(count);
        var offset = 0;
        for (var i = 0; i < count; i++)
        {
            var header = CentralHeader.Read(directory.AsSpan(offset)) ?? throw Unreadable($"entry {i + 1} of its directory is cut off");
            headers.Add(header);
            offset += header.Length;
        }
        if (offset != size) throw Unreadable("its directory holds more than it says");
        RequireDistinct(headers);

        var entries = ImmutableArray.CreateBuilder<PackEntry>(count);
        var next = 0L;
        foreach (var header in headers.OrderBy(h => h.Offset))
        {
            if (header.Offset != next) throw new PackFaultException(header.Name, "something stands before it that belongs to no entry");
            (var entry, next) = LocalHeader.Check(zip, header);
            if (!header.IsFolder) entries.Add(entry);
        }
        return next == start
            ? new(zip, entries.ToImmutable(), headers.Any(h => h.IsFolder))
            : throw new PackFaultException(headers.Count == 0 ? "The zip" : headers.MaxBy(h => h.Offset)!.Name, "something stands after it that belongs to no entry");
    }

    /// <summary>The entry's bytes; length, checksum and that nothing follows them are checked as the end is read.</summary>
    public Stream Read(PackEntry entry)
    {
        var packed = new Window(zip, entry.Start, entry.Packed);
        return new CheckedStream(entry, packed, entry.Deflated ? new DeflateStream(packed, CompressionMode.Decompress) : packed);
    }

    internal static byte[]? At(Stream zip, long offset, int length)
    {
        if (offset < 0 || length < 0 || offset + length > zip.Length) return null;
        var bytes = new byte[length];
        zip.Position = offset;
        zip.ReadExactly(bytes);
        return bytes;
    }

    internal static ushort UInt16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    internal static uint UInt32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    /// <summary>Names of packs are plain: so no two of them are one to any file system.</summary>
    internal static string NameOf(ReadOnlySpan<byte> bytes)
    {
        var name = Encoding.Latin1.GetString(bytes);
        var shown = string.Concat(name.Take(LongestName).Select(c => char.IsAsciiLetterOrDigit(c) || "._-/".Contains(c, StringComparison.Ordinal) ? c : '?'));
        return name.Length is > 0 and <= LongestName && shown == name && !name.Split('/').SkipLast(name.EndsWith('/') ? 1 : 0).Any(p => p is "" or "." or "..")
            ? name
            : throw new PackFaultException($"Entry \"{shown}\"", "its name could be taken for another");
    }

    private static void RequireDistinct(List<CentralHeader> headers)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var header in headers)
            if (!names.Add(header.Name.TrimEnd('/'))) throw new PackFaultException(header.Name, "it stands there twice");
        var folders = headers.SelectMany(h => Parents(h.Name)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var header in headers)
            if (header.IsFolder != folders.Contains(header.Name.TrimEnd('/')))
                throw new PackFaultException(header.Name, header.IsFolder ? "the folder holds nothing" : "it is a file and a folder");
    }

    private static IEnumerable<string> Parents(string name)
    {
        for (var i = name.IndexOf('/', StringComparison.Ordinal); i >= 0 && i < name.Length - 1; i = name.IndexOf('/', i + 1)) yield return name[..i];
    }

    private static PackFaultException NoEnd(Stream zip)
    {
        var tail = At(zip, Math.Max(0, zip.Length - ushort.MaxValue), (int)Math.Min(zip.Length, ushort.MaxValue));
        var end = tail is null ? -1 : tail.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        return end >= 0 && tail!.Length - end > EndBytes
            ? new("The zip", "something stands after its end")
            : Unreadable("it is not a zip file, or its end is missing");
    }

    private static PackFaultException Unreadable(string why) => new("The zip", why, unreadable: true);
}
