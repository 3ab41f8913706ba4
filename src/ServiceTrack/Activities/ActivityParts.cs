using ServiceTrack.Journal;

namespace ServiceTrack.Activities;

/// <summary>Who asked. Every value is personal.</summary>
public sealed record CustomerDetails
{
    [Personal(Mask.Name)] public string? Name { get; init; }

    /// <summary>Normalised: digits, with a leading + only for other countries, and an extension after "x".</summary>
    [Personal(Mask.Number)] public string? Phone { get; init; }

    [Personal(Mask.Email)] public string? Email { get; init; }
    [Personal(Mask.Text)] public string? Region { get; init; }
    [Personal(Mask.Text)] public string? Address { get; init; }
}

/// <param name="SerialNo">One thing in one household, and so personal.</param>
/// <param name="PurchasedAt">A date, yyyy-MM-dd.</param>
public sealed record ProductDetails(
    string Model, [property: Personal(Mask.Number)] string? SerialNo = null, string? PurchasedAt = null);

/// <summary>What the classifier, or a person, made of the text.</summary>
/// <param name="ConfidencePercent">0 to 100; a journal holds no fractions.</param>
/// <param name="Band">auto, suggest or human; "corrected" where a person decided.</param>
public sealed record Classified(
    string Category, string Severity, string? Demand, int ConfidencePercent, string Band, string Model);

/// <summary>A file handed in with an activity; the bytes stand in the store's files.</summary>
/// <param name="Personal">Whether a masked pack must leave the file out.</param>
public sealed record Attachment(
    string Id, [property: Personal(Mask.Text)] string Name, string ContentType, long Bytes,
    [property: Personal(Mask.Text)] string Sha256, bool Personal);

/// <summary>An appointment at the customer's.</summary>
public sealed record Visit(DateTimeOffset ScheduledAt, string State, string? TechnicianId = null);

public sealed record ActivityLink(string ActivityId, string Relation);
