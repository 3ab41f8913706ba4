using System.Buffers;
using System.Text;
using SQLitePCL;

namespace ServiceTrack.Storage.Sqlite;

/// <summary>A prepared statement, bound from left to right. Disposing gives it back to its connection for the next use.</summary>
internal sealed class Statement(sqlite3 database, sqlite3_stmt statement, string sql) : IDisposable
{
    private int _bound;

    public bool InUse { get; private set; }

    public Statement Begin()
    {
        if (InUse) throw new InvalidOperationException($"The statement is in use: {sql}");
        InUse = true;
        return this;
    }

    public Statement Bind(long value) => Check(raw.sqlite3_bind_int64(statement, ++_bound, value));

    public Statement Bind(long? value) => value is { } number ? Bind(number) : Null();

    public Statement Bind(string? value)
    {
        if (value is null) return Null();
        if (value.Length == 0) return Check(raw.sqlite3_bind_text(statement, ++_bound, ""));
        var length = Text.ToUtf8(value, out var utf8);
        try
        {
            return BindText(utf8.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(utf8);
        }
    }

    /// <summary>Text that is UTF-8 already; not empty.</summary>
    public Statement BindText(ReadOnlySpan<byte> utf8) => Check(raw.sqlite3_bind_text(statement, ++_bound, utf8));

    /// <summary>Not empty.</summary>
    public Statement BindBlob(ReadOnlySpan<byte> bytes) => Check(raw.sqlite3_bind_blob(statement, ++_bound, bytes));

    /// <summary>The value of a declared field: text, number or null.</summary>
    public Statement BindField(object? value) => value switch
    {
        null => Null(),
        string text => Bind(text),
        long number => Bind(number),
        _ => throw new ArgumentException($"A field is a text or a number, not {value.GetType().Name}."),
    };

    public Statement BindAll(IEnumerable<object?> values)
    {
        foreach (var value in values) BindField(value);
        return this;
    }

    public bool Step()
    {
        var code = raw.sqlite3_step(statement);
        if (code == raw.SQLITE_ROW) return true;
        if (code == raw.SQLITE_DONE) return false;
        throw Connection.Failure(database, code);
    }

    /// <summary>Runs a statement that gives no rows, and gives it back.</summary>
    public void Run()
    {
        using (this) Step();
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;
    public long Long(int column) => raw.sqlite3_column_int64(statement, column);
    public long? LongOrNull(int column) => IsNull(column) ? null : Long(column);
    public string String(int column) => Encoding.UTF8.GetString(Bytes(column));
    public string? StringOrNull(int column) => IsNull(column) ? null : String(column);

    /// <summary>Valid until the next step. Of a text, its UTF-8.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(statement, column);

    public object? Field(int column) => raw.sqlite3_column_type(statement, column) switch
    {
        raw.SQLITE_NULL => null,
        raw.SQLITE_INTEGER => Long(column),
        _ => String(column),
    };

    public void Dispose()
    {
        raw.sqlite3_reset(statement);
        raw.sqlite3_clear_bindings(statement);
        _bound = 0;
        InUse = false;
    }

    public void Close() => statement.Dispose();

    private Statement Null() => Check(raw.sqlite3_bind_null(statement, ++_bound));

    private Statement Check(int code) => code == raw.SQLITE_OK ? this : throw Connection.Failure(database, code);
}
