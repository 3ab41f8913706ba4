using System.Collections.Immutable;
using MongoDB.Bson;

namespace ServiceTrack.Storage.Mongo;

/// <summary>The port's conditions and search terms in the database's words. Absent values are kept as null.</summary>
internal static class Filters
{
    private const string BeyondAll = "\U0010FFFF";

    private static readonly BsonDocument Nothing = new("_id", new BsonDocument("$in", new BsonArray()));

    public static BsonDocument Of(DeclaredCollection collection, Condition where) => where switch
    {
        Condition.In test => new(
            DeclaredCollection.Path(test.Field),
            new BsonDocument("$in", new BsonArray(test.Values.Select(collection.Field(test.Field).Typed).Distinct().Select(BsonValue.Create)))),
        Condition.Range range when collection.Field(range.Field).Kind == FieldKind.Number =>
            new(DeclaredCollection.Path(range.Field), new BsonDocument { { "$gte", range.From }, { "$lt", range.Before } }),
        Condition.Range range => throw new ArgumentException($"{range.Field} is a text and has no range."),
        Condition.All { Parts.Length: 0 } => [],
        Condition.All all => Joined("$and", collection, all.Parts),
        Condition.Any { Parts.Length: 0 } => Nothing,
        Condition.Any any => Joined("$or", collection, any.Parts),
        _ => throw new ArgumentOutOfRangeException(nameof(where)),
    };

    /// <summary>A term that begins a token must begin one token: two that together lie in the range will not do.</summary>
    public static BsonDocument Of(SearchTerm term) => new(
        DeclaredCollection.Tokens,
        term.Prefix ? new BsonDocument("$elemMatch", new BsonDocument { { "$gte", term.Text }, { "$lt", term.Text + BeyondAll } }) : term.Text);

    public static BsonDocument Both(params IEnumerable<BsonDocument> parts)
    {
        var given = parts.Where(p => p.ElementCount > 0).ToList();
        return given.Count switch { 0 => [], 1 => given[0], _ => new("$and", new BsonArray(given)) };
    }

    private static BsonDocument Joined(string by, DeclaredCollection collection, ImmutableArray<Condition> parts) =>
        new(by, new BsonArray(parts.Select(p => Of(collection, p))));
}
