using MongoDB.Bson;
using MongoDB.Driver;
using ServiceTrack.Tenants;

namespace ServiceTrack.Storage.Mongo;

/// <summary>
/// Hears of what other nodes commit: by a change stream over the tenants' sequences, or, where the server has none, by
/// asking for those that changed. Wakes only; whoever is woken reads what is there.
/// </summary>
internal sealed class Listening(Database database, Wakes wakes, TimeProvider clock) : IAsyncDisposable
{
    private static readonly TimeSpan BetweenQuestions = TimeSpan.FromMilliseconds(500);

    // A change is told from when it was written on, and seen once it is committed; no transaction takes longer than this.
    private const int OverlapSeconds = 90;

    private readonly CancellationTokenSource _end = new();
    private readonly Lock _lock = new();
    private readonly Asking _asking = new(database, wakes);
    private Task? _listening;

    /// <summary>From the first listener on.</summary>
    public void Begin()
    {
        lock (_lock) _listening ??= Task.Run(Listen);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        if (_listening is not null) await _listening;
        _end.Dispose();
    }

    private async Task Listen()
    {
        var (tells, told) = (true, false);
        while (!_end.IsCancellationRequested)
        {
            try
            {
                if (tells) await Watch(() => told = true);
                else await _asking.Ask(_end.Token);
            }
            catch (MongoCommandException e) when (tells && !told && !MongoFailure.MayPass(e))
            {
                tells = false;
            }
            catch (Exception e) when (e is MongoException or TimeoutException or OperationCanceledException)
            {
                // Tried again; what is committed meanwhile is asked for then.
            }
            await Task.Delay(BetweenQuestions, clock, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task Watch(Action opened)
    {
        var pipeline = new EmptyPipelineDefinition<ChangeStreamDocument<BsonDocument>>();
        using var changes = await database[Database.Sequences].WatchAsync(pipeline, cancellationToken: _end.Token);
        opened();
        // A stream tells from its opening on: what was committed since the last one broke woke nobody.
        await _asking.Ask(_end.Token);
        while (await changes.MoveNextAsync(_end.Token))
            foreach (var change in changes.Current)
                if (change.DocumentKey is { } key) wakes.Wake(new TenantId(key["_id"].AsString));
    }

    /// <summary>For servers without change streams, and for what a stream could not tell.</summary>
    private sealed class Asking(Database database, Wakes wakes)
    {
        private readonly Dictionary<string, long> _ends = [];
        private BsonTimestamp? _last;

        public async Task Ask(CancellationToken cancel)
        {
            _last ??= await Latest(cancel);
            var since = new BsonTimestamp(Math.Max(_last.Timestamp - OverlapSeconds, 0), 0);
            var changed = await Sequences.Find(new BsonDocument("changed", new BsonDocument("$gte", since))).ToListAsync(cancel);
            foreach (var row in changed)
            {
                var (tenant, end) = (row["_id"].AsString, row["next"].ToInt64());
                if (_ends.GetValueOrDefault(tenant) != end) wakes.Wake(new TenantId(tenant));
                _ends[tenant] = end;
                if (Time(row) > _last) _last = Time(row);
            }
        }

        private IMongoCollection<BsonDocument> Sequences => database[Database.Sequences];

        private async Task<BsonTimestamp> Latest(CancellationToken cancel) =>
            await Sequences.Find(new BsonDocument()).Sort(new BsonDocument("changed", -1)).FirstOrDefaultAsync(cancel) is { } last ? Time(last) : new(0);

        private static BsonTimestamp Time(BsonDocument row) => row["changed"].AsBsonTimestamp;
    }
}
