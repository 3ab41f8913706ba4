using ServiceTrack.Journal;
using ServiceTrack.Tenants;

namespace ServiceTrack.Storage.Sqlite;

/// <summary>
/// The least that keeping something can cost: the rows of a ready commit (document with its fields, search tokens,
/// events, personal values, work) inserted as they are, in the writer's groups. Nothing is decided, checked, looked up
/// or made on the way. What the product's speed is measured against.
/// </summary>
public sealed class BareRows(SqliteStore store)
{
    /// <summary>A commit's rows made ready once; inserted often, each time under another id.</summary>
    public async Task<ReadyRows> Prepare(TenantId tenant, Commit commit, CancellationToken cancel)
    {
        var documents = new List<DocumentRow>();
        foreach (var write in commit.Documents)
            documents.Add(DocumentRow.Of(await store.Engine.Tables.Of(write.Collection, cancel), write.Id, write.Document, null));
        var append = commit.Append ?? throw new ArgumentException("Rows without an event are no measure.", nameof(commit));
        var leaves = append.Events.Select((e, i) => LeafBytes.Of(tenant, append.Stream, i + 1, e, commit.At)).ToList();
        return new(tenant, commit, documents, leaves);
    }

    public Task Insert(ReadyRows rows, string id, CancellationToken cancel) => store.Engine.Writer.Do(session => Insert(session, rows, id), cancel);

    private static bool Insert(Session session, ReadyRows rows, string id)
    {
        var (database, commit) = (session.Database, rows.Commit);
        var owner = session.OwnerOf(rows.Tenant.Value);
        var recorded = commit.At.ToUnixTimeMilliseconds();
        for (var i = 0; i < rows.Leaves.Count; i++)
        {
            var seat = Owner.Seat(owner.Number, owner.End + i);
            EventLog.Insert(database, seat, owner.Number, id, i + 1, recorded, rows.Leaves[i]);
            foreach (var value in commit.Append!.Events[i].Personal) EventLog.Insert(database, seat, value);
        }
        owner.Appended(rows.Leaves.Count, recorded);
        foreach (var document in rows.Documents) DocumentRows.Insert(database, owner.Number, document with { Id = id }, version: 1);
        foreach (var item in commit.Work) WorkRows.Put(session, owner.Number, rows.Tenant, item with { Key = id });
        return true;
    }
}

public sealed class ReadyRows
{
    internal ReadyRows(TenantId tenant, Commit commit, IReadOnlyList<DocumentRow> documents, IReadOnlyList<byte[]> leaves) =>
        (Tenant, Commit, Documents, Leaves) = (tenant, commit, documents, leaves);

    internal TenantId Tenant { get; }
    internal Commit Commit { get; }
    internal IReadOnlyList<DocumentRow> Documents { get; }
    internal IReadOnlyList<byte[]> Leaves { get; }
}
