namespace ServiceTrack.Storage.Sqlite;

/// <summary>
/// A way to read a list: along one declared index that ends with the list's order, once for each combination of the
/// values its leading fields may have (merged in order), with what the index does not decide tested row by row.
/// </summary>
/// <param name="Ranges">Values of the index's leading fields.</param>
/// <param name="Bounds">Of the order's field, or null.</param>
/// <param name="Rest">What is tested row by row.</param>
internal sealed record Scan(
    CollectionTable Table, Index Index, IReadOnlyList<object?[]> Ranges, Condition.Range? Bounds, Condition Rest, bool Descending)
{
    private readonly string _column = CollectionTable.Column(Index.Fields[^1]);

    /// <summary>
    /// The statements that together give the order, one after the other: rows without a value in the order's field come
    /// first when ascending, last when descending. Columns: order, id, row, whether the rest of the condition is met.
    /// </summary>
    public IEnumerable<QueryText> Statements(long tenant, Place? after, int limit)
    {
        if (Ranges.Count == 0) yield break;
        var begun = after is null;
        foreach (var isNull in (bool[])(Descending ? [false, true] : [true, false]))
        {
            var here = after is { } place && place.Order is null == isNull;
            begun |= here;
            if (begun && !(isNull && Bounds is not null)) yield return Statement(tenant, isNull, here ? after : null, limit);
        }
    }

    /// <summary>How many rows it would look at in all, counted up to a limit.</summary>
    public long Length(Connection database, long tenant, long limit)
    {
        var length = 0L;
        foreach (var range in Ranges)
        {
            var text = In(new QueryText(Table).Add("SELECT count(*) FROM (SELECT 1"), tenant, range).Add(" LIMIT ").Value(limit - length).Add(")");
            using var count = database.Use(text.Sql).BindAll(text.Values);
            count.Step();
            if ((length += count.Long(0)) >= limit) return limit;
        }
        return length;
    }

    private QueryText Statement(long tenant, bool isNull, Place? after, int limit)
    {
        var text = new QueryText(Table);
        foreach (var range in Ranges)
        {
            if (text.Values.Count > 0) text.Add(" UNION ALL ");
            In(text.Add($"SELECT {_column}, id, row, ").Where(Rest), tenant, range)
                .Add(isNull ? $" AND {_column} IS NULL" : $" AND {_column} IS NOT NULL");
            if (after is not { } place) continue;
            var beyond = Descending ? "<" : ">";
            if (isNull) text.Add($" AND id {beyond} ").Value(place.Id);
            else text.Add($" AND ({_column}, id) {beyond} (").Value(place.Order).Add(", ").Value(place.Id).Add(")");
        }
        var direction = Descending ? "DESC" : "ASC";
        return text.Add($" ORDER BY 1 {direction}, 2 {direction} LIMIT ").Value((long)limit);
    }

    private QueryText In(QueryText text, long tenant, object?[] range)
    {
        text.Add($" FROM {Table.Rows} INDEXED BY {Table.IndexName(Index)} WHERE tenant = ").Value(tenant);
        for (var f = 0; f < range.Length; f++) text.Add($" AND {CollectionTable.Column(Index.Fields[f])} IS ").Value(range[f]);
        if (Bounds is { } b) text.Add($" AND {_column} >= ").Value(b.From).Add($" AND {_column} < ").Value(b.Before);
        return text;
    }
}
