using MongoDB.Bson;
using MongoDB.Driver;

namespace ServiceTrack.Storage.Mongo;

/// <summary>
/// The ways in which declared indexes allow a list to be read. Where there are several, the one with the fewest rows is
/// taken; an index without leading fields holds the rows of all others and is for lists that no other serves.
/// </summary>
internal sealed class Scans
{
    private const int CountedUpTo = 5_000;

    private readonly IReadOnlyList<Scan> _scans;

    private Scans(IReadOnlyList<Scan> scans) => _scans = scans;

    /// <exception cref="ArgumentException">No declared index gives this order.</exception>
    public static Scans Of(DeclaredCollection collection, Owner owner, Query query)
    {
        var order = collection.Field(query.OrderBy);
        var parts = Condition.Flat(query.Where).ToList();
        var given = parts.OfType<Condition.In>().GroupBy(p => p.Field).ToDictionary(g => g.Key, g => g.First());
        var bounds = order.Kind == FieldKind.Number ? parts.OfType<Condition.Range>().FirstOrDefault(p => p.Field == query.OrderBy) : null;
        var scans = collection.Declaration.Indexes.Where(i => i.Fields[^1] == query.OrderBy && i.Fields[..^1].All(given.ContainsKey))
            .OrderByDescending(i => i.Fields.Length).ToList();
        if (scans.Count == 0)
            throw new ArgumentException($"No index of {collection.Declaration.Name} gives the order of {query.OrderBy} for this query.");
        if (scans[0].Fields.Length > 1) scans.RemoveAll(i => i.Fields.Length == 1);
        return new([.. scans.Select(Along)]);

        Scan Along(Index index)
        {
            List<Condition> decided = [.. index.Fields[..^1].Select(f => given[f]), .. bounds is null ? (Condition[])[] : [bounds]];
            return new(
                Filters.Both([Mine(owner), .. decided.Select(p => Filters.Of(collection, p))]), DeclaredCollection.Path(query.OrderBy),
                Filters.Both(parts.Except(decided, ReferenceEqualityComparer.Instance).Cast<Condition>().Select(p => Filters.Of(collection, p))),
                query.Descending);
        }
    }

    /// <summary>By the rarest term first; the others, and the condition, are tested row by row.</summary>
    public static Scans OfSearch(DeclaredCollection collection, Owner owner, Query query, IReadOnlyList<SearchTerm> terms)
    {
        if (query.OrderBy != collection.Declaration.SearchOrder || !query.Descending)
            throw new ArgumentException(
                $"{collection.Declaration.Name} is searched by {collection.Declaration.SearchOrder ?? "nothing"} only, highest first.");
        var where = Filters.Of(collection, query.Where);
        return new([.. terms.Select(lead => new Scan(
            Filters.Both(Mine(owner), Filters.Of(lead)), DeclaredCollection.Path(query.OrderBy),
            Filters.Both([where, .. terms.Where(t => t != lead).Select(Filters.Of)]), Descending: true))]);
    }

    public async Task<Scan> Best(IMongoCollection<BsonDocument> rows, CancellationToken cancel)
    {
        if (_scans.Count == 1) return _scans[0];
        var lengths = await Task.WhenAll(_scans.Select(s => rows.CountDocumentsAsync(s.Decided, new() { Limit = CountedUpTo }, cancel)));
        return _scans[Array.IndexOf(lengths, lengths.Min())];
    }

    private static BsonDocument Mine(Owner owner) => new("tenant", owner.Name);
}
