using System.Collections.Immutable;
using System.Text.Json;
using static ServiceTrack.Activities.Statuses;

namespace ServiceTrack.Activities.Verbs;

/// <summary>
/// Puts facts of the record right, for a stated reason. <see cref="Fields"/> names what changes: the record's own
/// (text, subject, outletId, priority, remedy, customer.phone …) and the kind's extra fields.
/// </summary>
public sealed record Amend(IReadOnlyDictionary<string, JsonElement>? Fields, string Reason) : IVerb
{
    private static readonly ImmutableHashSet<string> Own =
    [
        "text", "subject", "outletId", "priority", "remedy", "customer.name", "customer.phone", "customer.email",
        "customer.region", "customer.address", "product.model", "product.serialNo", "product.purchasedAt",
    ];

    public static string Name => "amend";
    public static ImmutableArray<Status> From => [.. Any.Where(s => s != Status.Cancelled)];

    public Decision Decide(Activity activity, Moment moment)
    {
        var errors = new FieldErrors();
        if (string.IsNullOrWhiteSpace(Reason)) errors.Add("reason", "Required.");
        if (Limits.Problem(Reason, Limits.LongestText) is { } problem) errors.Add("reason", problem);
        if (Fields is null or { Count: 0 }) errors.Add("fields", "Name at least one field.");
        var own = Texts(errors);
        var extra = Fields?.Where(f => !Own.Contains(f.Key)).ToDictionary();
        var (open, personal) = FieldValues.Read(moment.Kind, extra, errors);
        var priority = own.GetValueOrDefault("priority");
        errors.Require(priority is null || Priorities.All.Contains(priority), "fields.priority", $"Must be one of: {string.Join(", ", Priorities.All)}.");
        var purchased = own.GetValueOrDefault("product.purchasedAt");
        errors.Require(purchased is null || DateOnly.TryParseExact(purchased, "yyyy-MM-dd", out _), "fields.product.purchasedAt", "Must be a date, yyyy-MM-dd.");
        if (errors.Any) return errors.ToRefusal();

        return ((Decision)new ActivityAmended(Reason)
        {
            Text = own.GetValueOrDefault("text"),
            Subject = own.GetValueOrDefault("subject"),
            OutletId = own.GetValueOrDefault("outletId"),
            Priority = priority,
            Remedy = own.GetValueOrDefault("remedy"),
            Customer = Customer(own),
            Product = Product(activity.Product, own),
            Fields = open,
            PersonalFields = personal,
        }).Needing("fields.outletId", ReferenceTo.Outlet, own.GetValueOrDefault("outletId"));
    }

    private Dictionary<string, string> Texts(FieldErrors errors)
    {
        var own = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, json) in Fields?.Where(f => Own.Contains(f.Key)) ?? [])
        {
            var text = json.ValueKind == JsonValueKind.String ? json.GetString() : null;
            if (string.IsNullOrWhiteSpace(text)) errors.Add($"fields.{name}", "Must be a text.");
            else if (Limits.Problem(text, name == "text" ? Limits.LongestText : Limits.LongestTerm) is { } problem) errors.Add($"fields.{name}", problem);
            else own[name] = text;
        }
        return own;
    }

    private static CustomerDetails? Customer(Dictionary<string, string> own) =>
        own.Keys.Any(k => k.StartsWith("customer.", StringComparison.Ordinal))
            ? LogActivity.Normalised(new()
            {
                Name = own.GetValueOrDefault("customer.name"), Phone = own.GetValueOrDefault("customer.phone"),
                Email = own.GetValueOrDefault("customer.email"), Region = own.GetValueOrDefault("customer.region"),
                Address = own.GetValueOrDefault("customer.address"),
            })
            : null;

    private static ProductDetails? Product(ProductDetails? old, Dictionary<string, string> own) =>
        own.Keys.Any(k => k.StartsWith("product.", StringComparison.Ordinal))
            ? new(own.GetValueOrDefault("product.model") ?? old?.Model ?? "", own.GetValueOrDefault("product.serialNo") ?? old?.SerialNo,
                own.GetValueOrDefault("product.purchasedAt") ?? old?.PurchasedAt)
            : null;
}
