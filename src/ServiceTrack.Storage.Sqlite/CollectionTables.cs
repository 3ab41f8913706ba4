using System.Collections.Concurrent;
using System.Text.Json;

namespace ServiceTrack.Storage.Sqlite;

/// <summary>
/// Makes a collection's table when the collection is first used by this process. Where the declared fields have changed
/// since the table was made, every row is written anew from its body; where only indexes have changed, only they are.
/// A field whose meaning changes must take a new name, since a program cannot see that in a declaration.
/// </summary>
internal sealed class CollectionTables(Writer writer)
{
    private readonly ConcurrentDictionary<string, CollectionTable> _ready = [];

    public async ValueTask<CollectionTable> Of(ICollection declaration, CancellationToken cancel)
    {
        if (_ready.TryGetValue(declaration.Name, out var ready) && ReferenceEquals(ready.Declaration, declaration)) return ready;

        var table = new CollectionTable(declaration);
        if (ready is not null && ready.Declared == table.Declared) return table;
        if (ready is not null)
            throw new InvalidOperationException($"The collection {declaration.Name} is declared twice with different fields.");
        await writer.Do(session => Prepare(session.Database, table), cancel);
        return _ready.GetOrAdd(declaration.Name, table);
    }

    private static bool Prepare(Connection database, CollectionTable table)
    {
        var declared = DeclaredBefore(database, table);
        if (declared is null)
        {
            database.Script(table.CreateRows());
            if (table.Searched) database.Script(table.CreateSearch());
        }
        else if (declared != table.Declared) Rebuild(database, table);
        if (declared != table.Declared)
            database.Use("INSERT OR REPLACE INTO collections (name, declared) VALUES (?, ?)")
                .Bind(table.Declaration.Name).Bind(table.Declared).Run();
        Index(database, table);
        return true;
    }

    private static string? DeclaredBefore(Connection database, CollectionTable table)
    {
        using var find = database.Use("SELECT declared FROM collections WHERE name = ?").Bind(table.Declaration.Name);
        return find.Step() ? find.String(0) : null;
    }

    private static void Index(Connection database, CollectionTable table)
    {
        var wanted = table.Declaration.Indexes.DistinctBy(table.IndexName).ToDictionary(i => table.IndexName(i));
        var present = IndexNames(database, table);
        foreach (var name in present.Where(n => !wanted.ContainsKey(n))) database.Script($"DROP INDEX {name}");
        foreach (var (name, index) in wanted.Where(w => !present.Contains(w.Key))) database.Script(table.CreateIndex(index));
    }

    private static List<string> IndexNames(Connection database, CollectionTable table)
    {
        using var names = database.Use("SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL")
            .Bind(table.Rows.Trim('"'));
        var found = new List<string>();
        while (names.Step()) found.Add($"\"{names.String(0)}\"");
        return found;
    }

    private static void Rebuild(Connection database, CollectionTable table)
    {
        foreach (var name in IndexNames(database, table)) database.Script($"DROP INDEX {name}");
        database.Script($"ALTER TABLE {table.Rows} RENAME TO rebuilding; {table.CreateRows()}; DROP TABLE IF EXISTS {table.Tokens}; DROP TABLE IF EXISTS {table.Spans}");
        if (table.Searched) database.Script(table.CreateSearch());
        using (var old = database.Use("SELECT tenant, id, version, body FROM rebuilding ORDER BY row"))
        {
            while (old.Step())
            {
                var document = JsonSerializer.Deserialize(old.Bytes(3), table.Declaration.Type, StoredJson.Options)!;
                DocumentRows.Insert(database, old.Long(0), DocumentRow.Of(table, old.String(1), document, null), old.Long(2));
            }
        }
        database.Script("DROP TABLE rebuilding");
    }
}
