using ServiceTrack.Journal;
using ServiceTrack.Tenants;

namespace ServiceTrack.Storage.Sqlite;

/// <summary>Events in their seats, personal values beside them.</summary>
internal static class EventLog
{
    private const string Columns = "seat, leaf";

    public static long Version(Session session, long tenant, string stream)
    {
        using var last = session.Database
            .Use("SELECT version FROM events WHERE tenant = ? AND stream = ? ORDER BY version DESC LIMIT 1")
            .Bind(tenant).Bind(stream);
        return last.Step() ? last.Long(0) : 0;
    }

    public static void Append(Session session, Owner owner, TenantId tenant, StreamAppend append, long recorded)
    {
        var recordedAt = DateTimeOffset.FromUnixTimeMilliseconds(recorded);
        var (seat, version) = (Owner.Seat(owner.Number, owner.End), append.ExpectedVersion);
        foreach (var e in append.Events)
        {
            Insert(session.Database, seat, owner.Number, append.Stream, ++version, recorded,
                LeafBytes.Of(tenant, append.Stream, version, e, recordedAt));
            foreach (var value in e.Personal) Insert(session.Database, seat, value);
            seat++;
        }
        owner.Appended(append.Events.Length, recorded);
    }

    /// <summary>As they were recorded elsewhere; those the tenant has already are passed over.</summary>
    /// <exception cref="ArgumentException">They leave a gap.</exception>
    public static void Put(Session session, Owner owner, IEnumerable<RecordedEvent> events)
    {
        foreach (var e in events.Where(e => e.Position >= owner.End))
        {
            if (e.Position > owner.End) throw new ArgumentException($"Event {e.Position} cannot follow event {owner.End - 1}.");
            var (seat, recorded) = (Owner.Seat(owner.Number, e.Position), e.RecordedAt.ToUnixTimeMilliseconds());
            Insert(session.Database, seat, owner.Number, e.Stream, e.Version, recorded, e.Leaf.ToArray());
            foreach (var value in e.Personal) Insert(session.Database, seat, value);
            owner.Appended(1, recorded);
        }
    }

    public static void Insert(Connection database, long seat, long tenant, string stream, long version, long recorded, byte[] leaf) =>
        database.Use("INSERT INTO events (seat, tenant, stream, version, recorded, leaf) VALUES (?, ?, ?, ?, ?, ?)")
            .Bind(seat).Bind(tenant).Bind(stream).Bind(version).Bind(recorded).BindBlob(leaf).Run();

    public static void Insert(Connection database, long seat, PersonalValue value) =>
        database.Use("INSERT INTO personal (seat, path, full_salt, full_value, masked_salt, masked_value) VALUES (?, ?, ?, ?, ?, ?)")
            .Bind(seat).Bind(value.Path).Bind(value.FullSalt.Text).Bind(value.Full).Bind(value.MaskedSalt.Text).Bind(value.Masked).Run();

    public static void Erase(Connection database, Owner owner, ErasedValue value)
    {
        // A number that is no position would be the seat of another tenant's event.
        if (value.Position < 0 || value.Position >= owner.End) return;
        database.Use("UPDATE personal SET full_salt = '', full_value = NULL, masked_salt = '', masked_value = NULL WHERE seat = ? AND path = ?")
            .Bind(Owner.Seat(owner.Number, value.Position)).Bind(value.Path).Run();
    }

    public static IReadOnlyList<RecordedEvent> OfStream(Connection database, long tenant, string stream)
    {
        using var rows = database.Use($"SELECT {Columns} FROM events WHERE tenant = ? AND stream = ? ORDER BY version")
            .Bind(tenant).Bind(stream);
        return Read(database, rows);
    }

    public static IReadOnlyList<RecordedEvent> From(Connection database, long tenant, long from, int limit)
    {
        using var rows = database.Use($"SELECT {Columns} FROM events WHERE seat >= ? AND seat < ? ORDER BY seat LIMIT ?")
            .Bind(Owner.Seat(tenant, from)).Bind(Owner.Seat(tenant + 1, 0)).Bind(limit);
        return Read(database, rows);
    }

    private static List<RecordedEvent> Read(Connection database, Statement rows)
    {
        var events = new List<RecordedEvent>();
        while (rows.Step())
        {
            var seat = rows.Long(0);
            events.Add(LeafBytes.Read(Owner.Position(seat), rows.Bytes(1).ToArray(), () => [.. Personal(database, seat)]));
        }
        return events;
    }

    private static List<PersonalValue> Personal(Connection database, long seat)
    {
        using var rows = database.Use(
            "SELECT path, full_salt, full_value, masked_salt, masked_value FROM personal WHERE seat = ? ORDER BY path").Bind(seat);
        var values = new List<PersonalValue>();
        while (rows.Step())
            values.Add(new(
                rows.String(0), new Salt(rows.String(1)), rows.StringOrNull(2), new Salt(rows.String(3)), rows.StringOrNull(4)));
        return values;
    }
}
