using ServiceTrack.Tenants;

namespace ServiceTrack.Storage;

/// <summary>One company's documents, and its events in one dense sequence of positions from 0.</summary>
public interface ITenantStore : IDocuments
{
    TenantId Tenant { get; }

    IBlobs Blobs { get; }

    ITenantRows Rows { get; }

    /// <summary>The events of one stream by version.</summary>
    Task<IReadOnlyList<RecordedEvent>> Stream(string stream, CancellationToken cancel);

    /// <summary>Committed events at <paramref name="from"/> and after, by position, without gaps.</summary>
    Task<IReadOnlyList<RecordedEvent>> Feed(long from, int limit, CancellationToken cancel);

    /// <summary>The position the next event will get, which is the number of events.</summary>
    Task<long> End(CancellationToken cancel);
}
