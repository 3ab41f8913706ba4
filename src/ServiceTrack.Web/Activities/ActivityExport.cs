using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using ServiceTrack.Activities;
using ServiceTrack.Reports;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Web.Activities;

/// <summary>The list as a file, streamed page by page, in the columns that an import reads again.</summary>
public static class ActivityExport
{
    private static readonly string[] Header =
    [
        "id", "externalId", "source", "kind", "status", "channel", "occurredAt", "outletId", "customerName", "customerPhone", "customerEmail",
        "region", "address", "productModel", "serialNo", "purchasedAt", "subject", "text", "priority", "remedy", "category",
        "severity", "assigneeId", "respondedAt", "answeredInContact", "resolvedAt", "outcome", "satisfaction", "recorded", "amended",
    ];

    public static async Task<EmptyHttpResult> Download(
        HttpContext context, ITenantStore store, Setup setup, Caller caller, TimeProvider clock, CancellationToken cancel)
    {
        var format = context.Request.Query["format"].ToString();
        if (format is not ("" or "csv")) throw new RequestRefusedException(StatusCodes.Status400BadRequest, "format", "Must be csv.");
        var query = ActivityFilter.Read(context.Request.Query, setup, caller, clock.GetUtcNow()) with { Limit = Paging.Most };
        var zone = TimeZoneInfo.FindSystemTimeZoneById(setup.TimeZone);
        var showing = new Showing(caller.May(Right.SeePersonal));
        context.Response.ContentType = "text/csv; charset=utf-8";
        context.Response.Headers.ContentDisposition = "attachment; filename=activities.csv";
        await using var csv = new CsvWriter(context.Response.Body);
        await csv.Write(Header, cancel);
        while (true)
        {
            var page = await store.Query(ActivityCollection.Activities, query, cancel);
            foreach (var stored in page.Items) await csv.Write(Row(stored.Value, showing, zone), cancel);
            if (page.Next is null) return TypedResults.Empty;
            query = query with { Cursor = page.Next };
        }
    }

    private static string?[] Row(Activity a, Showing showing, TimeZoneInfo zone)
    {
        var (customer, product) = (showing.Customer(a.Customer), showing.Product(a.Product));
        return
        [
            a.Id, a.ExternalId, a.Source, a.Kind, ActivityCollection.StatusName(a.Status), a.Channel, Local(a.OccurredAt), a.OutletId,
            customer?.Name, customer?.Phone, customer?.Email, customer?.Region, customer?.Address, product?.Model, product?.SerialNo,
            product?.PurchasedAt, a.Subject is null ? null : showing.Text(a.Subject), showing.Text(a.Text), a.Priority, a.Remedy, a.Category,
            a.Severity, a.AssigneeId, Local(a.RespondedAt), a.AnsweredInContact ? "yes" : "", Local(a.ResolvedAt), a.Outcome,
            a.Satisfaction?.ToString(CultureInfo.InvariantCulture), a.Recorded.ToString(), a.Amended ? "yes" : "",
        ];

        string? Local(DateTimeOffset? time) => time is null ? null
            : TimeZoneInfo.ConvertTime(time.Value, zone).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
    }
}
