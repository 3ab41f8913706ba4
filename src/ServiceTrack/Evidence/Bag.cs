using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ServiceTrack.Journal;
using ServiceTrack.Reports;

namespace ServiceTrack.Evidence;

/// <summary>A BagIt 1.0 bag (RFC 8493) written as a zip file, payload first, tag files and signature last.</summary>
internal sealed class Bag(Stream output) : IAsyncDisposable
{
    private readonly ZipWriter zip = new(output, ZipContent.Compressed);
    private readonly SortedDictionary<string, string> payload = new(StringComparer.Ordinal);
    private long octets;

    public async Task Add(string path, Func<Stream, CancellationToken, Task> write, CancellationToken cancel, ZipContent content = ZipContent.Compressed)
    {
        var (hash, bytes) = await Put(path, write, content, cancel);
        payload.Add(path, hash);
        octets += bytes;
    }

    public Task Add(string path, byte[] bytes, CancellationToken cancel) => Add(path, (to, c) => to.WriteAsync(bytes, c).AsTask(), cancel);

    public async Task Seal(BagInfo info, SignedCheckpoint checkpoint, JournalKey key, CancellationToken cancel)
    {
        var tags = new List<(string Name, string Hash)>();
        foreach (var (name, text) in new[]
        {
            (PackFiles.BagIt, PackFiles.BagItText),
            (PackFiles.BagInfo, info.Text(octets, payload.Count)),
            (PackFiles.Manifest, ManifestText(payload.Select(f => (f.Key, f.Value)))),
        })
            tags.Add((name, await Put(name, text, cancel)));
        await Put(PackFiles.TagManifest, ManifestText(tags.OrderBy(t => t.Name, StringComparer.Ordinal)), cancel);
        var signature = key.Sign(Encoding.UTF8.GetBytes(SignedText([.. tags.Select(t => t.Hash)])));
        await Put(PackFiles.Signature, CanonicalJson.Text(new JsonObject
        {
            ["key"] = checkpoint.Key,
            ["fingerprint"] = checkpoint.Fingerprint,
            ["checkpoint"] = checkpoint.Text,
            ["checkpointSignature"] = checkpoint.Signature,
            ["manifestSignature"] = Convert.ToBase64String(signature),
        }), cancel);
    }

    /// <summary>Lines as sha256sum writes and checks them.</summary>
    public static string ManifestText(IEnumerable<(string Path, string Hash)> files) =>
        string.Concat(files.Select(f => $"{f.Hash}  {f.Path}\n"));

    /// <param name="hashes">Of <see cref="PackFiles.Signed"/>.</param>
    public static string SignedText(IReadOnlyList<string> hashes) => string.Join(' ', hashes);

    public ValueTask DisposeAsync() => zip.DisposeAsync();

    private async Task<string> Put(string name, string text, CancellationToken cancel) =>
        (await Put(name, (to, c) => to.WriteAsync(Encoding.UTF8.GetBytes(text), c).AsTask(), ZipContent.Compressed, cancel)).Hash;

    private async Task<(string Hash, long Bytes)> Put(string name, Func<Stream, CancellationToken, Task> write, ZipContent content, CancellationToken cancel)
    {
        await using var entry = zip.Add(name, content);
        await using var hashed = new HashedStream(entry);
        await write(hashed, cancel);
        return hashed.Finish();
    }
}

/// <summary>What bag-info.txt says; no time in it but the journal's.</summary>
internal sealed record BagInfo(PackParameters Parameters, long Size, DateTimeOffset AsOf)
{
    public string Text(long octets, int files) => string.Create(CultureInfo.InvariantCulture, $"""
        Source-Organization: {OneLine(Parameters.Company)}
        External-Identifier: servicetrack/{OneLine(Parameters.Tenant)}/{Size}
        Bagging-Date: {AsOf.UtcDateTime:yyyy-MM-dd}
        Payload-Oxum: {octets}.{files}

        """) + (Parameters.Missing.IsEmpty ? "" : string.Create(CultureInfo.InvariantCulture, $"Incomplete: {Parameters.Missing.Length} attachments are missing\n"));

    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Trim();
}

/// <summary>Passes bytes on, and knows their number and SHA-256 in the end.</summary>
internal sealed class HashedStream(Stream to) : Stream
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long bytes;

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public (string Hash, long Bytes) Finish() => (Convert.ToHexStringLower(hash.GetHashAndReset()), bytes);

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Count(buffer);
        to.Write(buffer);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Count(buffer.Span);
        return to.WriteAsync(buffer, cancellationToken);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush() => to.Flush();
    public override Task FlushAsync(CancellationToken cancellationToken) => to.FlushAsync(cancellationToken);
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) hash.Dispose();
        base.Dispose(disposing);
    }

    private void Count(ReadOnlySpan<byte> buffer)
    {
        hash.AppendData(buffer);
        bytes += buffer.Length;
    }
}
