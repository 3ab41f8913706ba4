namespace ServiceTrack.Storage;

/// <summary>
/// Files of one company by their SHA-256. A staged file is durable but belongs to nobody until a commit keeps it
/// (<see cref="Commit.KeepBlobs"/>); what no commit kept is swept.
/// </summary>
public interface IBlobs
{
    /// <exception cref="BlobTooLargeException">More than <paramref name="maxBytes"/>; nothing stays behind.</exception>
    Task<StagedBlob> Stage(Stream content, long maxBytes, CancellationToken cancel);

    /// <summary>A kept file, or null. The caller disposes of the stream.</summary>
    Task<Stream?> Open(string sha256, CancellationToken cancel);

    /// <summary>Removes what was staged before <paramref name="before"/> and kept by no commit; gives the count.</summary>
    Task<int> Sweep(DateTimeOffset before, CancellationToken cancel);
}

/// <param name="Sha256">Lower-case hex.</param>
/// <param name="Bytes">Length in bytes.</param>
public sealed record StagedBlob(string Sha256, long Bytes);

public sealed class BlobTooLargeException(long maxBytes) : Exception($"The file is larger than {maxBytes} bytes.")
{
    public long MaxBytes { get; } = maxBytes;
}
