namespace ServiceTrack.Storage.Sqlite;

/// <summary>The search tokens of each document, changed by difference. The text they were made of is kept with the row.</summary>
internal static class TokenRows
{
    public static IReadOnlySet<string> Of(string? text) => text is null ? new HashSet<string>() : SearchTokens.Of(text);

    /// <summary>A document without a value in the order's field comes last.</summary>
    public static long OrderOf(object? value) => value is long order ? order : long.MinValue;

    public static void Change(
        Connection database, CollectionTable table, long tenant, long row,
        IReadOnlySet<string> old, long oldOrder, IReadOnlySet<string> now, long order)
    {
        var moved = oldOrder != order;
        foreach (var token in old.Where(t => moved || !now.Contains(t)))
            database.Use($"DELETE FROM {table.Tokens} WHERE tenant = ? AND token = ? AND ord = ? AND row = ?")
                .Bind(tenant).Bind(token).Bind(oldOrder).Bind(row).Run();
        foreach (var token in now.Where(t => moved || !old.Contains(t)))
            database.Use($"INSERT INTO {table.Tokens} (tenant, token, ord, row) VALUES (?, ?, ?, ?)")
                .Bind(tenant).Bind(token).Bind(order).Bind(row).Run();
    }
}
