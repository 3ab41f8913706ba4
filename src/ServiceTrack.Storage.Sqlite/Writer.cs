using System.Diagnostics;
using System.Threading.Channels;

namespace ServiceTrack.Storage.Sqlite;

/// <summary>
/// The only one who writes, on a thread of its own. Writes that wait at the same time share one transaction and so one
/// fsync; each is isolated by a savepoint, and each is answered only after the COMMIT has returned.
/// </summary>
internal sealed class Writer : IAsyncDisposable
{
    private const int GroupLimit = 256;

    // So that who writes little does not wait for many who write much.
    private static readonly TimeSpan LongestGroup = TimeSpan.FromMilliseconds(25);

    private readonly Connection _database;
    private readonly Session _session;
    private readonly Channel<Write> _waiting = Channel.CreateBounded<Write>(
        new BoundedChannelOptions(GroupLimit * 16) { SingleReader = true });
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Writer(Connection database, TimeProvider clock)
    {
        _database = database;
        _session = new Session(database, clock);
        new Thread(Loop) { IsBackground = true, Name = "servicetrack-writer" }.Start();
    }

    /// <summary>Runs the work in the next group. Cancelling has an effect only until its turn has come.</summary>
    /// <exception cref="StoreUnavailableException">Nothing of it was kept.</exception>
    public async Task<T> Do<T>(Func<Session, T> work, CancellationToken cancel)
    {
        var write = new Write<T>(work, cancel);
        try
        {
            await _waiting.Writer.WriteAsync(write, cancel);
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(nameof(SqliteStore));
        }
        return await write.Answered;
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _stopped.Task;
        _database.Dispose();
    }

    private void Loop()
    {
        var group = new List<Write>(GroupLimit);
        while (_waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            CommitTogether(group);
            group.Clear();
        }
        _stopped.SetResult();
    }

    private void CommitTogether(List<Write> group)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            _database.Run("BEGIN IMMEDIATE");
            while (MayGrow(group.Count, started) && _waiting.Reader.TryRead(out var write))
            {
                group.Add(write);
                write.Attempt(_session);
            }
            Claims.Sweep(_session);
            _database.Run("COMMIT");
        }
        catch (Exception e)
        {
            GiveUp();
            if (group.Count == 0 && _waiting.Reader.TryRead(out var write)) group.Add(write);
            foreach (var lost in group) lost.Fail(e);
            return;
        }
        foreach (var write in group) write.Answer();
    }

    private static bool MayGrow(int count, long started) =>
        count == 0 || (count < GroupLimit && Stopwatch.GetElapsedTime(started) < LongestGroup);

    private void GiveUp()
    {
        _session.Forget();
        try
        {
            if (_database.InTransaction) _database.Run("ROLLBACK");
        }
        catch (SqliteFailure)
        {
            // The next BEGIN tells its callers.
        }
    }
}
