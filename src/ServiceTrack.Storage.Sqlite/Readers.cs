using System.Collections.Concurrent;

namespace ServiceTrack.Storage.Sqlite;

/// <summary>
/// A bounded set of connections that only read. Each read sees one state of the whole store. SQLite has no asynchronous
/// reads, so the caller's thread reads; that no more than the set do so at once keeps the thread pool free.
/// </summary>
internal sealed class Readers(Func<Connection> open, int count) : IDisposable
{
    private readonly SemaphoreSlim _free = new(count);
    private readonly ConcurrentBag<Connection> _idle = [];

    public async Task<T> Read<T>(Func<Connection, T> read, CancellationToken cancel)
    {
        await _free.WaitAsync(cancel);
        try
        {
            var connection = _idle.TryTake(out var idle) ? idle : open();
            try
            {
                return InOneState(connection, read, cancel);
            }
            finally
            {
                _idle.Add(connection);
            }
        }
        catch (SqliteFailure e)
        {
            cancel.ThrowIfCancellationRequested();
            throw e.AsStoreException();
        }
        finally
        {
            _free.Release();
        }
    }

    public void Dispose()
    {
        for (var i = 0; i < count; i++) _free.Wait();
        foreach (var connection in _idle) connection.Dispose();
        _free.Dispose();
    }

    private static T InOneState<T>(Connection connection, Func<Connection, T> read, CancellationToken cancel)
    {
        connection.Run("BEGIN");
        try
        {
            using (cancel.UnsafeRegister(static c => ((Connection)c!).Interrupt(), connection))
                return read(connection);
        }
        finally
        {
            connection.Run("ROLLBACK");
        }
    }
}
