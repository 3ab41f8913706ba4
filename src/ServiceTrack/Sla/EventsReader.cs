using System.Collections.Immutable;

namespace ServiceTrack.Sla;

/// <summary>Reads the events of an explain request and refuses a story that cannot have happened.</summary>
internal static class EventsReader
{
    private static readonly Dictionary<string, SlaEventType> Types = new()
    {
        ["received"] = SlaEventType.Received, ["responded"] = SlaEventType.Responded, ["held"] = SlaEventType.Held,
        ["resumed"] = SlaEventType.Resumed, ["resolved"] = SlaEventType.Resolved, ["reopened"] = SlaEventType.Reopened,
        ["closed"] = SlaEventType.Closed,
    };

    /// <param name="markers">Names that the steps of this request start or end at.</param>
    public static ImmutableArray<SlaEvent> Read(JsonField field, IReadOnlySet<string> markers, DateTimeOffset? now)
    {
        var events = ImmutableArray.CreateBuilder<SlaEvent>();
        var (held, resolved, count) = (false, false, 0);
        DateTimeOffset? latest = null;
        foreach (var item in field.Items())
        {
            var isFirst = count++ == 0;
            if (!item.IsObject()) continue;
            var at = item["at"].Instant();
            if (at < latest) item["at"].Refuse("is before the event that stands before it");
            if (at > now) item["at"].Refuse("is later than now");
            latest = at ?? latest;
            if (Type(item["type"], markers) is not { } type) continue;

            if (type.Type is SlaEventType.Received != isFirst)
                item["type"].Refuse(isFirst ? "must be received: it comes first" : "received comes once, as the first event");
            var wrong = type.Type switch
            {
                SlaEventType.Held when held => "held, but it is on hold already",
                SlaEventType.Resumed when !held => "resumed, but it is not on hold",
                SlaEventType.Reopened when !resolved => "reopened, but it is not resolved",
                _ => null,
            };
            if (wrong is not null) item["type"].Refuse(wrong);
            held = type.Type is SlaEventType.Held || (held && type.Type is not (SlaEventType.Resumed or SlaEventType.Resolved));
            resolved = type.Type is SlaEventType.Resolved || (resolved && type.Type is not SlaEventType.Reopened);

            var reason = type.Type is SlaEventType.Held && !item["reason"].IsMissing && item["reason"].Text(out var text) ? text : type.Name;
            if (at is { } time) events.Add(new SlaEvent(time, type.Type, reason));
        }
        if (count == 0) field.Refuse("must begin with received");
        return events.DrainToImmutable();
    }

    private static (SlaEventType Type, string? Name)? Type(JsonField field, IReadOnlySet<string> markers)
    {
        if (!field.Text(out var name)) return null;
        if (Types.TryGetValue(name, out var type)) return (type, null);
        if (markers.Contains(name)) return (SlaEventType.Marker, name);
        field.Refuse($"is not an event the clocks know: {name}; known are {string.Join(", ", Types.Keys)} and the names in targets.steps");
        return null;
    }
}
