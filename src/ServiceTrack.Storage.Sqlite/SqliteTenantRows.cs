using System.Text.Json;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Storage.Sqlite;

internal sealed class SqliteTenantRows(TenantId tenant, Engine engine) : ITenantRows
{
    // Below every name, and itself none.
    private const string First = "";

    public async Task<IReadOnlyList<KeptDocument>> Documents(ICollection collection, string? after, int limit, CancellationToken cancel)
    {
        var table = await engine.Tables.Of(collection, cancel);
        return await Read(
            (database, number) => database.Use($"SELECT id, version, body FROM {table.Rows} WHERE tenant = ? AND id > ? ORDER BY id LIMIT ?")
                .Bind(number).Bind(after ?? First).Bind(limit),
            row => new KeptDocument(collection, row.String(0), row.Long(1), row.Bytes(2).ToArray()), cancel);
    }

    public Task<IReadOnlyList<Claim>> Claims((string Scope, string Key)? after, int limit, CancellationToken cancel) => Read(
        (database, number) => database.Use(
            "SELECT scope, key, value, expires FROM claims WHERE tenant = ? AND (scope, key) > (?, ?) ORDER BY scope, key LIMIT ?")
            .Bind(number).Bind(after?.Scope ?? First).Bind(after?.Key ?? First).Bind(limit),
        row => new Claim(row.String(0), row.String(1), row.String(2), row.Field(3) is long expires ? DateTimeOffset.FromUnixTimeMilliseconds(expires) : null), cancel);

    public Task<IReadOnlyList<WorkItem>> Work((string Queue, string Key)? after, int limit, CancellationToken cancel) => Read(
        (database, number) => database.Use(
            "SELECT queue, key, due, payload FROM work WHERE tenant = ? AND (queue, key) > (?, ?) ORDER BY queue, key LIMIT ?")
            .Bind(number).Bind(after?.Queue ?? First).Bind(after?.Key ?? First).Bind(limit),
        row => new WorkItem(row.String(0), row.String(1), DateTimeOffset.FromUnixTimeMilliseconds(row.Long(2)), row.String(3)), cancel);

    public Task<IReadOnlyList<KeptBlob>> Blobs(string? after, int limit, CancellationToken cancel) => Read(
        (database, number) => database.Use(
            "SELECT sha256, bytes, refs FROM blobs WHERE tenant = ? AND refs > 0 AND sha256 > ? ORDER BY sha256 LIMIT ?")
            .Bind(number).Bind(after ?? First).Bind(limit),
        row => new KeptBlob(row.String(0), row.Long(1), row.Long(2)), cancel);

    public async Task Put(TenantRows rows, CancellationToken cancel)
    {
        var documents = new List<(DocumentRow Row, long Version)>(rows.Documents.Length);
        foreach (var kept in rows.Documents)
        {
            var table = await engine.Tables.Of(kept.Collection, cancel);
            var document = JsonSerializer.Deserialize(kept.Json.Span, kept.Collection.Type, StoredJson.Options)!;
            documents.Add((DocumentRow.Of(table, kept.Id, document, null), kept.Version));
        }
        await engine.Writer.Do(
            session =>
            {
                var owner = session.OwnerOf(tenant.Value);
                EventLog.Put(session, owner, rows.Events);
                foreach (var (row, version) in documents) DocumentRows.Put(session, owner.Number, row, version);
                foreach (var claim in rows.Claims) Sqlite.Claims.Put(session, owner.Number, claim);
                foreach (var item in rows.Work) WorkRows.Put(session, owner.Number, tenant, item);
                foreach (var blob in rows.Blobs) BlobRows.Put(session, owner.Number, blob);
                if (!rows.Events.IsEmpty) session.Afterwards(() => engine.Wakes.Wake(tenant));
                return true;
            }, cancel);
    }

    private async Task<IReadOnlyList<T>> Read<T>(Func<Connection, long, Statement> query, Func<Statement, T> row, CancellationToken cancel)
    {
        if (await engine.NumberOf(tenant, cancel) is not { } number) return [];
        return await engine.Readers.Read(
            database =>
            {
                using var rows = query(database, number);
                var found = new List<T>();
                while (rows.Step()) found.Add(row(rows));
                return found;
            }, cancel);
    }
}
