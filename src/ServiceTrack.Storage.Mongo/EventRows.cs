using MongoDB.Bson;
using MongoDB.Driver;
using ServiceTrack.Journal;

namespace ServiceTrack.Storage.Mongo;

/// <summary>Events by position, personal values beside them.</summary>
internal static class EventRows
{
    /// <summary>The versions that streams stand at; those without events are left out.</summary>
    public static async Task<Dictionary<string, StreamState>> Versions(
        Database database, IClientSessionHandle session, Owner owner, IReadOnlyList<string> streams)
    {
        if (streams.Count == 0) return [];
        var last = await database[Database.Events].Aggregate(session)
            .Match(new BsonDocument { { "tenant", owner.Name }, { "stream", new BsonDocument("$in", new BsonArray(streams)) } })
            .Group(new BsonDocument { { "_id", "$stream" }, { "version", new BsonDocument("$max", "$version") } }).ToListAsync();
        return last.ToDictionary(l => l["_id"].AsString, l => new StreamState(l["version"].ToInt64()));
    }

    public static (List<BsonDocument> Events, List<BsonDocument> Personal) Of(Owner owner, StreamAppend append, long position, long recorded)
    {
        var recordedAt = DateTimeOffset.FromUnixTimeMilliseconds(recorded);
        var (events, personal) = (new List<BsonDocument>(), new List<BsonDocument>());
        for (var i = 0; i < append.Events.Length; i++)
        {
            var version = append.ExpectedVersion + i + 1;
            var leaf = LeafBytes.Of(owner.Tenant!.Value, append.Stream, version, append.Events[i], recordedAt);
            events.Add(Event(owner, position + i, append.Stream, version, leaf));
            personal.AddRange(append.Events[i].Personal.Select(p => Personal(owner, position + i, p)));
        }
        return (events, personal);
    }

    public static BsonDocument Event(Owner owner, long position, string stream, long version, byte[] leaf) => new()
    {
        { "_id", owner.EventId(position) }, { "tenant", owner.Name }, { "stream", stream }, { "version", version }, { "leaf", leaf },
    };

    public static BsonDocument Personal(Owner owner, long position, PersonalValue value) => new()
    {
        { "_id", owner.EventId(position).Add("path", value.Path) }, { "tenant", owner.Name }, { "position", position },
        { "fullSalt", value.FullSalt.Text }, { "full", BsonValue.Create(value.Full) },
        { "maskedSalt", value.MaskedSalt.Text }, { "masked", BsonValue.Create(value.Masked) },
    };

    /// <summary>Takes value and salts away from a row of <see cref="Personal"/>, where there is one.</summary>
    public static WriteModel<BsonDocument> Erase(Owner owner, ErasedValue value) => new UpdateOneModel<BsonDocument>(
        owner.Row(owner.EventId(value.Position).Add("path", value.Path)),
        Builders<BsonDocument>.Update.Set("fullSalt", "").Set("full", BsonNull.Value).Set("maskedSalt", "").Set("masked", BsonNull.Value));

    public static Task<IReadOnlyList<RecordedEvent>> OfStream(Database database, Owner owner, string stream, CancellationToken cancel) =>
        Read(database, owner, new() { { "tenant", owner.Name }, { "stream", stream } }, "version", null, cancel);

    public static Task<IReadOnlyList<RecordedEvent>> From(Database database, Owner owner, long from, int limit, CancellationToken cancel) => Read(
        database, owner,
        new() { { "tenant", owner.Name }, { "_id", new BsonDocument { { "$gte", owner.EventId(from) }, { "$lte", owner.EventId(long.MaxValue) } } } },
        "_id", limit, cancel);

    private static async Task<IReadOnlyList<RecordedEvent>> Read(
        Database database, Owner owner, BsonDocument filter, string order, int? limit, CancellationToken cancel)
    {
        var rows = await database[Database.Events].Find(filter).Sort(new BsonDocument(order, 1)).Limit(limit).ToListAsync(cancel);
        var none = rows.ConvertAll(r => LeafBytes.Read(PositionOf(r), r["leaf"].AsByteArray, () => [Unread]));
        var asked = none.Where(e => e.Personal.Length > 0).Select(e => (BsonValue)e.Position).ToList();
        if (asked.Count == 0) return none;

        var personal = (await database[Database.Personal]
            .Find(new BsonDocument { { "tenant", owner.Name }, { "position", new BsonDocument("$in", new BsonArray(asked)) } }).ToListAsync(cancel))
            .ToLookup(p => p["position"].ToInt64(), PersonalOf);
        return none.ConvertAll(e => e.Personal.Length == 0 ? e : e with { Personal = [.. personal[e.Position].OrderBy(p => p.Path, StringComparer.Ordinal)] });
    }

    // Stands for the values of an event that has some, until they are read together.
    private static readonly PersonalValue Unread = new("", new(""), null, new(""), null);

    private static long PositionOf(BsonDocument row) => row["_id"]["p"].ToInt64();

    private static PersonalValue PersonalOf(BsonDocument row) => new(
        row["_id"]["path"].AsString, new(row["fullSalt"].AsString), TextOf(row["full"]), new(row["maskedSalt"].AsString), TextOf(row["masked"]));

    private static string? TextOf(BsonValue value) => value.IsBsonNull ? null : value.AsString;
}
