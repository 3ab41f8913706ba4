using MongoDB.Bson;
using MongoDB.Driver;
using ServiceTrack.Tenants;

namespace ServiceTrack.Storage.Mongo;

internal sealed class MongoWork(Engine engine) : IWork
{
    private IMongoCollection<BsonDocument> Leases => engine.Database[Database.Leases];

    public Task<Lease?> Hold(string name, string owner, DateTimeOffset now, TimeSpan duration, CancellationToken cancel) =>
        MongoFailure.Telling(async () =>
        {
            while (true)
            {
                var stands = await Leases.Find(new BsonDocument("_id", name)).FirstOrDefaultAsync(cancel);
                var (at, until) = (now.ToUnixTimeMilliseconds(), (now + duration).ToUnixTimeMilliseconds());
                var runs = stands is not null && !stands["owner"].IsBsonNull && stands["until"].ToInt64() > at;
                if (runs && stands!["owner"] != owner) return null;

                var epoch = stands is null ? 1 : stands["epoch"].ToInt64() + (runs ? 0 : 1);
                var row = new BsonDocument { { "owner", owner }, { "epoch", epoch }, { "until", until } };
                if (await Take(name, stands, row, cancel)) return new Lease(name, owner, epoch, DateTimeOffset.FromUnixTimeMilliseconds(until));
            }
        });

    public Task Release(Lease lease, CancellationToken cancel) => MongoFailure.Telling(() => Leases.UpdateOneAsync(
        new BsonDocument { { "_id", lease.Name }, { "owner", lease.Owner }, { "epoch", lease.Epoch } },
        Builders<BsonDocument>.Update.Set("owner", BsonNull.Value), cancellationToken: cancel));

    public Task<IReadOnlyList<DueItem>> Due(int partition, string queue, DateTimeOffset now, int limit, CancellationToken cancel) =>
        MongoFailure.Telling<IReadOnlyList<DueItem>>(async () =>
        {
            var due = await engine.Database[Database.Work]
                .Find(new BsonDocument { { "partition", partition }, { "queue", queue }, { "due", new BsonDocument("$lte", now.ToUnixTimeMilliseconds()) } })
                .Sort(new BsonDocument { { "due", 1 }, { "_id", 1 } }).Limit(limit).ToListAsync(cancel);
            return due.ConvertAll(r => new DueItem(new TenantId(r["_id"]["t"].AsString), WorkRows.Read(r)));
        });

    /// <summary>False where another was quicker; its row is then read again.</summary>
    private async Task<bool> Take(string name, BsonDocument? stands, BsonDocument row, CancellationToken cancel)
    {
        try
        {
            if (stands is null)
            {
                await Leases.InsertOneAsync(new BsonDocument("_id", name).Merge(row), cancellationToken: cancel);
                return true;
            }
            var taken = await Leases.UpdateOneAsync(
                new BsonDocument { { "_id", name }, { "owner", stands["owner"] }, { "epoch", stands["epoch"] }, { "until", stands["until"] } },
                new BsonDocument("$set", row), cancellationToken: cancel);
            return taken.MatchedCount == 1;
        }
        catch (MongoException e) when (MongoFailure.IsDuplicate(e))
        {
            return false;
        }
    }
}

internal static class WorkRows
{
    public static BsonDocument Row(BsonDocument id, int partition, WorkItem item) => new()
    {
        { "_id", id }, { "partition", partition }, { "queue", item.Queue }, { "due", item.DueAt.ToUnixTimeMilliseconds() }, { "payload", item.Payload },
    };

    public static WorkItem Read(BsonDocument row) => new(
        row["queue"].AsString, row["_id"]["key"].AsString, DateTimeOffset.FromUnixTimeMilliseconds(row["due"].ToInt64()), row["payload"].AsString);
}
