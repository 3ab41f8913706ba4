using MongoDB.Bson;
using MongoDB.Driver;

namespace ServiceTrack.Storage.Mongo;

/// <summary>A way to read a list: what an index decides, its order, and what is tested row by row.</summary>
/// <param name="Order">The field's path; rows with equal values go by name.</param>
/// <param name="Rest">Empty where the index decides all.</param>
internal sealed record Scan(BsonDocument Decided, string Order, BsonDocument Rest, bool Descending)
{
    public const int MostRows = 20_000;

    private int Direction => Descending ? -1 : 1;

    /// <summary>
    /// The parts of the list from a place on, one after the other, each a stretch of one index. The database puts rows
    /// without a value first, and compares others only with values of their kind.
    /// </summary>
    public IEnumerable<BsonDocument> From(Place? after, Owner owner)
    {
        if (after is not { } place)
        {
            yield return Decided;
            yield break;
        }
        var order = BsonValue.Create(place.Order);
        yield return With(new(Order, order) { { "_id", new BsonDocument(Descending ? "$lt" : "$gt", owner.Id(place.Id)) } });
        if (!order.IsBsonNull) yield return With(new(Order, new BsonDocument(Descending ? "$lt" : "$gt", order)));
        if (order.IsBsonNull != Descending) yield return With(new(Order, Descending ? BsonNull.Value : new BsonDocument("$ne", BsonNull.Value)));
    }

    /// <summary>Rows of a part that meet the rest, of the first so many.</summary>
    public Task<List<BsonDocument>> Read(IMongoCollection<BsonDocument> rows, BsonDocument part, int limit, CancellationToken cancel)
    {
        var stages = new List<BsonDocument> { new("$match", part), Sort };
        if (Rest.ElementCount > 0) stages.AddRange([new("$limit", MostRows), new("$match", Rest)]);
        stages.AddRange([new("$limit", limit), new("$project", new BsonDocument { { "version", 1 }, { "body", 1 }, { "order", $"${Order}" } })]);
        return Run(rows, stages, cancel);
    }

    /// <summary>The last row that may be looked at in a part, where it has more.</summary>
    public async Task<BsonDocument?> Last(IMongoCollection<BsonDocument> rows, BsonDocument part, CancellationToken cancel) =>
        Rest.ElementCount == 0 ? null : (await Run(
            rows,
            [new("$match", part), Sort, new("$skip", MostRows - 1), new("$limit", 1), new("$project", new BsonDocument("order", $"${Order}"))],
            cancel)).FirstOrDefault();

    public static Place PlaceOf(BsonDocument row) => new(BsonTypeMapper.MapToDotNetValue(row.GetValue("order", BsonNull.Value)), row["_id"]["id"].AsString);

    private BsonDocument Sort => new("$sort", new BsonDocument { { Order, Direction }, { "_id", Direction } });

    private BsonDocument With(BsonDocument place) => Filters.Both(Decided, place);

    private static async Task<List<BsonDocument>> Run(IMongoCollection<BsonDocument> rows, List<BsonDocument> stages, CancellationToken cancel)
    {
        using var found = await rows.AggregateAsync<BsonDocument>(stages, new() { AllowDiskUse = true }, cancel);
        return await found.ToListAsync(cancel);
    }
}
