namespace ServiceTrack.Storage;

/// <summary>Documents of one tenant, or of the directory, read through declared indexes and written by atomic commits.</summary>
public interface IDocuments
{
    Task<Stored<T>?> Find<T>(Collection<T> collection, string id, CancellationToken cancel) where T : class;

    /// <summary>
    /// One page in the query's order, each unchanged row exactly once over all pages. A page may be shorter than asked
    /// while <see cref="Page{T}.Next"/> is not null, because one call looks at a bounded number of rows.
    /// </summary>
    /// <exception cref="BrokenCursorException">The cursor was not made by this query.</exception>
    /// <exception cref="ArgumentException">No declared index gives the order, or a field is not declared.</exception>
    Task<Page<T>> Query<T>(Collection<T> collection, Query query, CancellationToken cancel) where T : class;

    /// <summary>How many rows meet the condition, by the value of a declared field ("" for all, or for no value).</summary>
    Task<IReadOnlyDictionary<string, long>> Count<T>(
        Collection<T> collection, Condition where, string? byField, CancellationToken cancel) where T : class;

    /// <summary>The value kept with an unexpired claim, or null.</summary>
    Task<string?> Claimed(string scope, string key, CancellationToken cancel);

    /// <summary>All of it, durably, or nothing. Answers only once it would survive a power cut.</summary>
    Task<CommitResult> Commit(Commit commit, CancellationToken cancel);
}

/// <summary>A document and the number of times it was written, counted from 1.</summary>
public sealed record Stored<T>(T Value, long Version);

public sealed record Page<T>(IReadOnlyList<Stored<T>> Items, string? Next);

public sealed class BrokenCursorException() : Exception("The cursor does not belong to this list.");
