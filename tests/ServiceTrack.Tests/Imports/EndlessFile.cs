using System.Text;

namespace ServiceTrack.Tests.Imports;

/// <summary>A heading and then one line again and again, made as it is read.</summary>
internal sealed class EndlessFile(string head, string line, long size) : Stream
{
    private readonly byte[] head = Encoding.ASCII.GetBytes(head), line = Encoding.ASCII.GetBytes(line);

    public long Lines => (size - head.Length) / line.Length;

    public override long Length => head.Length + Lines * line.Length;

    public override long Position { get; set; }

    public override int Read(Span<byte> buffer)
    {
        var from = Position < head.Length ? head.AsSpan((int)Position) : line.AsSpan((int)((Position - head.Length) % line.Length));
        var count = Position >= Length ? 0 : Math.Min(from.Length, buffer.Length);
        from[..count].CopyTo(buffer);
        Position += count;
        return count;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
    public override bool CanRead => true;
    public override bool CanSeek => true;
    public override bool CanWrite => false;
    public override void Flush() { }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
