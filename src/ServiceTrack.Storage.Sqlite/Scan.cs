using System.Collections.Immutable;

namespace ServiceTrack.Storage.Sqlite;

/// <summary>
/// How a query is read: along one declared index that ends with the query's order, once for each combination of the
/// values its leading fields may have (merged in order), with what the index does not decide tested row by row.
/// </summary>
internal sealed class Scan
{
    private const int MostRanges = 40;

    private readonly CollectionTable _table;
    private readonly Index _index;
    private readonly IReadOnlyList<object?[]> _ranges;
    private readonly Condition _rest;
    private readonly Condition.Range? _bounds;
    private readonly FieldName _order;
    private readonly bool _descending;

    /// <exception cref="ArgumentException">No declared index gives this order.</exception>
    public Scan(CollectionTable table, Condition where, string orderBy, bool descending)
    {
        _table = table;
        _order = table.Field(orderBy);
        _descending = descending;
        var parts = Flat(where).ToList();
        var given = parts.OfType<Condition.In>().GroupBy(p => p.Field).ToDictionary(g => g.Key, g => g.First());
        _index = table.Declaration.Indexes
            .Where(i => i.Fields[^1] == orderBy && i.Fields[..^1].All(given.ContainsKey) && Ranges(i) <= MostRanges)
            .OrderByDescending(i => i.Fields.Length).ThenBy(Ranges).FirstOrDefault()
            ?? throw new ArgumentException($"No index of {table.Declaration.Name} gives the order of {orderBy} for this query.");

        var leading = _index.Fields[..^1].Select(f => given[f]).ToList();
        _bounds = _order.Kind == FieldKind.Number ? parts.OfType<Condition.Range>().FirstOrDefault(p => p.Field == orderBy) : null;
        _ranges = Combinations(leading.Select(p => Distinct(p)));
        _rest = new Condition.All([.. parts.Where(p => p != _bounds && !leading.Contains(p))]);

        int Ranges(Index index) => index.Fields[..^1].Aggregate(1, (n, f) => Math.Min(n * Distinct(given[f]).Count, MostRanges + 1));
    }

    /// <summary>
    /// The statements that together give the order, one after the other: rows without a value in the order's field come
    /// first when ascending, last when descending. Columns: order, id, row, whether the rest of the condition is met.
    /// </summary>
    public IEnumerable<QueryText> Statements(long tenant, Place? after, int limit)
    {
        if (_ranges.Count == 0) yield break;
        var begun = after is null;
        foreach (var isNull in (bool[])(_descending ? [false, true] : [true, false]))
        {
            var here = after is { } place && place.Order is null == isNull;
            begun |= here;
            if (begun && !(isNull && _bounds is not null)) yield return Statement(tenant, isNull, here ? after : null, limit);
        }
    }

    private QueryText Statement(long tenant, bool isNull, Place? after, int limit)
    {
        var text = new QueryText(_table);
        var column = CollectionTable.Column(_order.Name);
        for (var i = 0; i < _ranges.Count; i++)
        {
            text.Add(i == 0 ? "" : " UNION ALL ").Add($"SELECT {column}, id, row, ").Where(_rest)
                .Add($" FROM {_table.Rows} INDEXED BY {_table.IndexName(_index)} WHERE tenant = ").Value(tenant);
            for (var f = 0; f < _ranges[i].Length; f++)
                text.Add($" AND {CollectionTable.Column(_index.Fields[f])} IS ").Value(_ranges[i][f]);
            text.Add(isNull ? $" AND {column} IS NULL" : $" AND {column} IS NOT NULL");
            if (_bounds is { } b) text.Add($" AND {column} >= ").Value(b.From).Add($" AND {column} < ").Value(b.Before);
            if (after is not { } place) continue;
            var beyond = _descending ? "<" : ">";
            if (isNull) text.Add($" AND id {beyond} ").Value(place.Id);
            else text.Add($" AND ({column}, id) {beyond} (").Value(place.Order).Add(", ").Value(place.Id).Add(")");
        }
        var direction = _descending ? "DESC" : "ASC";
        return text.Add($" ORDER BY 1 {direction}, 2 {direction} LIMIT ").Value((long)limit);
    }

    private List<object?> Distinct(Condition.In test)
    {
        var field = _table.Field(test.Field);
        return [.. test.Values.Select(v => QueryText.Typed(field, v)).Distinct()];
    }

    private static IEnumerable<Condition> Flat(Condition where) =>
        where is Condition.All all ? all.Parts.SelectMany(Flat) : [where];

    private static List<object?[]> Combinations(IEnumerable<List<object?>> values) => [.. values.Aggregate(
        (IEnumerable<object?[]>)[[]], (rows, next) => rows.SelectMany(row => next.Select(value => (object?[])[.. row, value])))];
}

/// <summary>Where a page ended: the last row's value in the order's field, and its id.</summary>
internal readonly record struct Place(object? Order, string Id);
