using ServiceTrack.Storage;

namespace ServiceTrack.Activities;

/// <summary>How activities are kept and found. Times are milliseconds since 1970; <see cref="Never"/> stands for no time.</summary>
public static class ActivityCollection
{
    public const long Never = long.MaxValue;

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
            Field<Activity>.Number("clocks", a => a.Clocks is null ? 0 : 1),
            Field<Activity>.Number("nextDueAt", a => a.Clocks?.NextDueAt?.ToUnixTimeMilliseconds() ?? Never),
            Field<Activity>.Number("breachAt", a => a.Clocks?.BreachAt?.ToUnixTimeMilliseconds() ?? Never),
        ],
        Indexes =
        [
            new("occurredAt"), new("kind", "occurredAt"), new("status", "occurredAt"), new("outletId", "occurredAt"),
            new("assigneeId", "occurredAt"), new("category", "occurredAt"), new("open", "occurredAt"),
            new("open", "breachAt"), new("open", "nextDueAt"),
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
