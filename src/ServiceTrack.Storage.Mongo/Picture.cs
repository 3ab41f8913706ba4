using MongoDB.Bson;
using MongoDB.Driver;

namespace ServiceTrack.Storage.Mongo;

/// <summary>
/// All that a group of commits is decided by, read in the group's transaction, and what the commits make of it. Nothing
/// is written before all are decided, so a commit that is refused does its neighbours no harm.
/// </summary>
internal sealed class Picture
{
    private readonly Stack<Action> _undo = [];

    private Picture(
        Dictionary<(string, string), ClaimRow> claims, Dictionary<string, StreamState> streams, Dictionary<(string, string), DocumentState> documents,
        Dictionary<string, LeaseState> leases, Dictionary<string, BlobState> blobs, SequenceState? sequence)
    {
        (Claims, Streams, Documents) = (new(claims, _undo), new(streams, _undo), new(documents, _undo));
        (Leases, Blobs, Work) = (new(leases, _undo), new(blobs, _undo), new(new Dictionary<(string, string), WorkItem>(), _undo));
        Stood = sequence;
        Sequence = sequence ?? new(0, long.MinValue);
    }

    public Rows<(string Scope, string Key), ClaimRow> Claims { get; }
    public Rows<string, StreamState> Streams { get; }
    public Rows<(string Collection, string Id), DocumentState> Documents { get; }
    public Rows<string, LeaseState> Leases { get; }
    public Rows<string, BlobState> Blobs { get; }

    /// <summary>Only what is put (or null: taken away): nothing is decided by it.</summary>
    public Rows<(string Queue, string Key), WorkItem> Work { get; }

    /// <summary>Null for a tenant without events.</summary>
    public SequenceState? Stood { get; }

    public SequenceState Sequence { get; private set; }

    public List<BsonDocument> Events { get; } = [];
    public List<BsonDocument> Personal { get; } = [];

    /// <summary>Nothing is decided by it.</summary>
    public List<ErasedValue> Erased { get; } = [];

    /// <summary>
    /// Read in the opposite order of the checks: where a transaction sees what is committed meanwhile, a check that fails
    /// by it is not passed over for one that comes later.
    /// </summary>
    /// <param name="trusting">Streams and documents that a commit expects to be new are not looked for.</param>
    public static async Task<Picture> Of(Database database, IClientSessionHandle session, Owner owner, IReadOnlyList<Waiting> group, bool trusting)
    {
        var commits = group.Select(w => w.Commit).ToList();
        var sequence = owner.Tenant is null ? null
            : SequenceState.Read(await database[Database.Sequences].Find(session, new BsonDocument("_id", owner.Name)).FirstOrDefaultAsync());
        var blobs = await Rows(Database.Blobs, commits.SelectMany(c => c.KeepBlobs.Select(b => b.Sha256).Concat(c.DropBlobs)).Distinct().Select(s => owner.Id(s)));
        var documents = new Dictionary<(string, string), DocumentState>();
        foreach (var collection in group.SelectMany(w => w.Documents).Where(d => !trusting || d.ExpectedVersion != 0).GroupBy(d => d.Collection))
            foreach (var row in await Rows(collection.Key, collection.Select(d => d.Id).Distinct().Select(id => owner.Id(id)), "version"))
                documents[(collection.Key, row["_id"]["id"].AsString)] = new(row["version"].ToInt64(), null);
        var streams = await EventRows.Versions(database, session, owner, [.. commits.Select(c => c.Append).OfType<StreamAppend>().Where(a => !trusting || a.ExpectedVersion != 0).Select(a => a.Stream).Distinct()]);
        var names = commits.SelectMany(c => c.Claims.Select(x => (x.Scope, x.Key)).Concat(c.Unclaim)).Distinct();
        var claims = await Rows(owner.Claims, names.Select(c => owner.Id("scope", c.Scope, "key", c.Key)));
        var fences = commits.Select(c => c.Fence?.Name).OfType<string>().Distinct().Select(n => (BsonValue)n).ToList();
        var leases = await Read(Database.Leases, fences, new("_id", new BsonDocument("$in", new BsonArray(fences))));
        return new(
            claims.Select(ClaimRow.Read).ToDictionary(c => (c.Scope, c.Key)), streams, documents, leases.ToDictionary(r => r["_id"].AsString, LeaseState.Read),
            blobs.ToDictionary(r => r["_id"]["id"].AsString, BlobState.Read), sequence);

        Task<List<BsonDocument>> Rows(string collection, IEnumerable<BsonValue> ids, params IEnumerable<string> only)
        {
            var named = ids.ToList();
            return Read(collection, named, owner.Rows(named), only);
        }

        Task<List<BsonDocument>> Read(string collection, List<BsonValue> named, BsonDocument filter, params IEnumerable<string> only)
        {
            if (named.Count == 0) return Task.FromResult<List<BsonDocument>>([]);
            var found = database[collection].Find(session, filter);
            return (only.Any() ? found.Project<BsonDocument>(new BsonDocument(only.Select(f => new BsonElement(f, 1)))) : found).ToListAsync();
        }
    }

    /// <summary>Where the events go, and when they are recorded.</summary>
    public void Append(IEnumerable<BsonDocument> events, IEnumerable<BsonDocument> personal, SequenceState after)
    {
        var (before, eventsBefore, personalBefore) = (Sequence, Events.Count, Personal.Count);
        _undo.Push(() =>
        {
            Sequence = before;
            Events.RemoveRange(eventsBefore, Events.Count - eventsBefore);
            Personal.RemoveRange(personalBefore, Personal.Count - personalBefore);
        });
        Events.AddRange(events);
        Personal.AddRange(personal);
        Sequence = after;
    }

    /// <summary>What was decided since stays.</summary>
    public void Keep() => _undo.Clear();

    public void Undo()
    {
        while (_undo.TryPop(out var action)) action();
    }
}
