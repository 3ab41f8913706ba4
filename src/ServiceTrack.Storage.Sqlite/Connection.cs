using SQLitePCL;

namespace ServiceTrack.Storage.Sqlite;

/// <summary>
/// One open database and its prepared statements. Used by one thread at a time. The native calls are used as they are:
/// the ADO.NET provider ends texts at U+0000, and costs more than the statements do.
/// </summary>
internal sealed class Connection : IDisposable
{
    private const int KeptStatements = 300;

    private readonly sqlite3 _database;
    private readonly Dictionary<string, Statement> _statements = [];

    static Connection() => Batteries_V2.Init();

    public Connection(string path, string? vfs, bool mayWrite)
    {
        var flags = raw.SQLITE_OPEN_NOMUTEX
            | (mayWrite ? raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE : raw.SQLITE_OPEN_READONLY);
        var code = raw.sqlite3_open_v2(path, out _database, flags, vfs);
        if (code == raw.SQLITE_OK) return;
        var failure = Failure(_database, code);
        _database.Dispose();
        throw failure;
    }

    public bool InTransaction => raw.sqlite3_get_autocommit(_database) == 0;

    public static SqliteFailure Failure(sqlite3 database, int code) =>
        new(code, raw.sqlite3_errmsg(database).utf8_to_string());

    /// <summary>The prepared statement of this text, made once. Dispose gives it back.</summary>
    public Statement Use(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            if (_statements.Count >= KeptStatements) CloseStatements();
            var code = raw.sqlite3_prepare_v3(_database, sql, raw.SQLITE_PREPARE_PERSISTENT, out var prepared);
            if (code != raw.SQLITE_OK) throw Failure(_database, code);
            _statements[sql] = statement = new Statement(_database, prepared, sql);
        }
        return statement.Begin();
    }

    public void Run(string sql) => Use(sql).Run();

    /// <summary>Several statements, not kept.</summary>
    public void Script(string sql)
    {
        var code = raw.sqlite3_exec(_database, sql);
        if (code != raw.SQLITE_OK) throw Failure(_database, code);
    }

    public long Number(string sql)
    {
        using var statement = Use(sql);
        return statement.Step() ? statement.Long(0) : 0;
    }

    /// <summary>Stops what runs on this connection now; the only member for other threads.</summary>
    public void Interrupt() => raw.sqlite3_interrupt(_database);

    /// <summary>Whether closing may write the log back into the database file.</summary>
    public void LeaveFileOnClose(bool leave)
    {
        const int NoCheckpointOnClose = 1006;
        raw.sqlite3_db_config(_database, NoCheckpointOnClose, leave ? 1 : 0, out _);
    }

    public void Dispose()
    {
        CloseStatements();
        _database.Dispose();
    }

    private void CloseStatements()
    {
        foreach (var (sql, statement) in _statements.Where(s => !s.Value.InUse).ToList())
        {
            statement.Close();
            _statements.Remove(sql);
        }
    }
}
