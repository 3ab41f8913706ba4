using System.Collections.Immutable;

namespace ServiceTrack.Storage;

/// <summary>
/// What happens together: events appended to one stream, documents, claims, work and files. Checked in this order:
/// fence, claims as listed, the stream's version, each document's version; the first that fails is the answer.
/// </summary>
public sealed record Commit
{
    /// <summary>When the caller was told. Recorded no earlier than the tenant's last event.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Null where the commit carries no events.</summary>
    public StreamAppend? Append { get; init; }

    public ImmutableArray<DocumentWrite> Documents { get; init; } = [];
    public ImmutableArray<Claim> Claims { get; init; } = [];

    /// <summary>Claims given up, by scope and key, before <see cref="Claims"/> are taken.</summary>
    public ImmutableArray<(string Scope, string Key)> Unclaim { get; init; } = [];

    public ImmutableArray<WorkItem> Work { get; init; } = [];

    /// <summary>Work done or no longer wanted, by queue and key, taken away before <see cref="Work"/> is put.</summary>
    public ImmutableArray<(string Queue, string Key)> Finish { get; init; } = [];

    /// <summary>
    /// Refused unless this lease is still held under the same epoch. One that has lapsed holds until another takes it:
    /// the epoch decides, not the time.
    /// </summary>
    public Lease? Fence { get; init; }

    /// <summary>Each adds one reference to a staged or kept file; a file that is neither is a bug and throws.</summary>
    public ImmutableArray<StagedBlob> KeepBlobs { get; init; } = [];

    /// <summary>Each takes one reference away; a file without references is removed.</summary>
    public ImmutableArray<string> DropBlobs { get; init; } = [];

    /// <summary>
    /// Personal values that go for ever, whole and masked, and both salts with them: with its salt a short value could be
    /// guessed from its digest. Leaf and path stay. What is gone already, or never was, is passed over.
    /// </summary>
    public ImmutableArray<ErasedValue> Erase { get; init; } = [];
}

/// <param name="Position">Of the event.</param>
public sealed record ErasedValue(long Position, string Path);

/// <param name="Stream">For example "activity/0197…".</param>
/// <param name="ExpectedVersion">The stream's version before this commit; 0 for a new stream.</param>
/// <param name="Events">At least one.</param>
public sealed record StreamAppend(string Stream, long ExpectedVersion, ImmutableArray<NewEvent> Events);

/// <summary>
/// Unique per scope and key until it expires by the store's clock. <paramref name="Value"/> is shown to whoever asks for
/// it next.
/// </summary>
public sealed record Claim(string Scope, string Key, string Value, DateTimeOffset? ExpiresAt = null);

public abstract record CommitResult
{
    private CommitResult() { }

    /// <param name="Position">Of the first event; where there was none, the tenant's end.</param>
    public sealed record Done(long Position, DateTimeOffset RecordedAt) : CommitResult;

    /// <summary>The stream or the document stood at another version.</summary>
    public sealed record Stale(string Id, long Version) : CommitResult;

    /// <summary>Another commit holds the claim, with this value.</summary>
    public sealed record Taken(string Scope, string Key, string Value) : CommitResult;

    /// <summary>The lease has passed on.</summary>
    public sealed record Fenced(string Lease) : CommitResult;
}
