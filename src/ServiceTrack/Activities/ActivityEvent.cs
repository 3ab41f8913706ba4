using System.Collections.Immutable;
using ServiceTrack.Journal;
using ServiceTrack.Sla;

namespace ServiceTrack.Activities;

/// <summary>Something that happened to an activity. The type's name is the name in the journal, for ever.</summary>
public abstract record ActivityEvent;

/// <summary>An activity was logged.</summary>
/// <param name="Promise">The promise in force when it was received; null where no policy applied.</param>
public sealed record ActivityReceived(string Kind, string Channel) : ActivityEvent
{
    [Personal(Mask.Text)] public string Text { get; init; } = "";
    [Personal(Mask.Text)] public string? Subject { get; init; }
    public string? CallId { get; init; }
    public string? OutletId { get; init; }
    public CustomerDetails? Customer { get; init; }
    public ProductDetails? Product { get; init; }
    public string Priority { get; init; } = Priorities.Normal;
    public string? Remedy { get; init; }
    public string? Source { get; init; }
    public string? ExternalId { get; init; }
    public ImmutableSortedDictionary<string, string>? Fields { get; init; }
    [Personal(Mask.Text)] public ImmutableSortedDictionary<string, string>? PersonalFields { get; init; }
    public Recorded Recorded { get; init; }

    /// <summary>What the words alone say of danger, before anybody has read them.</summary>
    public string? Severity { get; init; }

    public Promise? Promise { get; init; }
}

/// <param name="InContact">The contact itself was the answer, as on the telephone.</param>
public sealed record ActivityResponded(
    [property: Personal(Mask.Text)] string? Note = null, bool? InContact = null) : ActivityEvent;

public sealed record ActivityAssigned(string? AssigneeId, string? QueueId = null) : ActivityEvent;
public sealed record ActivityStarted : ActivityEvent;
public sealed record ActivityHeld(string Reason, DateTimeOffset? Until = null) : ActivityEvent;
public sealed record ActivityResumed : ActivityEvent;

/// <param name="Outcome">A short term of the company's own, public in the journal: no names.</param>
public sealed record ActivityResolved(string Outcome, string? Cause = null, string? Remedy = null) : ActivityEvent;

public sealed record ActivityClosed : ActivityEvent;
public sealed record ActivityReopened([property: Personal(Mask.Text)] string Reason) : ActivityEvent;
public sealed record ActivityCancelled([property: Personal(Mask.Text)] string Reason) : ActivityEvent;

/// <summary>Facts of the record were put right; what stood before remains in the earlier events.</summary>
public sealed record ActivityAmended([property: Personal(Mask.Text)] string Reason) : ActivityEvent
{
    [Personal(Mask.Text)] public string? Text { get; init; }
    [Personal(Mask.Text)] public string? Subject { get; init; }
    public string? OutletId { get; init; }
    public string? Priority { get; init; }
    public string? Remedy { get; init; }
    public CustomerDetails? Customer { get; init; }
    public ProductDetails? Product { get; init; }
    public ImmutableSortedDictionary<string, string>? Fields { get; init; }
    [Personal(Mask.Text)] public ImmutableSortedDictionary<string, string>? PersonalFields { get; init; }
}

public sealed record ActivityUrged([property: Personal(Mask.Text)] string? Note = null) : ActivityEvent;

public sealed record ActivityNoted([property: Personal(Mask.Text)] string Text, string Visibility) : ActivityEvent;
public sealed record ActivityLinked(string ActivityId, string Relation) : ActivityEvent;
public sealed record ActivityMerged(string IntoId) : ActivityEvent;

/// <summary>A person said what it is about.</summary>
public sealed record ActivityCategorized(string Category, string? Severity = null, string? Demand = null) : ActivityEvent;

public sealed record ActivityClassified(Classified Classification) : ActivityEvent;
public sealed record ActivityAttached(Attachment Attachment) : ActivityEvent;
public sealed record ActivityRated(int Score) : ActivityEvent;

public sealed record VisitScheduled(DateTimeOffset ScheduledAt, string? TechnicianId = null) : ActivityEvent;
public sealed record VisitAccepted : ActivityEvent;
public sealed record VisitRefused([property: Personal(Mask.Text)] string Reason) : ActivityEvent;
public sealed record VisitCheckedIn : ActivityEvent;
public sealed record VisitMissed([property: Personal(Mask.Text)] string Reason) : ActivityEvent;

/// <summary>The work at the customer's was done; signed for, or not signed for a reason.</summary>
public sealed record VisitCompleted(
    [property: Personal(Mask.Name)] string? SignedBy = null, string? UnsignedReason = null) : ActivityEvent;

public sealed record GoodsDelivered(
    [property: Personal(Mask.Name)] string? SignedBy = null, string? UnsignedReason = null, bool Damaged = false) : ActivityEvent;

/// <summary>What was about a person in the events before was erased; their leaves stay, and prove what they did.</summary>
public sealed record ActivityErased(string ErasureId, ImmutableArray<ErasedPaths> Values) : ActivityEvent;

public sealed record ReturnDecided(string Decision, string Advice) : ActivityEvent;

/// <summary>A clock of the promise is about to run out, or has: raised once per clock and step.</summary>
public sealed record ActivityAlarmed(string Alarm, DateTimeOffset DueAt) : ActivityEvent;
