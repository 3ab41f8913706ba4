namespace ServiceTrack.Storage.Sqlite;

/// <summary>The search tokens of each document, changed by difference. The text they were made of is kept with the row.</summary>
internal static class TokenRows
{
    public static readonly IReadOnlySet<string> Nothing = new HashSet<string>();

    public static IReadOnlySet<string> Of(string? text) => string.IsNullOrEmpty(text) ? Nothing : SearchTokens.Of(text);

    /// <summary>A document without a value in the order's field comes last.</summary>
    public static long OrderOf(object? value) => value is long order ? order : long.MinValue;

    public static void Change(
        Connection database, CollectionTable table, long tenant, long row,
        IReadOnlySet<string> old, long oldOrder, IReadOnlySet<string> now, long order)
    {
        if (old.Count > 0 && now.Count > 0 && oldOrder == order)
        {
            var span = Spans.Of(database, table, tenant, order).Id;
            Remove(database, table, span, row, old.Where(t => !now.Contains(t)));
            Add(database, table, span, row, now.Where(t => !old.Contains(t)));
            return;
        }
        if (old.Count > 0) Remove(database, table, Spans.Leave(database, table, tenant, oldOrder), row, old);
        if (now.Count > 0) Add(database, table, Spans.Enter(database, table, tenant, order), row, now);
    }

    private static void Add(Connection database, CollectionTable table, long span, long row, IEnumerable<string> tokens)
    {
        foreach (var token in tokens) database.Use(table.AddToken).Bind(span).Bind(token).Bind(row).Run();
    }

    private static void Remove(Connection database, CollectionTable table, long span, long row, IEnumerable<string> tokens)
    {
        foreach (var token in tokens) database.Use(table.RemoveToken).Bind(span).Bind(token).Bind(row).Run();
    }
}
