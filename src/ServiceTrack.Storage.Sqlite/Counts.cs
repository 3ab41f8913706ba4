namespace ServiceTrack.Storage.Sqlite;

/// <summary>Counts along the index that narrows most, and of those one that holds all fields, so that no row is fetched.</summary>
internal static class Counts
{
    public static QueryText Text(CollectionTable table, Condition where, string? byField)
    {
        var by = byField is null ? "NULL" : CollectionTable.Column(table.Field(byField).Name);
        var index = Index(table, where, byField) is { } best ? $" INDEXED BY {table.IndexName(best)}" : "";
        return new QueryText(table).Add($"SELECT {by}, count(*) FROM {table.Rows}{index} WHERE tenant = ? AND ").Where(where)
            .Add(byField is null ? "" : " GROUP BY 1");
    }

    public static IReadOnlyDictionary<string, long> Read(Connection database, QueryText text, long tenant)
    {
        var counts = new Dictionary<string, long>();
        using var rows = database.Use(text.Sql).Bind(tenant).BindAll(text.Values);
        while (rows.Step())
        {
            var key = $"{rows.Field(0)}";
            counts[key] = counts.GetValueOrDefault(key) + rows.Long(1);
        }
        return counts;
    }

    private static Index? Index(CollectionTable table, Condition where, string? byField)
    {
        var parts = Condition.Flat(where).ToList();
        var equal = parts.OfType<Condition.In>().Select(p => p.Field).ToHashSet();
        var ranged = parts.OfType<Condition.Range>().Select(p => p.Field).ToHashSet();
        var used = FieldsOf(where).Concat(byField is null ? [] : [byField]).ToHashSet();
        var best = table.Declaration.Indexes.MaxBy(i => (Narrowing(i), used.IsSubsetOf(i.Fields), -i.Fields.Length));
        return best is not null && (Narrowing(best) > 0 || used.IsSubsetOf(best.Fields)) ? best : null;

        int Narrowing(Index index)
        {
            var leading = index.Fields.TakeWhile(equal.Contains).Count();
            return 2 * leading + (leading < index.Fields.Length && ranged.Contains(index.Fields[leading]) ? 1 : 0);
        }
    }

    private static IEnumerable<string> FieldsOf(Condition condition) => condition switch
    {
        Condition.In test => [test.Field],
        Condition.Range range => [range.Field],
        Condition.All all => all.Parts.SelectMany(FieldsOf),
        Condition.Any any => any.Parts.SelectMany(FieldsOf),
        _ => throw new ArgumentOutOfRangeException(nameof(condition)),
    };
}
