namespace ServiceTrack.Storage.Sqlite;

/// <summary>The ways in which declared indexes allow a list to be read.</summary>
internal sealed class Scans
{
    private const int MostRanges = 40;
    private const long CountedUpTo = 5_000;

    private readonly IReadOnlyList<Scan> _scans;

    /// <exception cref="ArgumentException">No declared index gives this order.</exception>
    public Scans(CollectionTable table, Condition where, string orderBy, bool descending)
    {
        var order = table.Field(orderBy);
        var parts = Condition.Flat(where).ToList();
        var given = parts.OfType<Condition.In>().GroupBy(p => p.Field).ToDictionary(g => g.Key, g => g.First());
        var bounds = order.Kind == FieldKind.Number ? parts.OfType<Condition.Range>().FirstOrDefault(p => p.Field == orderBy) : null;
        _scans =
        [
            .. table.Declaration.Indexes.Where(i => i.Fields[^1] == orderBy && i.Fields[..^1].All(given.ContainsKey))
                .OrderByDescending(i => i.Fields.Length).Select(Along).Where(s => s.Ranges.Count <= MostRanges),
        ];
        if (_scans.Count == 0)
            throw new ArgumentException($"No index of {table.Declaration.Name} gives the order of {orderBy} for this query.");

        Scan Along(Index index)
        {
            var leading = index.Fields[..^1].Select(f => given[f]).ToList();
            var rest = new Condition.All([.. parts.Where(p => p != bounds && !leading.Contains(p))]);
            return new(table, index, Combinations(leading.Select(p => Distinct(table, p))), bounds, rest, descending);
        }
    }

    /// <summary>
    /// The one with the fewest rows. An index without leading fields holds the rows of all others; it is for lists that
    /// no other index serves.
    /// </summary>
    public Scan Best(Connection database, long tenant)
    {
        var leading = _scans.Where(s => s.Index.Fields.Length > 1).ToList();
        return leading.Count switch
        {
            0 => _scans[0],
            1 => leading[0],
            _ => leading.MinBy(s => s.Length(database, tenant, CountedUpTo))!,
        };
    }

    private static List<object?> Distinct(CollectionTable table, Condition.In test)
    {
        var field = table.Field(test.Field);
        return [.. test.Values.Select(v => field.Typed(v)).Distinct()];
    }

    // One more than may be merged is enough to know that there are too many.
    private static List<object?[]> Combinations(IEnumerable<List<object?>> values) => [.. values.Aggregate(
        (IEnumerable<object?[]>)[[]],
        (rows, next) => rows.SelectMany(row => next.Select(value => (object?[])[.. row, value])).Take(MostRanges + 1).ToList())];
}
