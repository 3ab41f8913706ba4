using System.Text.Json;

namespace ServiceTrack.Storage.Sqlite;

/// <summary>A document write made ready on the caller's thread, so that the writer only binds and steps.</summary>
internal sealed record DocumentRow(CollectionTable Table, string Id, byte[]? Body, long? ExpectedVersion)
{
    public IReadOnlyList<object?> Fields { get; private init; } = [];
    public string? Text { get; private init; }
    public IReadOnlySet<string> Tokens { get; private init; } = TokenRows.Nothing;
    public long Order => Table.Searched ? TokenRows.OrderOf(Fields[Table.OrderField]) : 0;

    /// <param name="document">Null to remove.</param>
    public static DocumentRow Of(CollectionTable table, string id, object? document, long? expectedVersion)
    {
        if (document is null) return new(table, id, null, expectedVersion);

        var text = table.Searched ? table.Declaration.TextOf(document) : null;
        return new(table, id, JsonSerializer.SerializeToUtf8Bytes(document, table.Declaration.Type, StoredJson.Options), expectedVersion)
        {
            Fields = table.Declaration.ValuesOf(document),
            Text = text,
            Tokens = TokenRows.Of(text),
        };
    }
}

internal static class DocumentRows
{
    /// <summary>Writes, or gives the version that stands in the way.</summary>
    public static CommitResult.Stale? Write(Session session, long tenant, DocumentRow document)
    {
        var found = Find(session.Database, tenant, document);
        var version = found?.Version ?? 0;
        if (document.ExpectedVersion is { } expected && expected != version) return new(document.Id, version);

        if (found is { } row && document.Body is null) Remove(session.Database, tenant, document.Table, row);
        else if (found is { } old) Update(session.Database, tenant, document, old);
        else if (document.Body is not null) Insert(session.Database, tenant, document, version: 1);
        return null;
    }

    /// <summary>In place of what is there, with a version of its own.</summary>
    public static void Put(Session session, long tenant, DocumentRow document, long version)
    {
        if (Find(session.Database, tenant, document) is { } old) Remove(session.Database, tenant, document.Table, old);
        Insert(session.Database, tenant, document, version);
    }

    public static void Insert(Connection database, long tenant, DocumentRow document, long version)
    {
        long row;
        using (var insert = database.Use(document.Table.Insert).Bind(tenant).Bind(document.Id).Bind(version)
            .BindAll(document.Fields).Bind(document.Text).BindText(document.Body))
        {
            insert.Step();
            row = insert.Long(0);
        }
        TokenRows.Change(database, document.Table, tenant, row, TokenRows.Nothing, 0, document.Tokens, document.Order);
    }

    /// <param name="remembered">Null where the document is made from JSON at each read.</param>
    public static Stored<T>? Find<T>(Connection database, CollectionTable table, long tenant, string id, Remembered<long>? remembered = null)
        where T : class
    {
        using var find = database.Use($"SELECT version, body FROM {table.Rows} WHERE tenant = ? AND id = ?").Bind(tenant).Bind(id);
        if (!find.Step()) return null;
        return remembered is null ? Read<T>(find, 0) : remembered.At(table.Declaration.Name, tenant, id, find.Long(0), () => Read<T>(find, 0));
    }

    public static Stored<T> At<T>(Connection database, CollectionTable table, long row)
    {
        using var find = database.Use($"SELECT version, body FROM {table.Rows} WHERE row = ?").Bind(row);
        return find.Step() ? Read<T>(find, 0) : throw new InvalidOperationException($"{table.Rows} has no row {row}.");
    }

    /// <summary>Version and body stand in this column and the next.</summary>
    public static Stored<T> Read<T>(Statement row, int column) =>
        new(JsonSerializer.Deserialize<T>(row.Bytes(column + 1), StoredJson.Options)!, row.Long(column));

    private static void Update(Connection database, long tenant, DocumentRow document, Found old)
    {
        var table = document.Table;
        TokenRows.Change(
            database, table, tenant, old.Row, TokenRows.Of(old.Text), old.Order, document.Tokens, document.Order);
        var changed = Enumerable.Range(0, table.Fields.Count).Where(i => !Equals(old.Fields[i], document.Fields[i])).ToList();
        database.Use(table.Update(changed)).Bind(old.Version + 1).BindAll(changed.Select(i => document.Fields[i]))
            .Bind(document.Text).BindText(document.Body).Bind(old.Row).Run();
    }

    private static void Remove(Connection database, long tenant, CollectionTable table, Found old)
    {
        TokenRows.Change(database, table, tenant, old.Row, TokenRows.Of(old.Text), old.Order, TokenRows.Nothing, 0);
        database.Use($"DELETE FROM {table.Rows} WHERE row = ?").Bind(old.Row).Run();
    }

    private static Found? Find(Connection database, long tenant, DocumentRow document)
    {
        using var find = database.Use(document.Table.SelectForWrite).Bind(tenant).Bind(document.Id);
        if (!find.Step()) return null;
        var count = document.Table.Fields.Count;
        return new(
            find.Long(count), find.Long(count + 1), find.StringOrNull(count + 2), find.Long(count + 3),
            [.. Enumerable.Range(0, count).Select(find.Field)]);
    }

    private sealed record Found(long Row, long Version, string? Text, long Order, object?[] Fields);
}
