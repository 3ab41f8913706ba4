using System.Collections.Immutable;
using ServiceTrack.Activities;
using ServiceTrack.Journal;
using ServiceTrack.Sla;

namespace ServiceTrack.Web.Activities;

/// <summary>An activity as the API shows it.</summary>
public sealed record ActivityView
{
    public required string Id { get; init; }
    public required long Version { get; init; }
    public required string Kind { get; init; }
    public required Status Status { get; init; }
    public required string Channel { get; init; }
    public required string Text { get; init; }
    public string? Subject { get; init; }
    public string? CallId { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }
    public string? OutletId { get; init; }
    public CustomerDetails? Customer { get; init; }
    public ProductDetails? Product { get; init; }
    public required string Priority { get; init; }
    public string? Remedy { get; init; }
    public string? Source { get; init; }
    public string? ExternalId { get; init; }
    public required IReadOnlyDictionary<string, object> Fields { get; init; }
    public required Recorded Recorded { get; init; }
    public required bool Amended { get; init; }
    public string? AssigneeId { get; init; }
    public string? QueueId { get; init; }
    public string? Category { get; init; }
    public string? Severity { get; init; }
    public string? Demand { get; init; }
    public ClassificationView? Classification { get; init; }
    public DateTimeOffset? RespondedAt { get; init; }
    public required bool AnsweredInContact { get; init; }
    public DateTimeOffset? ResolvedAt { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    public string? HoldReason { get; init; }
    public DateTimeOffset? HeldUntil { get; init; }
    public string? Outcome { get; init; }
    public string? Cause { get; init; }
    public required int Urged { get; init; }
    public required int Reopened { get; init; }
    public int? Satisfaction { get; init; }

    /// <summary>When what was about a person in it was last erased.</summary>
    public DateTimeOffset? ErasedAt { get; init; }

    public string? MergedInto { get; init; }
    public Visit? Visit { get; init; }
    public required ImmutableArray<ActivityLink> Links { get; init; }
    public required ImmutableArray<AttachmentView> Attachments { get; init; }
    public required ImmutableArray<ClockView> Clocks { get; init; }
    public required ImmutableArray<string> AllowedVerbs { get; init; }

    /// <summary>Fields that a finished record of this kind still lacks.</summary>
    public required ImmutableArray<string> Missing { get; init; }

    /// <summary>What the law suggests for a return; advice, with its source.</summary>
    public ReturnAdvice? Advice { get; init; }

    /// <summary>What was odd in the request but kept.</summary>
    public ImmutableArray<string>? Warnings { get; init; }

    /// <summary>True where the caller may not see personal values whole.</summary>
    public required bool Masked { get; init; }
}

public sealed record ClassificationView(string Category, string Severity, string? Demand, double Confidence, string Band, string Model);

public sealed record AttachmentView(string Id, string Name, string ContentType, long Bytes, string Sha256, bool Personal);

/// <summary>A clock without its explanation. Durations are ISO 8601; <c>remaining</c> may be negative.</summary>
public sealed record ClockView(
    string Target, ClockState State, DateTimeOffset? DueAt, DateTimeOffset? MetAt, DateTimeOffset? BreachedAt,
    string Elapsed, string Remaining, bool PastConfirmedCalendar);

/// <summary>Shows personal values whole to those who may see them, else in the journal's masked forms.</summary>
public sealed class Showing(bool whole)
{
    public bool Masked => !whole;

    public CustomerDetails? Customer(CustomerDetails? c) => whole || c is null ? c : new()
    {
        Name = Hide(c.Name, Mask.Name), Phone = Hide(c.Phone, Mask.Number), Email = Hide(c.Email, Mask.Email),
        Region = Hide(c.Region, Mask.Text), Address = Hide(c.Address, Mask.Text),
    };

    public ProductDetails? Product(ProductDetails? p) => whole || p is null ? p : p with { SerialNo = Hide(p.SerialNo, Mask.Number) };

    public string Text(string text) => Hide(text, Mask.Text)!;

    public string? Hide(string? value, Mask mask) => whole || value is null ? value : Masking.Of(value, mask);
}
