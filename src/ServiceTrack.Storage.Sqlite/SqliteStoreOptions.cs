namespace ServiceTrack.Storage.Sqlite;

/// <param name="Directory">Holds servicetrack.db and the blobs folder; made where it is missing.</param>
public sealed record SqliteStoreOptions(string Directory)
{
    /// <summary>Only <see cref="SyncMode.Full"/> keeps the port's promise; the other is there for tests to break it.</summary>
    public SyncMode Synchronous { get; init; } = SyncMode.Full;

    /// <summary>The name of a registered SQLite VFS; null for the system's own.</summary>
    public string? Vfs { get; init; }

    /// <summary>How many pages the log grows before it is written back. More saves writes; each pause is longer.</summary>
    public int PagesBetweenCheckpoints { get; init; } = 8_000;

    /// <summary>Up to this size <see cref="IStore.Scrub"/> writes the whole database anew, which holds up writers for a second or so each 50 MB.</summary>
    public long RebuildUpTo { get; init; } = 1L << 30;

    /// <summary>Connections that read at the same time; more callers wait.</summary>
    public int Readers { get; init; } = Math.Max(4, Environment.ProcessorCount * 2);
}

public enum SyncMode
{
    Off,
    Full,
}
