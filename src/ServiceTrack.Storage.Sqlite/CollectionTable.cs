using System.Text.Json;

namespace ServiceTrack.Storage.Sqlite;

/// <summary>
/// A collection's names in SQL: a table of rows with a column per field, an index per declared index, led by the tenant
/// and ended by the id, and a table of search tokens by order. The body stands last, so that reading fields skips it.
/// </summary>
internal sealed class CollectionTable
{
    public CollectionTable(ICollection declaration)
    {
        Declaration = declaration;
        Fields = declaration.FieldNames;
        DeclaredNames.Check(declaration);
        Rows = $"\"c_{declaration.Name}\"";
        Tokens = $"\"t_{declaration.Name}\"";
        Spans = $"\"s_{declaration.Name}\"";
        Declared = JsonSerializer.Serialize(new
        {
            fields = Fields.Select(f => $"{f.Name} {f.Kind}"),
            search = declaration.SearchOrder,
        });
        var columns = Fields.Select(f => Column(f.Name)).ToList();
        Insert = $"INSERT INTO {Rows} (tenant, id, version, {Listed(columns, c => c)}text, body) "
            + $"VALUES (?, ?, ?, {Listed(columns, _ => "?")}?, ?) RETURNING row";
        Order = declaration.SearchOrder is { } field ? $"ifnull({Column(field)}, {long.MinValue})" : "0";
        SelectForWrite = $"SELECT {Listed(columns, c => c)}row, version, text, {Order} FROM {Rows} WHERE tenant = ? AND id = ?";
        AddToken = $"INSERT INTO {Tokens} (span, token, row) VALUES (?, ?, ?)";
        RemoveToken = $"DELETE FROM {Tokens} WHERE span = ? AND token = ? AND row = ?";
        OrderField = Fields.Select(f => f.Name).ToList().IndexOf(declaration.SearchOrder ?? "");
    }

    public ICollection Declaration { get; }
    public IReadOnlyList<FieldName> Fields { get; }
    public string Rows { get; }
    public string Tokens { get; }
    public string Spans { get; }

    /// <summary>The value that orders searches.</summary>
    public string Order { get; }

    /// <summary>What the columns and tokens hold; a change means that they are made anew from the bodies.</summary>
    public string Declared { get; }

    public string Insert { get; }
    public string AddToken { get; }
    public string RemoveToken { get; }

    /// <summary>The fields of one document, then its row, version, text and search order.</summary>
    public string SelectForWrite { get; }

    /// <summary>Among the fields; −1 where nothing is searched.</summary>
    public int OrderField { get; }

    public bool Searched => OrderField >= 0;

    public static string Column(string field) => $"\"f_{field}\"";

    /// <summary>Names only the fields that change, since each one named has its indexes written again.</summary>
    public string Update(IEnumerable<int> changed) =>
        $"UPDATE {Rows} SET version = ?, {Listed(changed, i => $"{Column(Fields[i].Name)} = ?")}text = ?, body = ? WHERE row = ?";

    public string IndexName(Index index) => $"\"i_{Declaration.Name}:{string.Join(',', index.Fields)}\"";

    public string CreateRows() =>
        $"""
        CREATE TABLE {Rows} (row INTEGER PRIMARY KEY, tenant INTEGER NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL,
            {Listed(Fields, f => $"{Column(f.Name)} {(f.Kind == FieldKind.Text ? "TEXT" : "INTEGER")}")}text TEXT, body TEXT NOT NULL,
            UNIQUE (tenant, id)) STRICT
        """;

    public string CreateSearch() =>
        $"""
        CREATE TABLE {Spans} (span INTEGER PRIMARY KEY, tenant INTEGER NOT NULL, start INTEGER NOT NULL,
            first INTEGER NOT NULL, last INTEGER NOT NULL, rows INTEGER NOT NULL, UNIQUE (tenant, start)) STRICT;
        CREATE TABLE {Tokens} (span INTEGER, token TEXT, row INTEGER, PRIMARY KEY (span, token, row)) STRICT, WITHOUT ROWID
        """;

    public string CreateIndex(Index index) =>
        $"CREATE INDEX {IndexName(index)} ON {Rows} (tenant, {Listed(index.Fields, Column)}id)";

    public FieldName Field(string name) => Declaration.Field(name);

    private static string Listed<T>(IEnumerable<T> items, Func<T, string> one) => string.Concat(items.Select(x => one(x) + ", "));
}
