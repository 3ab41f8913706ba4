using ServiceTrack.Reports;

namespace ServiceTrack.Evidence;

/// <summary>
/// A part of a file. Its last bytes are handed out singly, so that a decompressor which is done early leaves some unread.
/// </summary>
internal sealed class Window(Stream file, long start, long length) : ReadOnlyStream
{
    private const int Singly = 64;
    private long read;

    public long Left => length - read;

    public override int Read(Span<byte> buffer)
    {
        var most = Left > Singly ? Left - Singly : Math.Min(1, Left);
        if (most == 0 || buffer.IsEmpty) return 0;
        file.Position = start + read;
        var got = file.Read(buffer[..(int)Math.Min(buffer.Length, most)]);
        read += got;
        return got;
    }
}

/// <summary>Gives the bytes of an entry, or the reason why they are not the entry's.</summary>
internal sealed class CheckedStream(PackEntry entry, Window packed, Stream content) : ReadOnlyStream
{
    private Crc32 crc = new();
    private long read;

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty) return 0;
        int got;
        try
        {
            got = content.Read(buffer);
        }
        catch (InvalidDataException)
        {
            throw new PackFaultException(entry.Name, "it cannot be unpacked");
        }
        crc.Add(buffer[..got]);
        read += got;
        if (read > entry.Bytes) throw new PackFaultException(entry.Name, "it is longer than the zip's directory says");
        if (got > 0) return got;
        if (read < entry.Bytes) throw new PackFaultException(entry.Name, "it is shorter than the zip's directory says");
        if (packed.Left > 0) throw new PackFaultException(entry.Name, "something stands after its content");
        if (crc.Value != entry.Crc) throw new PackFaultException(entry.Name, "its bytes do not give its checksum in the zip");
        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) content.Dispose();
        base.Dispose(disposing);
    }
}
