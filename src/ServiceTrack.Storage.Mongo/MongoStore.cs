using ServiceTrack.Tenants;

namespace ServiceTrack.Storage.Mongo;

/// <summary>
/// The cluster's store: one database of a MongoDB replica set or sharded cluster, shared by any number of nodes. A commit
/// is answered once the majority has it; commits of one company that arrive together at a node share a transaction.
/// </summary>
public sealed class MongoStore : IStore
{
    private readonly Engine _engine;
    private readonly Listening _listening;
    private int _disposed;

    private MongoStore(Engine engine)
    {
        _engine = engine;
        _listening = new(engine.Database, engine.Wakes, engine.Clock);
        Directory = new MongoDocuments(null, engine);
        Work = new MongoWork(engine);
    }

    public IDocuments Directory { get; }

    public IWork Work { get; }

    /// <param name="connectionString">
    /// Names the servers, the login, the database (servicetrack where it names none), time-outs, pool and TLS. What is read
    /// and written is the majority's, on the primary, whatever it says of that.
    /// </param>
    /// <exception cref="StoreRefusedException">The server or the database will not do; the message says why.</exception>
    public static async Task<IStore> Open(string connectionString, TimeProvider clock)
    {
        var database = Database.Of(connectionString);
        await Greeting.Check(database);
        await MongoFailure.Telling(async () =>
        {
            await Schema.Upgrade(database);
            return true;
        });
        return new MongoStore(new Engine(database, clock));
    }

    public ITenantStore For(TenantId tenant)
    {
        ArgumentException.ThrowIfNullOrEmpty(tenant.Value);
        return new MongoTenantStore(tenant, _engine);
    }

    public IAsyncEnumerable<TenantId> Wakes(CancellationToken cancel)
    {
        _listening.Begin();
        return _engine.Wakes.Listen(cancel);
    }

    /// <summary>The server goes over freed room in its own time, and its oplog forgets as it rolls; nothing here can hurry it.</summary>
    public Task<bool> Scrub(CancellationToken cancel) => Task.FromResult(true);

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1) return;
        _engine.Wakes.End();
        await _listening.DisposeAsync();
        await _engine.Idle();
    }
}
