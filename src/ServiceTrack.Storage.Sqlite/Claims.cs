namespace ServiceTrack.Storage.Sqlite;

/// <summary>Claims are held until they expire by the store's clock; an expired one is free, and removed some time later.</summary>
internal static class Claims
{
    private const int SweptAtOnce = 2_000;
    private const long SweepEvery = 1_000;

    /// <summary>The value of the claim that stands in the way, or null where it was taken.</summary>
    public static string? Take(Session session, long tenant, Claim claim)
    {
        var now = session.Now;
        if (Held(session.Database, tenant, claim.Scope, claim.Key, now) is { } value) return value;

        Put(session, tenant, claim);
        return null;
    }

    public static void Put(Session session, long tenant, Claim claim) =>
        session.Database.Use("INSERT OR REPLACE INTO claims (tenant, scope, key, value, expires) VALUES (?, ?, ?, ?, ?)")
            .Bind(tenant).Bind(claim.Scope).Bind(claim.Key).Bind(claim.Value)
            .Bind(claim.ExpiresAt?.ToUnixTimeMilliseconds()).Run();

    public static void GiveUp(Session session, long tenant, string scope, string key) =>
        session.Database.Use("DELETE FROM claims WHERE tenant = ? AND scope = ? AND key = ?")
            .Bind(tenant).Bind(scope).Bind(key).Run();

    public static string? Held(Connection database, long tenant, string scope, string key, long now)
    {
        using var find = database
            .Use("SELECT value FROM claims WHERE tenant = ? AND scope = ? AND key = ? AND (expires IS NULL OR expires > ?)")
            .Bind(tenant).Bind(scope).Bind(key).Bind(now);
        return find.Step() ? find.String(0) : null;
    }

    public static void Sweep(Session session)
    {
        var now = session.Now;
        if (now < session.NextSweep) return;
        session.NextSweep = now + SweepEvery;
        session.Database.Use(
            "DELETE FROM claims WHERE (tenant, scope, key) IN "
            + "(SELECT tenant, scope, key FROM claims WHERE expires <= ? ORDER BY expires LIMIT ?)")
            .Bind(now).Bind(SweptAtOnce).Run();
    }
}
