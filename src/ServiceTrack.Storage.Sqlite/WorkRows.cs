using ServiceTrack.Tenants;

namespace ServiceTrack.Storage.Sqlite;

internal static class WorkRows
{
    public static void Put(Session session, long number, TenantId tenant, WorkItem item) =>
        session.Database.Use("INSERT OR REPLACE INTO work (tenant, queue, key, partition, due, payload) VALUES (?, ?, ?, ?, ?, ?)")
            .Bind(number).Bind(item.Queue).Bind(item.Key).Bind(IWork.PartitionOf(tenant, item.Key))
            .Bind(item.DueAt.ToUnixTimeMilliseconds()).Bind(item.Payload).Run();

    public static void Finish(Session session, long number, string queue, string key) =>
        session.Database.Use("DELETE FROM work WHERE tenant = ? AND queue = ? AND key = ?")
            .Bind(number).Bind(queue).Bind(key).Run();

    public static IReadOnlyList<DueItem> Due(Connection database, int partition, string queue, DateTimeOffset now, int limit)
    {
        using var rows = database.Use(
            """
            SELECT t.id, w.key, w.due, w.payload FROM work w JOIN tenants t ON t.number = w.tenant
            WHERE w.partition = ? AND w.queue = ? AND w.due <= ? ORDER BY w.due, w.tenant, w.key LIMIT ?
            """).Bind(partition).Bind(queue).Bind(now.ToUnixTimeMilliseconds()).Bind(limit);
        var items = new List<DueItem>();
        while (rows.Step())
            items.Add(new(new TenantId(rows.String(0)), new WorkItem(
                queue, rows.String(1), DateTimeOffset.FromUnixTimeMilliseconds(rows.Long(2)), rows.String(3))));
        return items;
    }
}

internal sealed class SqliteWork(Writer writer, Readers readers) : IWork
{
    public Task<Lease?> Hold(string name, string owner, DateTimeOffset now, TimeSpan duration, CancellationToken cancel) =>
        writer.Do(session => Leases.Hold(session, name, owner, now, duration), cancel);

    public Task Release(Lease lease, CancellationToken cancel) => writer.Do(
        session =>
        {
            Leases.Release(session, lease);
            return true;
        }, cancel);

    public Task<IReadOnlyList<DueItem>> Due(int partition, string queue, DateTimeOffset now, int limit, CancellationToken cancel) =>
        readers.Read(database => WorkRows.Due(database, partition, queue, now, limit), cancel);
}
