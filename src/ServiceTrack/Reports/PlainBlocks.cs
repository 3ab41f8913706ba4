namespace ServiceTrack.Reports;

/// <summary>A deflate stream (RFC 1951) of uncompressed blocks: what any reader of deflate reads, and no version writes otherwise.</summary>
internal sealed class PlainBlocks(Stream to) : Stream
{
    private readonly byte[] block = new byte[ushort.MaxValue];
    private int filled;
    private bool closed;

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            if (filled == block.Length) Emit(last: false);
            var taken = Math.Min(buffer.Length, block.Length - filled);
            buffer[..taken].CopyTo(block.AsSpan(filled));
            filled += taken;
            buffer = buffer[taken..];
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && !closed) Emit(last: true);
        closed = true;
        base.Dispose(disposing);
    }

    private void Emit(bool last)
    {
        to.Write([(byte)(last ? 1 : 0), (byte)filled, (byte)(filled >> 8), (byte)~filled, (byte)(~filled >> 8)]);
        to.Write(block, 0, filled);
        filled = 0;
    }
}
