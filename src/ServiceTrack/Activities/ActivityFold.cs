using System.Collections.Immutable;
using ServiceTrack.Sla;

namespace ServiceTrack.Activities;

/// <summary>An activity is the fold of its events, and nothing else is believed about it.</summary>
public static class ActivityFold
{
    /// <param name="At">When it happened.</param>
    public readonly record struct Happened(ActivityEvent Event, DateTimeOffset At);

    public static Activity Fold(string id, IEnumerable<Happened> events) =>
        events.Aggregate((Activity?)null, (state, e) => Apply(id, state, e))
        ?? throw new InvalidOperationException($"Activity {id} has no events.");

    public static Activity Apply(string id, Activity? state, Happened happened)
    {
        var (e, at) = happened;
        if (e is ActivityReceived received) return Received(id, received, at);
        var a = state ?? throw new InvalidOperationException($"Activity {id} does not begin with its receipt.");
        a = a with { Events = a.Events + 1, Version = a.Version + (e is ActivityClassified or ActivityAlarmed ? 0 : 1) };
        return e switch
        {
            ActivityResponded x => a.RespondedAt is not null ? a : Marked(a, SlaEventType.Responded, at) with
            {
                RespondedAt = at,
                AnsweredInContact = x.InContact == true,
                Status = a.Status == Status.New ? Status.Responded : a.Status,
            },
            ActivityAssigned x => a with { AssigneeId = x.AssigneeId, QueueId = x.QueueId },
            ActivityStarted => Step(a, "started", at) with { Status = Status.InProgress },
            ActivityHeld x => Marked(a, SlaEventType.Held, at, x.Reason) with { Status = Status.OnHold, HoldReason = x.Reason, HeldUntil = x.Until },
            ActivityResumed => Marked(a, SlaEventType.Resumed, at) with { Status = Status.InProgress, HoldReason = null, HeldUntil = null },
            ActivityResolved x => Marked(a, SlaEventType.Resolved, at) with
            {
                Status = Status.Resolved, ResolvedAt = at, Outcome = x.Outcome, Cause = x.Cause ?? a.Cause,
                Remedy = x.Remedy ?? a.Remedy, HoldReason = null, HeldUntil = null,
            },
            ActivityClosed => a with { Status = Status.Closed, ClosedAt = at },
            ActivityReopened => Marked(a, SlaEventType.Reopened, at) with
            {
                Status = Status.InProgress, Reopened = a.Reopened + 1, ResolvedAt = null, ClosedAt = null,
            },
            ActivityCancelled => Voided(a, SlaEventType.Cancelled, at),
            ActivityMerged x => Voided(a, SlaEventType.Merged, at) with { MergedInto = x.IntoId },
            ActivityAmended x => Amended(a, x),
            ActivityUrged => a with { Urged = a.Urged + 1 },
            ActivityNoted => a,
            ActivityLinked x => a with { Links = a.Links.Add(new(x.ActivityId, x.Relation)) },
            ActivityCategorized x => a with
            {
                Category = x.Category, Severity = x.Severity ?? a.Severity, Demand = x.Demand ?? a.Demand,
                Classification = a.Classification is { } c ? c with { Category = x.Category, Band = "corrected" } : null,
            },
            ActivityClassified { Classification: var c } => a.Classification?.Band == "corrected" ? a : a with
            {
                Classification = c,
                Category = c.Band == "human" ? a.Category : c.Category,
                Severity = c.Severity,
                Demand = c.Demand ?? a.Demand,
            },
            ActivityAttached x => a with { Attachments = a.Attachments.Add(x.Attachment) },
            ActivityRated x => a with { Satisfaction = x.Score },
            VisitScheduled x => Step(a, "scheduled", at) with { Visit = new(x.ScheduledAt, "scheduled", x.TechnicianId ?? a.AssigneeId) },
            VisitAccepted => Step(VisitIs(a, "accepted"), "accepted", at),
            VisitRefused => VisitIs(a, "refused"),
            VisitCheckedIn => Step(VisitIs(a, "checkedIn"), "checkedIn", at) with { Status = Status.InProgress },
            VisitMissed => VisitIs(a, "missed"),
            VisitCompleted x => Step(WithSignature(VisitIs(a, "completed"), x.SignedBy, x.UnsignedReason, "completedAt", at), "completed", at),
            GoodsDelivered x => Step(WithSignature(With(a, "damaged", x.Damaged ? "true" : "false"), x.SignedBy, x.UnsignedReason, "deliveredAt", at), "delivered", at),
            ReturnDecided x => Step(With(a, "decision", x.Decision), "decided", at),
            ActivityErased => a with { ErasedAt = at },
            ActivityAlarmed x => a with { Alarms = a.Alarms.Add(x.Alarm) },
            _ => throw new InvalidOperationException($"No fold for {e.GetType().Name}."),
        };
    }

    private static Activity Received(string id, ActivityReceived e, DateTimeOffset at) => new()
    {
        Id = id, Version = 1, Events = 1, Kind = e.Kind, Channel = e.Channel, Text = e.Text, Subject = e.Subject, CallId = e.CallId,
        OccurredAt = at, OutletId = e.OutletId, Customer = e.Customer, Product = e.Product, Priority = e.Priority,
        Remedy = e.Remedy, Source = e.Source, ExternalId = e.ExternalId, Recorded = e.Recorded, Severity = e.Severity, Promise = e.Promise,
        Fields = Merged(Merged(Activity.NoFields, e.Fields), e.PersonalFields),
        Trail = [new(at, SlaEventType.Received)],
    };

    private static Activity Amended(Activity a, ActivityAmended e) => a with
    {
        Amended = true,
        Text = e.Text ?? a.Text,
        Subject = e.Subject ?? a.Subject,
        OutletId = e.OutletId ?? a.OutletId,
        Priority = e.Priority ?? a.Priority,
        Remedy = e.Remedy ?? a.Remedy,
        Customer = Merged(a.Customer, e.Customer),
        Product = e.Product ?? a.Product,
        Fields = Merged(Merged(a.Fields, e.Fields), e.PersonalFields),
    };

    private static CustomerDetails? Merged(CustomerDetails? old, CustomerDetails? put) => put is null ? old : old is null ? put : new()
    {
        Name = put.Name ?? old.Name, Phone = put.Phone ?? old.Phone, Email = put.Email ?? old.Email,
        Region = put.Region ?? old.Region, Address = put.Address ?? old.Address,
    };

    private static ImmutableSortedDictionary<string, string> Merged(
        ImmutableSortedDictionary<string, string> old, ImmutableSortedDictionary<string, string>? put) =>
        put is null ? old : old.SetItems(put);

    private static Activity Marked(Activity a, SlaEventType type, DateTimeOffset at, string? name = null) =>
        a with { Trail = a.Trail.Add(new(at, type, name)) };

    private static Activity Step(Activity a, string step, DateTimeOffset at) => Marked(a, SlaEventType.Marker, at, step);

    // Nothing is promised any more to somebody whose matter was dropped or is followed elsewhere.
    private static Activity Voided(Activity a, SlaEventType type, DateTimeOffset at) =>
        Marked(a, type, at) with { Status = Status.Cancelled, HoldReason = null, HeldUntil = null };

    private static Activity VisitIs(Activity a, string state) => a with { Visit = a.Visit is { } v ? v with { State = state } : null };

    private static Activity With(Activity a, string field, string value) => a with { Fields = a.Fields.SetItem(field, value) };

    private static Activity WithSignature(Activity a, string? signedBy, string? reason, string doneField, DateTimeOffset at)
    {
        var fields = a.Fields.SetItem(doneField, at.ToString("yyyy-MM-dd'T'HH:mm:sszzz"));
        if (signedBy is not null) fields = fields.SetItem("signedBy", signedBy);
        if (reason is not null) fields = fields.SetItem("unsignedReason", reason);
        return a with { Fields = fields };
    }
}
