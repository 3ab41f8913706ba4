using ServiceTrack.Tenants;

namespace ServiceTrack.Storage.Sqlite;

/// <summary>One commit in the writer, in the order that the port names. A refusal takes back what was done before it.</summary>
internal sealed class Committing(TenantId? tenant, Commit commit, IReadOnlyList<DocumentRow> documents, Wakes wakes, BlobFiles files)
{
    public CommitResult Run(Session session)
    {
        var owner = session.OwnerOf(tenant?.Value);
        if (Refusal(session, owner.Number) is { } refusal)
        {
            session.Undo();
            return refusal;
        }

        var position = owner.End;
        var recorded = Math.Max(commit.At.ToUnixTimeMilliseconds(), owner.LastRecorded);
        if (tenant is { } company) WriteOf(company, session, owner, recorded);
        return new CommitResult.Done(position, DateTimeOffset.FromUnixTimeMilliseconds(recorded));
    }

    private CommitResult? Refusal(Session session, long number)
    {
        if (commit.Fence is { } lease && !Leases.StillHeld(session, lease)) return new CommitResult.Fenced(lease.Name);

        foreach (var (scope, key) in commit.Unclaim) Claims.GiveUp(session, number, scope, key);
        foreach (var claim in commit.Claims)
            if (Claims.Take(session, number, claim) is { } holder)
                return new CommitResult.Taken(claim.Scope, claim.Key, holder);

        if (commit.Append is { } append && EventLog.Version(session, number, append.Stream) is var version
            && version != append.ExpectedVersion)
            return new CommitResult.Stale(append.Stream, version);

        foreach (var document in documents)
            if (DocumentRows.Write(session, number, document) is { } stale) return stale;
        return null;
    }

    private void WriteOf(TenantId company, Session session, Owner owner, long recorded)
    {
        if (commit.Append is { } append)
        {
            EventLog.Append(session, owner, company, append, recorded);
            session.Afterwards(() => wakes.Wake(company));
        }
        foreach (var (queue, key) in commit.Finish) WorkRows.Finish(session, owner.Number, queue, key);
        foreach (var item in commit.Work) WorkRows.Put(session, owner.Number, company, item);
        foreach (var blob in commit.KeepBlobs) BlobRows.Keep(session, owner.Number, blob.Sha256);
        foreach (var sha256 in commit.DropBlobs) BlobRows.Drop(session, owner.Number, sha256, files);
        foreach (var value in commit.Erase) EventLog.Erase(session.Database, owner, value);
    }
}
