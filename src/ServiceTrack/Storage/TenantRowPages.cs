using System.Runtime.CompilerServices;

namespace ServiceTrack.Storage;

/// <summary>All rows of a kind, read page by page.</summary>
public static class TenantRowPages
{
    public static IAsyncEnumerable<KeptDocument> AllDocuments(this ITenantRows rows, ICollection collection, int page, CancellationToken cancel) =>
        Pages<string, KeptDocument>(after => rows.Documents(collection, after, page, cancel), d => d.Id, cancel);

    public static IAsyncEnumerable<Claim> AllClaims(this ITenantRows rows, int page, CancellationToken cancel) =>
        Pages<(string, string)?, Claim>(after => rows.Claims(after, page, cancel), c => (c.Scope, c.Key), cancel);

    public static IAsyncEnumerable<WorkItem> AllWork(this ITenantRows rows, int page, CancellationToken cancel) =>
        Pages<(string, string)?, WorkItem>(after => rows.Work(after, page, cancel), w => (w.Queue, w.Key), cancel);

    public static IAsyncEnumerable<KeptBlob> AllBlobs(this ITenantRows rows, int page, CancellationToken cancel) =>
        Pages<string, KeptBlob>(after => rows.Blobs(after, page, cancel), b => b.Sha256, cancel);

    private static async IAsyncEnumerable<T> Pages<TKey, T>(
        Func<TKey?, Task<IReadOnlyList<T>>> read, Func<T, TKey> key, [EnumeratorCancellation] CancellationToken cancel)
    {
        TKey? after = default;
        while (await read(after) is { Count: > 0 } page)
        {
            cancel.ThrowIfCancellationRequested();
            foreach (var row in page) yield return row;
            after = key(page[^1]);
        }
    }
}
