namespace ServiceTrack.Storage.Mongo;

/// <summary>
/// The commits of one owner on this node, one group after the other. Those that come while a group is under way go
/// together into the next, so that many who write at once share a transaction and never stand in each other's way.
/// </summary>
internal sealed class Lane(Func<IReadOnlyList<Waiting>, Task> together)
{
    private const int GroupLimit = 128;

    private readonly Lock _lock = new();
    private readonly Queue<Waiting> _waiting = [];
    private Task _running = Task.CompletedTask;

    /// <summary>All that has come is answered.</summary>
    public Task Idle
    {
        get
        {
            lock (_lock) return _running;
        }
    }

    public Task<CommitResult> Do(Waiting commit)
    {
        lock (_lock)
        {
            _waiting.Enqueue(commit);
            if (_running.IsCompleted) _running = Task.Run(Run);
        }
        return commit.Answered;
    }

    private async Task Run()
    {
        while (Next() is { Count: > 0 } group) await together(group);
    }

    private List<Waiting> Next()
    {
        var group = new List<Waiting>();
        lock (_lock)
        {
            while (group.Count < GroupLimit && _waiting.TryDequeue(out var next))
                if (next.IsWanted) group.Add(next);
            if (group.Count == 0) _running = Task.CompletedTask;
        }
        return group;
    }
}
