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
        var database = session.Database;
        var (row, version, tokens, order) = Find(database, tenant, document);
        if (document.ExpectedVersion is { } expected && expected != version) return new(document.Id, version);

        if (row is null)
        {
            if (document.Body is not null) Insert(database, tenant, document, version: 1);
        }
        else if (document.Body is null)
        {
            TokenRows.Change(database, document.Table, tenant, row.Value, tokens, order, TokenRows.Nothing, 0);
            database.Use($"DELETE FROM {document.Table.Rows} WHERE row = ?").Bind(row.Value).Run();
        }
        else
        {
            TokenRows.Change(database, document.Table, tenant, row.Value, tokens, order, document.Tokens, document.Order);
            database.Use(document.Table.Update).Bind(version + 1).BindAll(document.Fields)
                .Bind(document.Text).BindText(document.Body).Bind(row.Value).Run();
        }
        return null;
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

    public static Stored<T>? Find<T>(Connection database, CollectionTable table, long tenant, string id)
    {
        using var find = database.Use($"SELECT version, body FROM {table.Rows} WHERE tenant = ? AND id = ?").Bind(tenant).Bind(id);
        return find.Step() ? Read<T>(find, 0) : null;
    }

    public static Stored<T> At<T>(Connection database, CollectionTable table, long row)
    {
        using var find = database.Use($"SELECT version, body FROM {table.Rows} WHERE row = ?").Bind(row);
        return find.Step() ? Read<T>(find, 0) : throw new InvalidOperationException($"{table.Rows} has no row {row}.");
    }

    /// <summary>Version and body stand in this column and the next.</summary>
    public static Stored<T> Read<T>(Statement row, int column) =>
        new(JsonSerializer.Deserialize<T>(row.Bytes(column + 1), StoredJson.Options)!, row.Long(column));

    private static (long? Row, long Version, IReadOnlySet<string> Tokens, long Order) Find(
        Connection database, long tenant, DocumentRow document)
    {
        using var find = database.Use(document.Table.SelectForWrite).Bind(tenant).Bind(document.Id);
        return find.Step()
            ? (find.Long(0), find.Long(1), TokenRows.Of(find.StringOrNull(2)), find.Long(3))
            : (null, 0, TokenRows.Nothing, 0);
    }
}
