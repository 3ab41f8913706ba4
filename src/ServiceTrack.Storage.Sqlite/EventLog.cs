using System.Globalization;
using System.Text.Json.Nodes;
using ServiceTrack.Journal;
using ServiceTrack.Tenants;

namespace ServiceTrack.Storage.Sqlite;

/// <summary>Events in their seats, personal values beside them.</summary>
internal static class EventLog
{
    private const string Columns = "seat, stream, version, recorded, leaf";

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

    public static void Insert(Connection database, long seat, long tenant, string stream, long version, long recorded, byte[] leaf) =>
        database.Use("INSERT INTO events (seat, tenant, stream, version, recorded, leaf) VALUES (?, ?, ?, ?, ?, ?)")
            .Bind(seat).Bind(tenant).Bind(stream).Bind(version).Bind(recorded).BindBlob(leaf).Run();

    public static void Insert(Connection database, long seat, PersonalValue value) =>
        database.Use("INSERT INTO personal (seat, path, full_salt, full_value, masked_salt, masked_value) VALUES (?, ?, ?, ?, ?, ?)")
            .Bind(seat).Bind(value.Path).Bind(value.FullSalt.Text).Bind(value.Full).Bind(value.MaskedSalt.Text).Bind(value.Masked).Run();

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
            var leaf = rows.Bytes(4).ToArray();
            var parsed = JsonNode.Parse(leaf)!.AsObject();
            var data = parsed["data"]!.AsObject();
            parsed.Remove("data");
            events.Add(new(
                Owner.Position(rows.Long(0)), rows.String(1), rows.Long(2), parsed["type"]!.GetValue<string>(),
                DateTimeOffset.Parse(parsed["at"]!.GetValue<string>(), CultureInfo.InvariantCulture),
                DateTimeOffset.FromUnixTimeMilliseconds(rows.Long(3)), parsed["by"]!.GetValue<string>(), data,
                parsed["personal"]!.AsObject().Count == 0 ? [] : [.. Personal(database, rows.Long(0))], leaf));
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
