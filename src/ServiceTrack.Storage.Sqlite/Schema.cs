namespace ServiceTrack.Storage.Sqlite;

/// <summary>
/// The tables that do not depend on collections, in numbered steps: a file at step n is brought forward by the steps
/// after n, each in a transaction of its own, and <c>user_version</c> tells where it stands. A step is never edited.
/// </summary>
internal static class Schema
{
    /// <summary>"SvTk", in the file's header.</summary>
    public const int ApplicationId = 0x5376_546B;

    private const long QuickCheckUpTo = 256L << 20;

    private static readonly string[] Steps =
    [
        """
        -- Number 0 is the directory.
        CREATE TABLE tenants (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE) STRICT;
        CREATE TABLE collections (name TEXT PRIMARY KEY, declared TEXT NOT NULL) STRICT, WITHOUT ROWID;
        -- seat = tenant << 40 | position, so that the events of a tenant lie together in the order of the feed.
        CREATE TABLE events (
            seat INTEGER PRIMARY KEY, tenant INTEGER NOT NULL, stream TEXT NOT NULL, version INTEGER NOT NULL,
            recorded INTEGER NOT NULL, leaf BLOB NOT NULL) STRICT;
        CREATE UNIQUE INDEX events_of_stream ON events (tenant, stream, version);
        CREATE TABLE personal (
            seat INTEGER NOT NULL, path TEXT NOT NULL, full_salt TEXT NOT NULL, full_value TEXT,
            masked_salt TEXT NOT NULL, masked_value TEXT, PRIMARY KEY (seat, path)) STRICT, WITHOUT ROWID;
        CREATE TABLE claims (
            tenant INTEGER NOT NULL, scope TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, expires INTEGER,
            PRIMARY KEY (tenant, scope, key)) STRICT, WITHOUT ROWID;
        CREATE INDEX claims_by_expiry ON claims (expires) WHERE expires IS NOT NULL;
        CREATE TABLE work (
            tenant INTEGER NOT NULL, queue TEXT NOT NULL, key TEXT NOT NULL, partition INTEGER NOT NULL,
            due INTEGER NOT NULL, payload TEXT NOT NULL, PRIMARY KEY (tenant, queue, key)) STRICT, WITHOUT ROWID;
        CREATE INDEX work_due ON work (partition, queue, due, tenant, key);
        -- A released lease keeps its row, so that its epoch never comes again.
        CREATE TABLE leases (
            name TEXT PRIMARY KEY, owner TEXT, epoch INTEGER NOT NULL, until INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        -- staged counts the stagings that no commit has used yet; without any, and without references, the file goes.
        CREATE TABLE blobs (
            tenant INTEGER NOT NULL, sha256 TEXT NOT NULL, bytes INTEGER NOT NULL, refs INTEGER NOT NULL,
            staged INTEGER NOT NULL, staged_at INTEGER NOT NULL, PRIMARY KEY (tenant, sha256)) STRICT, WITHOUT ROWID;
        CREATE INDEX blobs_unkept ON blobs (tenant, staged_at) WHERE refs = 0;
        """,
    ];

    /// <summary>Looks without changing anything, so that a file that is refused stays as it was.</summary>
    /// <exception cref="StoreRefusedException">Not ours, newer than this program, or damaged.</exception>
    public static void Examine(string path, string? vfs)
    {
        if (!File.Exists(path) || new FileInfo(path).Length == 0) return;
        try
        {
            using var file = new Connection(path, vfs, mayWrite: true);
            file.LeaveFileOnClose(true);
            var version = file.Number("PRAGMA user_version");
            var application = file.Number("PRAGMA application_id");
            var started = version != 0 || application != 0 || file.Number("SELECT count(*) FROM sqlite_schema") != 0;
            if (started && application != ApplicationId)
                throw new StoreRefusedException($"{path} is the database of another program. Choose another data folder.");
            if (version > Steps.Length)
                throw new StoreRefusedException(
                    $"{path} was written by a newer version of ServiceTrack (schema {version}; this one knows {Steps.Length}). "
                    + "Start the newer version, or restore a backup made by this one.");
            if (new FileInfo(path).Length <= QuickCheckUpTo) QuickCheck(file, path);
        }
        catch (SqliteFailure e) when (e.AsStoreException() is StoreRefusedException)
        {
            throw Damaged(path, e.Message, e);
        }
        catch (SqliteFailure e)
        {
            throw new StoreRefusedException($"{path} cannot be opened: {e.Message}", e);
        }
    }

    public static void Upgrade(Connection database)
    {
        for (var step = (int)database.Number("PRAGMA user_version"); step < Steps.Length; step++)
        {
            database.Run("BEGIN IMMEDIATE");
            database.Script(Steps[step]);
            database.Run($"PRAGMA application_id = {ApplicationId}");
            database.Run($"PRAGMA user_version = {step + 1}");
            database.Run("COMMIT");
        }
    }

    private static void QuickCheck(Connection file, string path)
    {
        using var check = file.Use("PRAGMA quick_check(1)");
        if (check.Step() && check.String(0) is var found && found != "ok") throw Damaged(path, found, null);
    }

    private static StoreRefusedException Damaged(string path, string found, Exception? cause) => new(
        $"{path} is damaged or is not a database ({found}). It was left as it is; restore a backup in its place.", cause);
}
