using System.Collections.Immutable;
using ServiceTrack.Sla;

namespace ServiceTrack.Activities;

/// <summary>
/// What is known of one activity: exactly the fold of its events (<see cref="Fold"/>), kept as a document so that it can be found.
/// </summary>
public sealed record Activity
{
    public required string Id { get; init; }

    /// <summary>The ETag. Counts events but those of the product's own (classified, alarmed), which must not make what a person is looking at stale.</summary>
    public long Version { get; init; }

    /// <summary>The number of all events, which is the version of the stream.</summary>
    public long Events { get; init; }

    public required string Kind { get; init; }
    public Status Status { get; init; }
    public required string Channel { get; init; }
    public string Text { get; init; } = "";
    public string? Subject { get; init; }
    public string? CallId { get; init; }
    public DateTimeOffset OccurredAt { get; init; }
    public string? OutletId { get; init; }
    public CustomerDetails? Customer { get; init; }
    public ProductDetails? Product { get; init; }
    public string Priority { get; init; } = Priorities.Normal;
    public string? Remedy { get; init; }
    public string? Source { get; init; }
    public string? ExternalId { get; init; }
    public ImmutableSortedDictionary<string, string> Fields { get; init; } = NoFields;
    public Recorded Recorded { get; init; }
    public bool Amended { get; init; }
    public string? AssigneeId { get; init; }
    public string? QueueId { get; init; }
    public string? Category { get; init; }
    public string? Severity { get; init; }
    public string? Demand { get; init; }
    public Classified? Classification { get; init; }
    public DateTimeOffset? RespondedAt { get; init; }
    public bool AnsweredInContact { get; init; }
    public DateTimeOffset? ResolvedAt { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    public string? HoldReason { get; init; }
    public DateTimeOffset? HeldUntil { get; init; }
    public string? Outcome { get; init; }
    public string? Cause { get; init; }
    public int Urged { get; init; }
    public int Reopened { get; init; }
    public int? Satisfaction { get; init; }

    /// <summary>When what was about a person in it was last erased: empty texts and names then mean that.</summary>
    public DateTimeOffset? ErasedAt { get; init; }

    public string? MergedInto { get; init; }
    public Visit? Visit { get; init; }
    public ImmutableArray<ActivityLink> Links { get; init; } = [];
    public ImmutableArray<Attachment> Attachments { get; init; } = [];

    /// <summary>The promise in force when it was received.</summary>
    public Promise? Promise { get; init; }

    /// <summary>What its clocks are computed from.</summary>
    public ImmutableArray<SlaEvent> Trail { get; init; } = [];

    /// <summary>Alarms already raised.</summary>
    public ImmutableArray<string> Alarms { get; init; } = [];

    /// <summary>What its clocks say until something else happens; set beside the fold, from it and the calendar.</summary>
    public ClockSummary? Clocks { get; init; }

    public static readonly ImmutableSortedDictionary<string, string> NoFields =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    public static string StreamOf(string id) => $"activity/{id}";

    public static string IdOf(string stream) => stream["activity/".Length..];

    /// <summary>All that the customer said, for those who look for something in it.</summary>
    public static string WordsOf(string? subject, string text) => subject is null ? text : $"{subject}\n{text}";
}
