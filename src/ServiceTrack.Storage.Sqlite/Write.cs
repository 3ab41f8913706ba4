namespace ServiceTrack.Storage.Sqlite;

/// <summary>One piece of work in a group, and the answer that is held back until the group is durable.</summary>
internal abstract class Write
{
    /// <summary>Does the work or undoes it; throws only where the whole group is lost.</summary>
    public abstract void Attempt(Session session);

    /// <summary>The group is durable.</summary>
    public abstract void Answer();

    /// <summary>The group is lost.</summary>
    public abstract void Fail(Exception failure);
}

internal sealed class Write<T>(Func<Session, T> work, CancellationToken cancel) : Write
{
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IReadOnlyList<Action> _afterwards = [];
    private T? _result;
    private bool _done;

    public Task<T> Answered => _answer.Task;

    public override void Attempt(Session session)
    {
        if (cancel.IsCancellationRequested)
        {
            _answer.TrySetCanceled(cancel);
            return;
        }
        session.Database.Run("SAVEPOINT one");
        try
        {
            _result = work(session);
            _done = true;
        }
        catch (Exception e) when (session.Database.InTransaction)
        {
            session.Undo();
            Fail(e);
        }
        if (session.Undone)
        {
            session.Database.Run("ROLLBACK TO one");
            session.Forget();
        }
        session.Database.Run("RELEASE one");
        _afterwards = session.TakeAfterwards();
    }

    public override void Answer()
    {
        if (!_done) return;
        foreach (var action in _afterwards) action();
        _answer.TrySetResult(_result!);
    }

    public override void Fail(Exception failure) =>
        _answer.TrySetException(failure switch
        {
            SqliteFailure code => code.AsStoreException(),
            IOException => new StoreUnavailableException("A file cannot be kept now (is the disk full?).", failure),
            _ => failure,
        });
}
