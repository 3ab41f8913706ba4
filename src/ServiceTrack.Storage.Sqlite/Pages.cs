namespace ServiceTrack.Storage.Sqlite;

/// <summary>One page along an index. Looks at a bounded number of rows, so a page may be short, or empty, and go on.</summary>
internal static class Pages
{
    public const int MostRows = 20_000;

    public static Page<T> Read<T>(
        Connection database, CollectionTable table, long tenant, Query query, Scans scans, ListCursor cursor)
    {
        var after = cursor.Read(query.Cursor);
        var items = new List<Stored<T>>();
        var (last, looked) = (after, 0);
        foreach (var text in scans.Best(database, tenant).Statements(tenant, after, MostRows))
        {
            using var rows = database.Use(text.Sql).BindAll(text.Values);
            while (looked < MostRows && rows.Step())
            {
                var met = rows.Long(3) != 0;
                if (met && items.Count == query.Limit) return new(items, cursor.Of(last!.Value));
                looked++;
                last = new(rows.Field(0), rows.String(1));
                if (met) items.Add(DocumentRows.At<T>(database, table, rows.Long(2)));
            }
            if (looked == MostRows) return new(items, cursor.Of(last!.Value));
        }
        return new(items, null);
    }
}
