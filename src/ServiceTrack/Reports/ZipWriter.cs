using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace ServiceTrack.Reports;

/// <summary>How the bytes of a zip file's entries are written.</summary>
public enum ZipContent
{
    /// <summary>Compressed; another runtime may compress the same bytes otherwise.</summary>
    Compressed,

    /// <summary>In uncompressed blocks: the same bytes on every machine, for ever.</summary>
    Plain,
}

/// <summary>
/// Writes a zip file front to back, holding no more than a block of it, with no time and nothing else in it that the
/// content does not give. Up to 4 GB and 65,535 entries, beyond which it throws <see cref="IOException"/>.
/// </summary>
public sealed class ZipWriter(Stream to, ZipContent content) : IAsyncDisposable
{
    private const ushort Version = 20, Flags = 0x0808, Deflate = 8, Date = 0x21;
    private const int Block = 64 * 1024;

    private readonly Stream sink = to;
    private readonly MemoryStream pending = new();
    private readonly MemoryStream directory = new();
    private long flushed;
    private int entries;
    private bool entryOpen;

    private long Length => flushed + pending.Length;

    /// <summary>One entry after the other: the stream is disposed of before the next is added.</summary>
    /// <param name="own">How this entry is written, where it is not as the others.</param>
    public Stream Add(string name, ZipContent? own = null)
    {
        if (entryOpen) throw new InvalidOperationException("An entry of the zip file is still open.");
        if (entries == ushort.MaxValue) throw new IOException("The zip file would have too many entries.");
        entryOpen = true;
        var entry = new Entry(this, own ?? content, Encoding.UTF8.GetBytes(name), Length);
        Span<byte> local = stackalloc byte[30];
        BinaryPrimitives.WriteUInt32LittleEndian(local, 0x04034b50);
        WriteCommon(local[4..], entry.Name, default);
        pending.Write(local);
        pending.Write(entry.Name);
        return entry;
    }

    /// <summary>Writes the directory; the stream underneath stays open.</summary>
    public async ValueTask DisposeAsync()
    {
        var start = Length;
        directory.WriteTo(pending);
        var end = new byte[22];
        BinaryPrimitives.WriteUInt32LittleEndian(end, 0x06054b50);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(8), (ushort)entries);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(10), (ushort)entries);
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(12), (uint)directory.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(16), Checked(start));
        pending.Write(end);
        await sink.WriteAsync(Flush());
        await sink.FlushAsync();
    }

    private static uint Checked(long length) =>
        length < uint.MaxValue ? (uint)length : throw new IOException("The zip file would be larger than 4 GB.");

    // From "version needed" to "length of the extra field": the part that both headers of an entry share.
    private static void WriteCommon(Span<byte> header, byte[] name, (uint Crc, long Packed, long Bytes) sizes)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(header, Version);
        BinaryPrimitives.WriteUInt16LittleEndian(header[2..], Flags);
        BinaryPrimitives.WriteUInt16LittleEndian(header[4..], Deflate);
        BinaryPrimitives.WriteUInt16LittleEndian(header[8..], Date);
        WriteSizes(header[10..], sizes);
        BinaryPrimitives.WriteUInt16LittleEndian(header[22..], (ushort)name.Length);
    }

    private static void WriteSizes(Span<byte> header, (uint Crc, long Packed, long Bytes) sizes)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(header, sizes.Crc);
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], Checked(sizes.Packed));
        BinaryPrimitives.WriteUInt32LittleEndian(header[8..], Checked(sizes.Bytes));
    }

    private void Close(Entry entry, (uint Crc, long Packed, long Bytes) sizes)
    {
        Span<byte> descriptor = stackalloc byte[16];
        BinaryPrimitives.WriteUInt32LittleEndian(descriptor, 0x08074b50);
        WriteSizes(descriptor[4..], sizes);
        pending.Write(descriptor);

        Span<byte> central = stackalloc byte[46];
        BinaryPrimitives.WriteUInt32LittleEndian(central, 0x02014b50);
        BinaryPrimitives.WriteUInt16LittleEndian(central[4..], Version);
        WriteCommon(central[6..], entry.Name, sizes);
        BinaryPrimitives.WriteUInt32LittleEndian(central[42..], Checked(entry.Offset));
        directory.Write(central);
        directory.Write(entry.Name);
        entries++;
        entryOpen = false;
    }

    private ReadOnlyMemory<byte> Flush()
    {
        var bytes = pending.GetBuffer().AsMemory(0, (int)pending.Length);
        flushed += bytes.Length;
        pending.SetLength(0);
        return bytes;
    }

    private sealed class Entry : Stream
    {
        private readonly ZipWriter zip;
        private readonly Stream packer;
        private readonly long start;
        private Crc32 crc = new();
        private long bytes;
        private bool closed;

        public Entry(ZipWriter zip, ZipContent content, byte[] name, long offset)
        {
            this.zip = zip;
            (Name, Offset) = (name, offset);
            start = offset + 30 + name.Length;
            packer = content == ZipContent.Plain
                ? new PlainBlocks(zip.pending)
                : new DeflateStream(zip.pending, CompressionLevel.Optimal, leaveOpen: true);
        }

        public byte[] Name { get; }
        public long Offset { get; }
        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => !closed;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            Pack(buffer);
            if (zip.pending.Length >= Block) zip.sink.Write(zip.Flush().Span);
        }

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Pack(buffer.Span);
            if (zip.pending.Length >= Block) await zip.sink.WriteAsync(zip.Flush(), cancellationToken);
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override void Flush()
        {
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing && !closed)
            {
                closed = true;
                packer.Dispose();
                zip.Close(this, (crc.Value, zip.Length - start, bytes));
            }
            base.Dispose(disposing);
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();

        private void Pack(ReadOnlySpan<byte> buffer)
        {
            crc.Add(buffer);
            bytes += buffer.Length;
            packer.Write(buffer);
        }
    }
}
