using static ServiceTrack.Evidence.PackZip;

namespace ServiceTrack.Evidence;

/// <summary>What the directory says of an entry.</summary>
/// <param name="Length">Of the header itself.</param>
internal sealed record CentralHeader(
    string Name, ushort Flags, ushort Method, uint Time, uint Crc, uint Packed, uint Bytes, uint Offset, int Length, bool Plain)
{
    private const int Fixed = 46;
    private const ushort WithDescriptor = 0x08, Utf8 = 0x800, DeflateHints = 0x06, Deflate = 8;

    public bool IsFolder => Name.EndsWith('/');
    public bool HasDescriptor => (Flags & WithDescriptor) != 0;

    /// <returns>Null where it is cut off.</returns>
    public static CentralHeader? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Fixed || UInt32(bytes, 0) != 0x02014b50) return null;
        var (name, extra, comment) = (UInt16(bytes, 28), UInt16(bytes, 30), UInt16(bytes, 32));
        if (bytes.Length < Fixed + name + extra + comment) return null;
        var header = new CentralHeader(
            NameOf(bytes.Slice(Fixed, name)), UInt16(bytes, 8), UInt16(bytes, 10), UInt32(bytes, 12), UInt32(bytes, 16),
            UInt32(bytes, 20), UInt32(bytes, 24), UInt32(bytes, 42), Fixed + name + extra + comment,
            UInt16(bytes, 4) == 20 && UInt16(bytes, 6) == 20 && UInt16(bytes, 8) == (WithDescriptor | Utf8) && UInt16(bytes, 10) == Deflate
            && UInt32(bytes, 12) == 0x00210000 && extra == 0 && UInt16(bytes, 36) == 0 && UInt32(bytes, 38) == 0);
        ExtraFields.Check(header.Name, bytes.Slice(Fixed + name, extra));
        if (comment != 0 || UInt16(bytes, 34) != 0) throw new PackFaultException(header.Name, "its header holds what belongs to no pack");
        if ((header.Flags & ~(WithDescriptor | Utf8 | DeflateHints)) != 0 || header.Method is not (0 or Deflate))
            throw new PackFaultException(header.Name, "it is packed in a way that is not read here");
        if (header.Method == 0 && header.Packed != header.Bytes) throw new PackFaultException(header.Name, "its sizes contradict each other");
        return !header.IsFolder || header is { Bytes: 0, Packed: <= 2 } ? header : throw new PackFaultException(header.Name, "the folder has a content");
    }
}

internal static class LocalHeader
{
    private const int Fixed = 30;

    /// <summary>The entry, and where the next thing in the file begins.</summary>
    /// <exception cref="PackFaultException">Its own header says otherwise than the directory.</exception>
    public static (PackEntry Entry, long Next) Check(Stream zip, CentralHeader central)
    {
        var bytes = At(zip, central.Offset, Fixed) ?? throw Disagree(central);
        var (name, extra) = (UInt16(bytes, 26), UInt16(bytes, 28));
        var rest = At(zip, central.Offset + Fixed, name + extra) ?? throw Disagree(central);
        if (UInt32(bytes, 0) != 0x04034b50 || UInt16(bytes, 6) != central.Flags || UInt16(bytes, 8) != central.Method
            || UInt32(bytes, 10) != central.Time || NameOf(rest.AsSpan(0, name)) != central.Name)
            throw Disagree(central);
        var sizes = (UInt32(bytes, 14), UInt32(bytes, 18), UInt32(bytes, 22));
        if (sizes != (central.Crc, central.Packed, central.Bytes) && !(central.HasDescriptor && sizes == (0, 0, 0))) throw Disagree(central);
        ExtraFields.Check(central.Name, rest.AsSpan(name));

        var start = central.Offset + Fixed + (long)rest.Length;
        var next = start + central.Packed;
        if (central.HasDescriptor) next += Descriptor(zip, central, next);
        var plain = central.Plain && UInt16(bytes, 4) == 20 && sizes == (0, 0, 0) && extra == 0;
        return (new(central.Name, central.Method != 0, central.Crc, central.Packed, central.Bytes, start, plain), next);
    }

    private static int Descriptor(Stream zip, CentralHeader central, long at)
    {
        if (At(zip, at, 16) is { } signed && UInt32(signed, 0) == 0x08074b50 && Fits(signed.AsSpan(4))) return 16;
        if (At(zip, at, 12) is { } bare && Fits(bare)) return 12;
        throw Disagree(central);

        bool Fits(ReadOnlySpan<byte> d) => UInt32(d, 0) == central.Crc && UInt32(d, 4) == central.Packed && UInt32(d, 8) == central.Bytes;
    }

    private static PackFaultException Disagree(CentralHeader central) =>
        new(central.Name, "its header in the file is not what the zip's directory says");
}

/// <summary>Times and owners, as packing programs add them, and nothing in which a text could be hidden.</summary>
internal static class ExtraFields
{
    public static void Check(string name, ReadOnlySpan<byte> fields)
    {
        while (!fields.IsEmpty)
        {
            var length = fields.Length >= 4 ? UInt16(fields, 2) : int.MaxValue;
            var known = length <= fields.Length - 4 && UInt16(fields, 0) switch
            {
                0x5455 => length <= 13,
                0x7875 => length <= 15,
                0x5855 => length <= 12,
                0x000A => length <= 32,
                _ => false,
            };
            if (!known) throw new PackFaultException(name, "its header holds what belongs to no pack");
            fields = fields[(4 + length)..];
        }
    }
}
