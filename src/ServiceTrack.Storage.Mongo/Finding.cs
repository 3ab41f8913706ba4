using MongoDB.Bson;
using MongoDB.Driver;

namespace ServiceTrack.Storage.Mongo;

/// <summary>
/// Reads documents of one collection by their names. Those that are asked for while a read is under way go together into
/// the next, so that many who ask at once share a round trip, and nobody is answered by a read begun before he asked.
/// </summary>
internal sealed class Finding(IMongoCollection<BsonDocument> rows)
{
    private const int MostTogether = 100;
    private static readonly BsonDocument Read = new() { { "version", 1 }, { "body", 1 } };

    private readonly Lock _lock = new();
    private Dictionary<(Owner Owner, string Id), TaskCompletionSource<BsonDocument?>> _waiting = [];
    private bool _reading;

    /// <summary>Null where there is none.</summary>
    public Task<BsonDocument?> Find(Owner owner, string id, CancellationToken cancel)
    {
        Task<BsonDocument?> found;
        bool begins;
        lock (_lock)
        {
            if (!_waiting.TryGetValue((owner, id), out var answer))
                _waiting[(owner, id)] = answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
            (found, begins, _reading) = (answer.Task, !_reading, true);
        }
        if (begins) _ = Task.Run(AllThatWait, CancellationToken.None);
        return found.WaitAsync(cancel);
    }

    private async Task AllThatWait()
    {
        while (Next() is { Count: > 0 } asked)
            foreach (var together in asked.Chunk(MostTogether)) await Answer(together);
    }

    private Dictionary<(Owner Owner, string Id), TaskCompletionSource<BsonDocument?>> Next()
    {
        lock (_lock)
        {
            var next = _waiting;
            (_waiting, _reading) = ([], next.Count > 0);
            return next;
        }
    }

    private async Task Answer(KeyValuePair<(Owner Owner, string Id), TaskCompletionSource<BsonDocument?>>[] asked)
    {
        try
        {
            var found = (await rows.Find(Named(asked.Select(a => a.Key))).Project<BsonDocument>(Read).ToListAsync())
                .ToDictionary(r => (r["_id"]["t"].AsString, r["_id"]["id"].AsString));
            foreach (var ((owner, id), answer) in asked) answer.TrySetResult(found.GetValueOrDefault((owner.Name, id)));
        }
        catch (Exception e)
        {
            foreach (var (_, answer) in asked) answer.TrySetException(e);
        }
    }

    private static BsonDocument Named(IEnumerable<(Owner Owner, string Id)> names)
    {
        var list = names.ToList();
        if (list is [var (owner, id)]) return owner.Row(owner.Id(id));
        return new()
        {
            { "_id", new BsonDocument("$in", new BsonArray(list.Select(n => n.Owner.Id(n.Id)))) },
            { "tenant", new BsonDocument("$in", new BsonArray(list.Select(n => n.Owner.Name).Distinct())) },
        };
    }
}
