namespace ServiceTrack.Imports;

/// <summary>
/// A row of an import file, checked and in the product's own terms. Text is trimmed, its line ends are \n; times are in the
/// offset of their zone. An empty cell is null.
/// </summary>
/// <param name="ReceivedAt">Never later than the others, nor than five minutes from now.</param>
/// <param name="Text">1 to 20,000 code points.</param>
/// <param name="Channel">A code of the API; "import" where the file says nothing or nothing known.</param>
/// <param name="Outlet">The outlet's name as the file has it.</param>
/// <param name="Remedy">What the customer asks for, as the file has it.</param>
/// <param name="Demand">The same as a label where it is known: refund, exchange, repair, compensation, apology, information.</param>
/// <param name="Satisfaction">1 (very dissatisfied) to 5.</param>
/// <param name="Priority">low, normal, high or urgent.</param>
public sealed record ImportRow(
    string? ExternalId,
    string Kind,
    DateTimeOffset ReceivedAt,
    string Text,
    string? Subject,
    string Channel,
    string? Outlet,
    string? Priority,
    ImportCustomer Customer,
    ImportProduct Product,
    string? Remedy,
    string? Demand,
    DateTimeOffset? RespondedAt,
    DateTimeOffset? ResolvedAt,
    string? Outcome,
    int? Satisfaction);

/// <param name="Phone">Normalised, an extension after "x".</param>
public sealed record ImportCustomer(string? Name, string? Phone, string? Email, string? Region, string? Address);

public sealed record ImportProduct(string? Model, string? SerialNo, DateOnly? PurchasedAt);
