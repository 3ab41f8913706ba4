using ServiceTrack.Tenants;

namespace ServiceTrack.Storage.Sqlite;

/// <summary>
/// The embedded store: one SQLite file and a folder of blobs, held by one process. A commit is answered once it would
/// survive a power cut; commits that arrive together share the wait for the disk.
/// </summary>
public sealed class SqliteStore : IStore
{
    private const int PatienceMilliseconds = 5_000;
    private const long LongestKeptLog = 64L << 20;
    private const long MappedBytes = 8L << 30;

    private readonly DataFolder _folder;
    private readonly long _rebuildUpTo;
    private int _disposed;

    private SqliteStore(DataFolder folder, Engine engine, long rebuildUpTo)
    {
        (_folder, _rebuildUpTo) = (folder, rebuildUpTo);
        Engine = engine;
        Directory = new SqliteDocuments(null, engine);
        Work = new SqliteWork(engine.Writer, engine.Readers);
    }

    internal Engine Engine { get; }

    public IDocuments Directory { get; }

    public IWork Work { get; }

    /// <exception cref="StoreRefusedException">In use, damaged, of another program or of a newer version; left as it was.</exception>
    public static async Task<SqliteStore> Open(SqliteStoreOptions options, TimeProvider clock)
    {
        var store = Start(options, clock);
        try
        {
            await store.Engine.Writer.Do(session => BlobRows.Clear(session, store.Engine.Files), CancellationToken.None);
            return store;
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    public ITenantStore For(TenantId tenant)
    {
        ArgumentException.ThrowIfNullOrEmpty(tenant.Value);
        return new SqliteTenantStore(tenant, Engine);
    }

    public IAsyncEnumerable<TenantId> Wakes(CancellationToken cancel) => Engine.Wakes.Listen(cancel);

    public async Task<bool> Scrub(CancellationToken cancel) => (await Engine.Writer.Do(new Scrubbing(_rebuildUpTo).Run, cancel)).Done;

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1) return;
        Engine.Wakes.End();
        Engine.Readers.Dispose();
        await Engine.Writer.DisposeAsync();
        _folder.Dispose();
    }

    private static SqliteStore Start(SqliteStoreOptions options, TimeProvider clock)
    {
        var folder = DataFolder.Hold(options.Directory);
        try
        {
            Schema.Examine(folder.Database, options.Vfs);
            var files = new BlobFiles(folder.Blobs);
            files.Clear();
            var readers = new Readers(() => Reader(options, folder), options.Readers);
            var writer = new Writer(Owned(options, folder), clock);
            return new SqliteStore(folder, new Engine(writer, readers, files, clock), options.RebuildUpTo);
        }
        catch (Exception e) when (e is SqliteFailure or IOException or UnauthorizedAccessException)
        {
            folder.Dispose();
            throw new StoreRefusedException($"The store in {folder.Path} cannot be opened: {e.Message}", e);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>The writer's connection, with the tables of this version.</summary>
    private static Connection Owned(SqliteStoreOptions options, DataFolder folder)
    {
        var database = new Connection(folder.Database, options.Vfs, mayWrite: true);
        try
        {
            // What a savepoint may take back is kept in memory: on disk it would double what is written.
            database.Script(
                $"""
                PRAGMA busy_timeout = {PatienceMilliseconds};
                PRAGMA journal_mode = WAL;
                PRAGMA synchronous = {options.Synchronous};
                PRAGMA secure_delete = ON;
                PRAGMA temp_store = MEMORY;
                PRAGMA cache_size = -65536;
                PRAGMA wal_autocheckpoint = {options.PagesBetweenCheckpoints};
                PRAGMA journal_size_limit = {LongestKeptLog};
                """);
            Schema.Upgrade(database);
            DataFolder.Sync(folder.Path);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    private static Connection Reader(SqliteStoreOptions options, DataFolder folder)
    {
        var reader = new Connection(folder.Database, options.Vfs, mayWrite: false);
        // Mapped into memory, a search over a million documents takes half the time.
        reader.Script(
            $"""
            PRAGMA busy_timeout = {PatienceMilliseconds};
            PRAGMA temp_store = MEMORY;
            PRAGMA cache_size = -16384;
            PRAGMA mmap_size = {MappedBytes};
            """);
        return reader;
    }
}
