using System.Collections.Immutable;
using ServiceTrack.Activities;
using ServiceTrack.Journal;
using static ServiceTrack.Activities.ActivityFold;

namespace ServiceTrack.Imports;

/// <summary>
/// A row told as the events it stands for, each at the time it happened. History carries no promise: what was received
/// before the company worked with the product was promised by nothing that is journaled, and a promise put in afterwards
/// would be one made up; times of answer and resolution are measured all the same.
/// </summary>
public static class ImportedHistory
{
    /// <summary>The outcome where the file gives a time of resolution and no outcome.</summary>
    public const string Unstated = "resolved";

    /// <summary>The outcome where the file's is more than a term.</summary>
    public const string InNote = "see-note";

    private const int LongestTerm = 30;

    /// <param name="inContact">Channels where the contact is itself the first answer, unless the row names a time of answer.</param>
    public static ImmutableArray<Happened> Of(ImportRow row, string? outletId, ImmutableArray<string> inContact)
    {
        var received = JournalTime.Cut(row.ReceivedAt);
        var events = ImmutableArray.CreateBuilder<Happened>();
        events.Add(new(new ActivityReceived(row.Kind, row.Channel)
        {
            Text = row.Text, Subject = row.Subject, OutletId = outletId, Customer = Customer(row.Customer), Product = Product(row.Product, null),
            Priority = row.Priority ?? Priorities.Normal, Remedy = row.Remedy, ExternalId = row.ExternalId,
            Severity = SeverityAtReceipt.Of(row.Kind, row.Subject, row.Text), Recorded = Recorded.Imported,
        }, received));
        if (row.RespondedAt is { } answered) events.Add(new(new ActivityResponded(), JournalTime.Cut(answered)));
        else if (inContact.Contains(row.Channel)) events.Add(new(new ActivityResponded(InContact: true), received));
        else if (row.ResolvedAt is { } solved) events.Add(new(new ActivityResponded(), JournalTime.Cut(solved)));
        if (row.ResolvedAt is { } resolved) events.AddRange(Resolved(row.Outcome, JournalTime.Cut(resolved)));
        else if (row.Outcome is { } outcome) events.Add(new(new ActivityNoted(outcome, "internal"), events[^1].At));
        if (row.Satisfaction is { } score) events.Add(new(new ActivityRated(score), events[^1].At));
        return events.ToImmutable();
    }

    /// <summary>
    /// What a row changes of an activity that is known. A cell that is empty changes nothing; neither do kind, channel and time
    /// of receipt, which make the record what it is. Steps that the product has seen itself stand as they are.
    /// </summary>
    public static ImmutableArray<Happened> Changes(Activity a, ImportRow row, string? outletId, string reason, DateTimeOffset now)
    {
        if (a.Status == Status.Cancelled) return [];
        var events = ImmutableArray.CreateBuilder<Happened>();
        var last = a.Trail[^1].At;
        if (a.RespondedAt is null && (row.RespondedAt ?? row.ResolvedAt) is { } answered)
            events.Add(new(new ActivityResponded(), last = NotBefore(answered)));
        // A resolution that lies before the matter was reopened is the one that did not last.
        if (a.Status.IsOpen() && row.ResolvedAt is { } resolved && (a.Reopened == 0 || resolved >= a.Trail[^1].At))
            events.AddRange(Resolved(row.Outcome, NotBefore(resolved)));
        if (row.Satisfaction is { } score && score != a.Satisfaction) events.Add(new(new ActivityRated(score), now));
        if (Amended(a, row, outletId, reason) is { } amended) events.Add(new(amended, now));
        return events.ToImmutable();

        DateTimeOffset NotBefore(DateTimeOffset time) => JournalTime.Cut(time) is var cut && cut < last ? last : cut;
    }

    private static ActivityAmended? Amended(Activity a, ImportRow row, string? outletId, string reason)
    {
        ActivityAmended none = new(reason);
        var amended = none with
        {
            Text = Changed(row.Text, a.Text), Subject = Changed(row.Subject, a.Subject), OutletId = Changed(outletId, a.OutletId),
            Priority = Changed(row.Priority, a.Priority), Remedy = Changed(row.Remedy, a.Remedy),
            Customer = Customer(new(
                Changed(row.Customer.Name, a.Customer?.Name), Changed(row.Customer.Phone, a.Customer?.Phone), Changed(row.Customer.Email, a.Customer?.Email),
                Changed(row.Customer.Region, a.Customer?.Region), Changed(row.Customer.Address, a.Customer?.Address))),
            Product = Product(row.Product, a.Product) is { } product && product != a.Product ? product : null,
        };
        return amended == none ? null : amended;
    }

    private static string? Changed(string? now, string? before) => now == before ? null : now;

    private static CustomerDetails? Customer(ImportCustomer c) => c is { Name: null, Phone: null, Email: null, Region: null, Address: null }
        ? null : new() { Name = c.Name, Phone = c.Phone, Email = c.Email, Region = c.Region, Address = c.Address };

    private static ProductDetails? Product(ImportProduct p, ProductDetails? old) => p is { Model: null, SerialNo: null, PurchasedAt: null }
        ? null : new(p.Model ?? old?.Model ?? "", p.SerialNo ?? old?.SerialNo, p.PurchasedAt?.ToString("yyyy-MM-dd") ?? old?.PurchasedAt);

    /// <summary>An outcome is public in the journal: what may name somebody, or is more than a term, goes into a note, where it is sealed.</summary>
    private static IEnumerable<Happened> Resolved(string? outcome, DateTimeOffset at)
    {
        var isTerm = outcome is null || (outcome.Length <= LongestTerm && !outcome.Any(c => char.IsDigit(c) || c is '\n' or '@'));
        if (!isTerm) yield return new(new ActivityNoted(outcome!, "internal"), at);
        yield return new(new ActivityResolved(isTerm ? outcome ?? Unstated : InNote), at);
    }
}
