using ServiceTrack.Storage;

namespace ServiceTrack.Activities;

/// <summary>How activities are kept and found. Times are milliseconds since 1970; <see cref="Never"/> stands for no time.</summary>
public static class ActivityCollection
{
    /// <summary>Later than any time, and still within a half-open range of all there is.</summary>
    public const long Never = long.MaxValue - 1;

    public static readonly Collection<Activity> Activities = new("activities", a => a.Id)
    {
        Fields =
        [
            Field<Activity>.Number("occurredAt", a => a.OccurredAt.ToUnixTimeMilliseconds()),
            Field<Activity>.Text("kind", a => a.Kind),
            Field<Activity>.Text("status", a => StatusName(a.Status)),
            Field<Activity>.Number("open", a => a.Status.IsOpen() ? 1 : 0),
            Field<Activity>.Text("outletId", a => a.OutletId),
            Field<Activity>.Text("assigneeId", a => a.AssigneeId),
            Field<Activity>.Text("category", a => a.Category),
            Field<Activity>.Text("severity", a => a.Severity),
            Field<Activity>.Text("channel", a => a.Channel),
            Field<Activity>.Text("answered", a => a.AnsweredInContact ? "inContact" : a.RespondedAt is null ? null : "later"),
            Field<Activity>.Text("recorded", a => RecordedHow.Of(a.Recorded, a.Amended)),
            Field<Activity>.Number("clocks", a => a.Clocks is null ? 0 : 1),
            Field<Activity>.Number("nextDueAt", a => a.Clocks?.NextDueAt?.ToUnixTimeMilliseconds() ?? Never),
            Field<Activity>.Number("breachAt", a => a.Clocks?.BreachAt?.ToUnixTimeMilliseconds() ?? Never),
        ],
        Indexes =
        [
            new("occurredAt"), new("kind", "occurredAt"), new("kind", "recorded", "occurredAt"), new("status", "occurredAt"), new("outletId", "occurredAt"),
            new("assigneeId", "occurredAt"), new("category", "occurredAt"), new("open", "occurredAt"),
            new("open", "nextDueAt"), new("open", "breachAt", "nextDueAt", "outletId"),
        ],
        Searchable = a => string.Join('\n', new[]
        {
            a.Text, a.Subject, a.ExternalId, a.Customer?.Name, a.Customer?.Phone, a.Product?.Model, a.Product?.SerialNo,
        }.Where(t => !string.IsNullOrEmpty(t))),
        SearchOrder = "occurredAt",
    };

    public static string StatusName(Status status) => status switch
    {
        Status.New => "new",
        Status.Responded => "responded",
        Status.InProgress => "inProgress",
        Status.OnHold => "onHold",
        Status.Resolved => "resolved",
        Status.Closed => "closed",
        Status.Cancelled => "cancelled",
    };
}
