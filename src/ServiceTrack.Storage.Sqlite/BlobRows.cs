namespace ServiceTrack.Storage.Sqlite;

/// <summary>
/// Who needs a file: commits that keep it, and stagings no commit has used yet. The row of a file that nobody needs
/// stays until the file is gone, so that a crash in between leaves no bytes behind.
/// </summary>
internal static class BlobRows
{
    private const string Unneeded = "refs = 0 AND staged = 0";

    public static void Stage(Session session, long tenant, StagedBlob blob) =>
        session.Database.Use(
            """
            INSERT INTO blobs (tenant, sha256, bytes, refs, staged, staged_at) VALUES (?1, ?2, ?3, 0, 1, ?4)
            ON CONFLICT DO UPDATE SET staged = staged + 1, staged_at = ?4
            """).Bind(tenant).Bind(blob.Sha256).Bind(blob.Bytes).Bind(session.Now).Run();

    public static void Keep(Session session, long tenant, string sha256) =>
        Change(session, tenant, sha256, "refs = refs + 1, staged = max(staged - 1, 0)", $"NOT ({Unneeded})");

    /// <summary>Kept by so many commits, whatever was counted before.</summary>
    public static void Put(Session session, long tenant, KeptBlob blob) =>
        Change(session, tenant, blob.Sha256, $"refs = {blob.References}, staged = max(staged - 1, 0)", $"NOT ({Unneeded})");

    public static void Drop(Session session, long tenant, string sha256, BlobFiles files)
    {
        Change(session, tenant, sha256, "refs = refs - 1", "refs > 0");
        RemoveAfterwards(session, files, tenant, sha256);
    }

    public static bool IsKept(Connection database, long tenant, string sha256)
    {
        using var find = database.Use("SELECT 1 FROM blobs WHERE tenant = ? AND sha256 = ? AND refs > 0").Bind(tenant).Bind(sha256);
        return find.Step();
    }

    /// <summary>Ends the stagings of before that no commit used. Gives how many files nobody needs any more.</summary>
    public static int Expire(Session session, long tenant, DateTimeOffset before, BlobFiles files)
    {
        var ended = Read(
            session.Database,
            "UPDATE blobs SET staged = 0 WHERE tenant = ? AND staged_at < ? AND staged > 0 AND refs = 0 RETURNING tenant, sha256",
            tenant, before.ToUnixTimeMilliseconds());
        foreach (var (_, sha256) in ended) RemoveAfterwards(session, files, tenant, sha256);
        return ended.Count;
    }

    /// <summary>A file can have a name and no row where the commit that would have told of it was lost.</summary>
    public static bool IsKnown(Connection database, long tenant, string sha256)
    {
        using var find = database.Use("SELECT 1 FROM blobs WHERE tenant = ? AND sha256 = ?").Bind(tenant).Bind(sha256);
        return find.Step();
    }

    /// <summary>Finishes what a crash or a busy file left: the files of unneeded rows, then the rows.</summary>
    public static bool Clear(Session session, BlobFiles files)
    {
        foreach (var (tenant, sha256) in Read(session.Database, $"SELECT tenant, sha256 FROM blobs WHERE {Unneeded}"))
        {
            files.Remove(tenant, sha256);
            session.Database.Use($"DELETE FROM blobs WHERE tenant = ? AND sha256 = ?").Bind(tenant).Bind(sha256).Run();
        }
        return true;
    }

    private static void Change(Session session, long tenant, string sha256, string change, string condition)
    {
        using var changed = session.Database
            .Use($"UPDATE blobs SET {change} WHERE tenant = ? AND sha256 = ? AND {condition} RETURNING 1")
            .Bind(tenant).Bind(sha256);
        if (!changed.Step()) throw new InvalidOperationException($"There is no file {sha256} to keep or to drop.");
        while (changed.Step()) continue;
    }

    // Asked again when the group is durable, since another commit of the same group may have staged the file anew.
    private static void RemoveAfterwards(Session session, BlobFiles files, long tenant, string sha256) => session.Afterwards(() =>
    {
        try
        {
            using var left = session.Database.Use($"SELECT 1 FROM blobs WHERE tenant = ? AND sha256 = ? AND {Unneeded}")
                .Bind(tenant).Bind(sha256);
            if (left.Step()) files.Remove(tenant, sha256);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SqliteFailure)
        {
            // The row still names it; the next start tries again.
        }
    });

    private static List<(long Tenant, string Sha256)> Read(Connection database, string sql, params ReadOnlySpan<long> values)
    {
        using var rows = database.Use(sql);
        foreach (var value in values) rows.Bind(value);
        var found = new List<(long, string)>();
        while (rows.Step()) found.Add((rows.Long(0), rows.String(1)));
        return found;
    }
}
