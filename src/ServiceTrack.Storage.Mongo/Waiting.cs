namespace ServiceTrack.Storage.Mongo;

/// <summary>A commit made ready on its caller's thread, and the answer that is held back until its group is durable.</summary>
internal sealed class Waiting(Commit commit, IReadOnlyList<DocumentRow> documents, CancellationToken cancel)
{
    private readonly TaskCompletionSource<CommitResult> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Commit Commit => commit;
    public IReadOnlyList<DocumentRow> Documents => documents;
    public Task<CommitResult> Answered => _answer.Task;

    /// <summary>Cancelling has an effect only until its turn has come.</summary>
    public bool IsWanted => !cancel.IsCancellationRequested || !_answer.TrySetCanceled(cancel);

    public void Answer(CommitResult result) => _answer.TrySetResult(result);

    public void Fail(Exception failure) => _answer.TrySetException(MongoFailure.AsStoreException(failure) ?? failure);
}

/// <summary>What was decided of a commit: an answer, or why it cannot be one.</summary>
internal readonly record struct Decided(CommitResult? Result, Exception? Failure)
{
    public void Tell(Waiting waiting)
    {
        if (Result is not null) waiting.Answer(Result);
        else waiting.Fail(Failure!);
    }
}
