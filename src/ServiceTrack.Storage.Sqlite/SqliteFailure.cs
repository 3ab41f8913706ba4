using SQLitePCL;

namespace ServiceTrack.Storage.Sqlite;

/// <summary>A result code other than success. Leaves the engine only as one of the port's exceptions.</summary>
internal sealed class SqliteFailure(int code, string message) : Exception($"SQLite {code}: {message}")
{
    public int Code => code & 0xFF;

    public Exception AsStoreException() => Code switch
    {
        raw.SQLITE_FULL or raw.SQLITE_IOERR or raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY or raw.SQLITE_BUSY
            or raw.SQLITE_LOCKED or raw.SQLITE_NOMEM =>
            new StoreUnavailableException("The database cannot be written or read now (is the disk full?).", this),
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB =>
            new StoreRefusedException("The database file is damaged; restore it from a backup.", this),
        raw.SQLITE_TOOBIG => new ArgumentException("A document or value is larger than the database can hold.", this),
        raw.SQLITE_INTERRUPT => new OperationCanceledException("The read was cancelled.", this),
        _ => this,
    };
}
