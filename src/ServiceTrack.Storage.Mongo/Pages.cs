using MongoDB.Bson;
using MongoDB.Driver;

namespace ServiceTrack.Storage.Mongo;

/// <summary>One page of a list. Looks at a bounded number of rows of each part, so a page may be short, or empty, and go on.</summary>
internal static class Pages
{
    public static async Task<Page<T>> Read<T>(
        IMongoCollection<BsonDocument> rows, Owner owner, Scan scan, ListCursor cursor, Query query, CancellationToken cancel)
    {
        var found = new List<BsonDocument>();
        foreach (var part in scan.From(cursor.Read(query.Cursor), owner))
        {
            found.AddRange(await scan.Read(rows, part, query.Limit + 1 - found.Count, cancel));
            if (found.Count > query.Limit) return Page(found[..query.Limit], Scan.PlaceOf(found[query.Limit - 1]));
            if (await scan.Last(rows, part, cancel) is { } last) return Page(found, Scan.PlaceOf(last));
        }
        return Page(found, null);

        Page<T> Page(List<BsonDocument> items, Place? next) =>
            new([.. items.Select(DocumentRow.Read<T>)], next is { } place ? cursor.Of(place) : null);
    }
}
