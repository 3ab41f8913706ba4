namespace ServiceTrack.Storage.Sqlite;

/// <summary>
/// Stretches of the search order that hold a few hundred documents each; together they cover it without overlap. Tokens
/// stand by span, so that what is written at about the same time goes to few pages of the file: in one index over all
/// documents each token of a text would have a page of its own to change. A span that is full is followed by a new one
/// where documents come in order, up or down; only one filled out of order is split, which moves tokens.
/// </summary>
internal static class Spans
{
    private const int Full = 128;
    private const int SplitAt = 256;

    /// <summary>Counts a document in; gives the span its tokens belong to.</summary>
    public static long Enter(Connection database, CollectionTable table, long tenant, long order)
    {
        if (Find(database, table, tenant, order) is not { } span) return Add(database, table, tenant, new(0, long.MinValue, order, order, 1));

        if (span.Rows >= Full && order > span.Last) return Add(database, table, tenant, new(0, order, order, order, 1));
        if (span.Rows >= Full && order < span.First)
        {
            database.Use($"UPDATE {table.Spans} SET start = first WHERE span = ?").Bind(span.Id).Run();
            return Add(database, table, tenant, new(0, span.Start, order, order, 1));
        }
        // Where it cannot be split it is tried again only after as many again.
        if ((span.Rows + 1) % SplitAt == 0 && Split(database, table, tenant, span)) span = Of(database, table, tenant, order);
        database.Use($"UPDATE {table.Spans} SET rows = rows + 1, first = min(first, ?1), last = max(last, ?1) WHERE span = ?2")
            .Bind(order).Bind(span.Id).Run();
        return span.Id;
    }

    /// <summary>Counts a document out; gives the span its tokens stand in.</summary>
    public static long Leave(Connection database, CollectionTable table, long tenant, long order)
    {
        var span = Of(database, table, tenant, order).Id;
        database.Use($"UPDATE {table.Spans} SET rows = rows - 1 WHERE span = ?").Bind(span).Run();
        return span;
    }

    /// <summary>The span of a document that has entered.</summary>
    public static Span Of(Connection database, CollectionTable table, long tenant, long order) =>
        Find(database, table, tenant, order) ?? throw new InvalidOperationException($"{table.Spans} does not cover {order}.");

    private static Span? Find(Connection database, CollectionTable table, long tenant, long order)
    {
        using var find = database.Use(
            $"SELECT span, start, first, last, rows FROM {table.Spans} WHERE tenant = ? AND start <= ? ORDER BY start DESC LIMIT 1")
            .Bind(tenant).Bind(order);
        return find.Step() ? new(find.Long(0), find.Long(1), find.Long(2), find.Long(3), find.Long(4)) : null;
    }

    private static long Add(Connection database, CollectionTable table, long tenant, Span span)
    {
        using var add = database.Use(
            $"INSERT INTO {table.Spans} (tenant, start, first, last, rows) VALUES (?, ?, ?, ?, ?) RETURNING span")
            .Bind(tenant).Bind(span.Start).Bind(span.First).Bind(span.Last).Bind(span.Rows);
        add.Step();
        return add.Long(0);
    }

    /// <summary>Moves the upper half to a span of its own; false where all documents have the same order.</summary>
    private static bool Split(Connection database, CollectionTable table, long tenant, Span span)
    {
        var orders = Orders(database, table, span.Id);
        var middle = orders.FindIndex(o => o > orders[0] && o >= orders[orders.Count / 2]);
        if (middle < 0) middle = orders.FindIndex(o => o > orders[0]);
        if (middle < 0) return false;

        var added = Add(database, table, tenant, new(0, orders[middle], orders[middle], span.Last, orders.Count - middle));
        database.Use($"UPDATE {table.Spans} SET rows = ?, last = ? WHERE span = ?")
            .Bind((long)middle).Bind(orders[middle - 1]).Bind(span.Id).Run();
        database.Use(
            $"""
            INSERT INTO {table.Tokens} (span, token, row) SELECT ?, t.token, t.row FROM {table.Tokens} t
            JOIN {table.Rows} c ON c.row = t.row WHERE t.span = ? AND {table.Order} >= ?
            """).Bind(added).Bind(span.Id).Bind(orders[middle]).Run();
        database.Use(
            $"""
            DELETE FROM {table.Tokens} WHERE span = ?1 AND row IN
            (SELECT c.row FROM {table.Rows} c WHERE c.row IN (SELECT row FROM {table.Tokens} WHERE span = ?1) AND {table.Order} >= ?2)
            """).Bind(span.Id).Bind(orders[middle]).Run();
        return true;
    }

    private static List<long> Orders(Connection database, CollectionTable table, long span)
    {
        using var rows = database.Use(
            $"SELECT {table.Order} FROM {table.Rows} WHERE row IN (SELECT row FROM {table.Tokens} WHERE span = ?) ORDER BY 1").Bind(span);
        var orders = new List<long>();
        while (rows.Step()) orders.Add(rows.Long(0));
        return orders;
    }
}

/// <param name="Start">The lowest order it covers, up to the next span's start; the lowest of all for a tenant's first.</param>
/// <param name="First">No document in it is lower.</param>
/// <param name="Last">No document in it is higher.</param>
/// <param name="Rows">How many documents have tokens in it.</param>
internal readonly record struct Span(long Id, long Start, long First, long Last, long Rows);
