using System.Collections.Immutable;
using ServiceTrack.Activities;

namespace ServiceTrack.Evidence;

/// <summary>
/// What a ledger says of one activity: the fold of its leaves and of nothing else. Leaves of types that are not known
/// here change nothing.
/// </summary>
public sealed record LedgerRow
{
    /// <summary>A record made within this time of the event counts as made at the time, in every pack of this format.</summary>
    public static readonly TimeSpan AtTheTime = TimeSpan.FromHours(24);

    private const string StreamPrefix = "activity/";

    public required string Id { get; init; }

    /// <summary>Of the leaf that says it was received.</summary>
    public required long Position { get; init; }

    public required string Kind { get; init; }
    public required string Channel { get; init; }
    public string? Severity { get; init; }
    public ImmutableArray<PackAttachment> Attachments { get; init; } = [];
    public required DateTimeOffset Received { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public required Recorded How { get; init; }
    public bool Amended { get; init; }
    public string? ExternalId { get; init; }
    public string? OutletId { get; init; }
    public string? Name { get; init; }
    public string? Phone { get; init; }
    public string? Text { get; init; }
    public DateTimeOffset? FirstResponse { get; init; }

    /// <summary>The contact itself was the first answer, as on the telephone.</summary>
    public bool InContact { get; init; }

    public DateTimeOffset? Resolved { get; init; }
    public string? Outcome { get; init; }
    public string Status { get; init; } = "new";

    public TimeSpan? ResponseTime => FirstResponse - Received;

    /// <returns>Null where the leaf is not the receipt of an activity.</returns>
    public static LedgerRow? Begin(OpenedLeaf leaf) =>
        leaf is not { Type: "ActivityReceived", Version: 1 } || !leaf.Stream.StartsWith(StreamPrefix, StringComparison.Ordinal) ? null : new()
        {
            Id = leaf.Stream[StreamPrefix.Length..],
            Position = leaf.Position,
            Kind = leaf.Public("kind") ?? "",
            Channel = leaf.Public("channel") ?? "",
            Received = leaf.At,
            RecordedAt = leaf.RecordedAt,
            How = leaf.By.StartsWith("import/", StringComparison.Ordinal) || leaf.Public("recorded") == "imported" ? Recorded.Imported
                : leaf.RecordedAt - leaf.At <= AtTheTime ? Recorded.AtTheTime
                : Recorded.Later,
            ExternalId = leaf.Public("externalId"),
            OutletId = leaf.Public("outletId"),
            Name = leaf.Opened("customer.name"),
            Phone = leaf.Opened("customer.phone"),
            Text = leaf.Opened("text"),
            Severity = leaf.Public("severity"),
        };

    public LedgerRow After(OpenedLeaf leaf) => leaf.Type switch
    {
        "ActivityResponded" when FirstResponse is null => this with
        {
            FirstResponse = leaf.At,
            InContact = leaf.Says("inContact"),
            Status = Status == "new" ? "responded" : Status,
        },
        "ActivityStarted" or "ActivityResumed" or "VisitCheckedIn" => this with { Status = "inProgress" },
        "ActivityHeld" => this with { Status = "onHold" },
        "ActivityResolved" => this with { Status = "resolved", Resolved = leaf.At, Outcome = leaf.Public("outcome") },
        "ActivityClosed" => this with { Status = "closed" },
        "ActivityReopened" => this with { Status = "inProgress", Resolved = null },
        "ActivityCancelled" or "ActivityMerged" => this with { Status = "cancelled" },
        "ActivityCategorized" => this with { Severity = leaf.Public("severity") ?? Severity },
        "ActivityAmended" => this with
        {
            Amended = true,
            OutletId = leaf.Public("outletId") ?? OutletId,
            Name = leaf.Opened("customer.name") ?? Name,
            Phone = leaf.Opened("customer.phone") ?? Phone,
            Text = leaf.Opened("text") ?? Text,
        },
        "ActivityAttached" when PackAttachment.Of(leaf) is { } file => this with { Attachments = Attachments.Add(file) },
        _ => this,
    };
}
