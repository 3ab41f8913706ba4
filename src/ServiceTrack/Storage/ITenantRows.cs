using System.Collections.Immutable;

namespace ServiceTrack.Storage;

/// <summary>
/// One company's rows as they stand, for carrying it to another store. They are read in order, a page at a time; what is
/// written meanwhile may be seen or not, so a company is carried while nobody works in it. Its events are read by
/// <see cref="ITenantStore.Feed"/>.
/// </summary>
public interface ITenantRows
{
    /// <summary>By id.</summary>
    Task<IReadOnlyList<KeptDocument>> Documents(ICollection collection, string? after, int limit, CancellationToken cancel);

    /// <summary>By scope and key; expired ones may be among them.</summary>
    Task<IReadOnlyList<Claim>> Claims((string Scope, string Key)? after, int limit, CancellationToken cancel);

    /// <summary>By queue and key.</summary>
    Task<IReadOnlyList<WorkItem>> Work((string Queue, string Key)? after, int limit, CancellationToken cancel);

    /// <summary>By hash; those that a commit has kept.</summary>
    Task<IReadOnlyList<KeptBlob>> Blobs(string? after, int limit, CancellationToken cancel);

    /// <summary>
    /// Puts rows as they were elsewhere, all of them durably or none; what stands there under the same name gives way, so
    /// that a batch may be put again. Events keep their bytes and go on from the tenant's end: those before it are passed
    /// over. Files have been staged before. Events that leave a gap and files that were not staged are a bug and throw.
    /// </summary>
    Task Put(TenantRows rows, CancellationToken cancel);
}

public sealed record TenantRows
{
    /// <summary>Without gaps, by position.</summary>
    public ImmutableArray<RecordedEvent> Events { get; init; } = [];

    public ImmutableArray<KeptDocument> Documents { get; init; } = [];
    public ImmutableArray<Claim> Claims { get; init; } = [];
    public ImmutableArray<WorkItem> Work { get; init; } = [];
    public ImmutableArray<KeptBlob> Blobs { get; init; } = [];
}

/// <param name="Json">As <see cref="StoredJson"/> writes it.</param>
public sealed record KeptDocument(ICollection Collection, string Id, long Version, ReadOnlyMemory<byte> Json);

/// <param name="References">How many commits keep it, at least one.</param>
public sealed record KeptBlob(string Sha256, long Bytes, long References);
