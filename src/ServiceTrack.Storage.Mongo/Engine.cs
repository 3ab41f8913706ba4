using System.Collections.Concurrent;

namespace ServiceTrack.Storage.Mongo;

/// <summary>The parts that every tenant's store shares.</summary>
internal sealed class Engine(Database database, TimeProvider clock)
{
    private readonly ConcurrentDictionary<Owner, Lane> _lanes = [];
    private readonly ConcurrentDictionary<string, Finding> _finding = [];

    public Database Database => database;
    public TimeProvider Clock => clock;
    public Transactions Transactions { get; } = new(database, clock);
    public DeclaredCollections Collections { get; } = new(database, clock);
    public Remembered<Owner> Remembered { get; } = new();
    public Wakes Wakes { get; } = new();
    public long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    public Finding Finding(string collection) => _finding.GetOrAdd(collection, c => new(database[c]));

    public Task<CommitResult> Commit(Owner owner, Waiting commit) =>
        _lanes.GetOrAdd(owner, o => new(new Committing(this, o).Together)).Do(commit);

    /// <summary>All that has come is answered.</summary>
    public Task Idle() => Task.WhenAll(_lanes.Values.Select(l => l.Idle));
}
