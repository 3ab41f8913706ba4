namespace ServiceTrack.Storage.Sqlite;

/// <summary>
/// Leases by name. The epoch rises whenever a lease is taken: by another owner, or again after it had lapsed or was
/// released. A fence asks for the epoch alone, not the time, so the clocks of two nodes cannot both be right.
/// </summary>
internal static class Leases
{
    public static Lease? Hold(Session session, string name, string owner, DateTimeOffset now, TimeSpan duration)
    {
        var (at, until) = (now.ToUnixTimeMilliseconds(), (now + duration).ToUnixTimeMilliseconds());
        var (holder, epoch, lapses) = Find(session.Database, name);
        if (holder is not null && holder != owner && lapses > at) return null;

        var renewed = holder == owner && lapses > at;
        var lease = new Lease(name, owner, renewed ? epoch : epoch + 1, DateTimeOffset.FromUnixTimeMilliseconds(until));
        session.Database.Use("INSERT OR REPLACE INTO leases (name, owner, epoch, until) VALUES (?, ?, ?, ?)")
            .Bind(name).Bind(owner).Bind(lease.Epoch).Bind(until).Run();
        return lease;
    }

    public static void Release(Session session, Lease lease) =>
        session.Database.Use("UPDATE leases SET owner = NULL WHERE name = ? AND owner = ? AND epoch = ?")
            .Bind(lease.Name).Bind(lease.Owner).Bind(lease.Epoch).Run();

    public static bool StillHeld(Session session, Lease lease)
    {
        var (holder, epoch, _) = Find(session.Database, lease.Name);
        return holder == lease.Owner && epoch == lease.Epoch;
    }

    private static (string? Owner, long Epoch, long Until) Find(Connection database, string name)
    {
        using var find = database.Use("SELECT owner, epoch, until FROM leases WHERE name = ?").Bind(name);
        return find.Step() ? (find.StringOrNull(0), find.Long(1), find.Long(2)) : (null, 0, 0);
    }
}
