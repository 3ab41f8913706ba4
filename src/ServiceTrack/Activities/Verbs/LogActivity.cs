using System.Collections.Immutable;
using System.Text.Json;
using ServiceTrack.Customers;

namespace ServiceTrack.Activities.Verbs;

/// <summary>The request that begins an activity (API.md, POST /api/v1/activities).</summary>
public sealed record LogActivity
{
    /// <summary>A clock that runs ahead by no more than this is forgiven.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    /// <summary>Recorded within a day of the event counts as recorded at the time [ours].</summary>
    public static readonly TimeSpan AtTheTime = TimeSpan.FromHours(24);

    public string? Kind { get; init; }
    public string? Text { get; init; }
    public string? Subject { get; init; }
    public DateTimeOffset? OccurredAt { get; init; }
    public string? Channel { get; init; }
    public string? CallId { get; init; }
    public string? OutletId { get; init; }
    public CustomerDetails? Customer { get; init; }
    public ProductRequest? Product { get; init; }
    public string? Priority { get; init; }
    public string? Remedy { get; init; }
    public string? Source { get; init; }
    public string? ExternalId { get; init; }
    public IReadOnlyDictionary<string, JsonElement>? Fields { get; init; }
    public ResolveAtOnce? Resolve { get; init; }

    public sealed record ProductRequest(string? Model, string? SerialNo = null, string? PurchasedAt = null);

    public sealed record ResolveAtOnce(string? Outcome);

    /// <param name="kind">The kind that <see cref="Kind"/> names, or null when there is none.</param>
    /// <param name="channelDefault">The channel where the request names none.</param>
    /// <param name="inContact">Channels where the contact is itself the first answer.</param>
    public Decision Decide(Kind? kind, string channelDefault, ImmutableArray<string> inContact, DateTimeOffset now, Recorded? recorded = null)
    {
        var errors = new FieldErrors();
        if (kind is null) errors.Add("kind", Kind is null ? "Required." : $"There is no kind {Kind}.");
        if (string.IsNullOrWhiteSpace(Text)) errors.Add("text", "Required.");
        Check(errors, "text", Text, Limits.LongestText);
        foreach (var (field, value) in Terms()) Check(errors, field, value, Limits.LongestTerm);
        var at = (OccurredAt ?? now).ToUniversalTime();
        errors.Require(at <= now + ClockSkew, "occurredAt", "Lies in the future.");
        errors.Require(at.Year >= 1990, "occurredAt", "Lies before 1990.");
        var channel = Channel ?? channelDefault;
        errors.Require(Channels.All.Contains(channel), "channel", $"Must be one of: {string.Join(", ", Channels.All)}.");
        errors.Require(Priority is null || Priorities.All.Contains(Priority), "priority", $"Must be one of: {string.Join(", ", Priorities.All)}.");
        errors.Require(Product is null || !string.IsNullOrWhiteSpace(Product.Model), "product.model", "Required with a product.");
        errors.Require(Product?.PurchasedAt is null || DateOnly.TryParseExact(Product.PurchasedAt, "yyyy-MM-dd", out _),
            "product.purchasedAt", "Must be a date, yyyy-MM-dd.");
        errors.Require(Resolve is null || !string.IsNullOrWhiteSpace(Resolve.Outcome), "resolve.outcome", "Required.");
        var (open, personal) = kind is null ? (null, null) : FieldValues.Read(kind, Fields, errors);
        if (errors.Any) return errors.ToRefusal();

        var received = new ActivityReceived(kind!.Code, channel)
        {
            Text = Text!, Subject = Subject, CallId = CallId, OutletId = OutletId, Customer = Normalised(Customer),
            Product = Product is { Model: { } model } p ? new(model, p.SerialNo, p.PurchasedAt) : null,
            Priority = Priority ?? Priorities.Normal, Remedy = Remedy, Source = Source, ExternalId = ExternalId,
            Fields = open, PersonalFields = personal, Severity = SeverityAtReceipt.Of(kind.Code, Subject, Text!),
            Recorded = recorded ?? (now - at <= AtTheTime ? Recorded.AtTheTime : Recorded.Later),
        };
        List<ActivityEvent> events = [received];
        if (inContact.Contains(channel)) events.Add(new ActivityResponded(InContact: true));
        else if (Resolve is not null) events.Add(new ActivityResponded());
        if (Resolve is { Outcome: { } outcome }) events.Add(new ActivityResolved(outcome));
        return Decision.Of(events).Needing("outletId", ReferenceTo.Outlet, OutletId);
    }

    /// <summary>What is odd but kept.</summary>
    public ImmutableArray<string> Warnings() =>
        Customer?.Phone is { Length: > 0 } phone && Phone.Normalise(phone).IsOdd
            ? ["customer.phone: does not look like a phone number; kept as written."] : [];

    public static CustomerDetails? Normalised(CustomerDetails? customer)
    {
        if (customer?.Phone is not { Length: > 0 } written) return customer;
        var number = Phone.Normalise(written);
        return customer with { Phone = number.Extension is null ? number.Value : $"{number.Value}x{number.Extension}" };
    }

    private IEnumerable<(string Field, string? Value)> Terms() =>
    [
        ("subject", Subject), ("callId", CallId), ("remedy", Remedy), ("source", Source), ("externalId", ExternalId),
        ("customer.name", Customer?.Name), ("customer.phone", Customer?.Phone), ("customer.email", Customer?.Email),
        ("customer.region", Customer?.Region), ("customer.address", Customer?.Address),
        ("product.model", Product?.Model), ("product.serialNo", Product?.SerialNo), ("resolve.outcome", Resolve?.Outcome),
    ];

    private static void Check(FieldErrors errors, string field, string? value, int most)
    {
        if (Limits.Problem(value, most) is { } problem) errors.Add(field, problem);
    }
}
