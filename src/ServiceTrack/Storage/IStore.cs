using ServiceTrack.Tenants;

namespace ServiceTrack.Storage;

/// <summary>
/// Everything the product keeps. A caller first chooses whose rows it means; no method of what it gets takes a
/// tenant, so one company's rows cannot be reached with another's store.
/// <para>Failures: expected ones are values (<see cref="CommitResult"/>); a store that cannot make anything durable
/// (full disk, lost server) throws <see cref="StoreUnavailableException"/>.</para>
/// </summary>
public interface IStore : IAsyncDisposable
{
    ITenantStore For(TenantId tenant);

    /// <summary>
    /// What is looked up before a tenant is known: people, memberships, token hashes, public links. It has documents and
    /// claims; a commit with events, work or files throws.
    /// </summary>
    IDocuments Directory { get; }

    IWork Work { get; }

    /// <summary>Names tenants that have new events. It only wakes: it may repeat, merge or come late, and carries no truth.</summary>
    IAsyncEnumerable<TenantId> Wakes(CancellationToken cancel);

    /// <summary>
    /// Goes over what erased and removed values have left on the disk (the log, unused room), everybody's, as far as the
    /// engine can. False where something may be left to whoever takes the disk apart: somebody reads for long, the disk is
    /// full, or there is too much for those who write to wait for.
    /// </summary>
    Task<bool> Scrub(CancellationToken cancel);
}

/// <summary>
/// The store cannot keep what it is given now; nothing of the commit was kept, unless the message says that nobody can tell
/// (a server lost while it committed, for longer than anybody waits). Callers answer 503; an idempotency key makes trying
/// again safe.
/// </summary>
public sealed class StoreUnavailableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The store's files or server cannot be used at all; the message tells an operator what to do.</summary>
public sealed class StoreRefusedException(string message, Exception? inner = null) : Exception(message, inner);
