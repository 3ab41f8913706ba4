using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using ServiceTrack.Activities;
using ServiceTrack.Reports;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Web.Activities;

/// <summary>The list as a file, CSV or a workbook, streamed page by page, in the columns that an import reads again.</summary>
public static class ActivityExport
{
    private static readonly ImmutableArray<Column> Columns =
    [
        new("id", 38, (a, _) => a.Id), new("externalId", 20, (a, _) => a.ExternalId), new("source", 14, (a, _) => a.Source),
        new("kind", 14, (a, _) => a.Kind), new("status", 12, (a, _) => ActivityCollection.StatusName(a.Status)), new("channel", 12, (a, _) => a.Channel),
        new("occurredAt", 26, (a, s) => s.Local(a.OccurredAt)), new("outletId", 38, (a, _) => a.OutletId),
        new("customerName", 16, (a, s) => s.Customer(a)?.Name), new("customerPhone", 16, (a, s) => s.Customer(a)?.Phone),
        new("customerEmail", 22, (a, s) => s.Customer(a)?.Email), new("region", 16, (a, s) => s.Customer(a)?.Region), new("address", 30, (a, s) => s.Customer(a)?.Address),
        new("productModel", 18, (a, s) => s.Product(a)?.Model), new("serialNo", 18, (a, s) => s.Product(a)?.SerialNo), new("purchasedAt", 12, (a, s) => s.Product(a)?.PurchasedAt),
        new("subject", 24, (a, s) => a.Subject is null ? null : s.Text(a.Subject)), new("text", 60, (a, s) => s.Text(a.Text)), new("priority", 10, (a, _) => a.Priority),
        new("remedy", 12, (a, _) => a.Remedy), new("category", 18, (a, _) => a.Category), new("severity", 10, (a, _) => a.Severity), new("assigneeId", 38, (a, _) => a.AssigneeId),
        new("respondedAt", 26, (a, s) => s.Local(a.RespondedAt)), new("answeredInContact", 10, (a, _) => a.AnsweredInContact ? "yes" : ""),
        new("resolvedAt", 26, (a, s) => s.Local(a.ResolvedAt)), new("outcome", 24, (a, _) => a.Outcome),
        new("satisfaction", 10, (a, _) => a.Satisfaction?.ToString(CultureInfo.InvariantCulture)), new("recorded", 12, (a, _) => a.Recorded.ToString()),
        new("amended", 10, (a, _) => a.Amended ? "yes" : ""),
    ];

    public static async Task<EmptyHttpResult> Download(
        HttpContext context, ITenantStore store, Setup setup, Caller caller, TimeProvider clock, CancellationToken cancel)
    {
        var format = context.Request.Query["format"].ToString();
        if (format is not ("" or "csv" or "xlsx")) throw new RequestRefusedException(StatusCodes.Status400BadRequest, "format", "Must be one of: csv, xlsx.");
        var query = ActivityFilter.Read(context.Request.Query, setup, caller, clock.GetUtcNow()) with { Limit = Paging.Most };
        var rows = Rows(store, query, new(new(caller.May(Right.SeePersonal)), TimeZoneInfo.FindSystemTimeZoneById(setup.TimeZone)), cancel);
        if (format == "xlsx") await Workbook(context.Response, rows, cancel);
        else await Csv(context.Response, rows, cancel);
        return TypedResults.Empty;
    }

    private static async Task Csv(HttpResponse response, IAsyncEnumerable<IEnumerable<string?>> rows, CancellationToken cancel)
    {
        Name(response, "text/csv; charset=utf-8", "activities.csv");
        await using var csv = new CsvWriter(response.Body);
        await csv.Write([.. Columns.Select(c => c.Name)], cancel);
        await foreach (var row in rows) await csv.Write([.. row], cancel);
    }

    private static async Task Workbook(HttpResponse response, IAsyncEnumerable<IEnumerable<string?>> rows, CancellationToken cancel)
    {
        Name(response, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "activities.xlsx");
        await using var xlsx = new XlsxWriter(response.Body, "activities", [.. Columns.Select(c => new XlsxColumn(c.Name, c.Width))], ZipContent.Compressed);
        await foreach (var row in rows) await xlsx.Write([.. row.Select(text => (XlsxCell)text)], cancel);
    }

    private static void Name(HttpResponse response, string type, string file)
    {
        response.ContentType = type;
        response.Headers.ContentDisposition = $"attachment; filename={file}";
    }

    private static async IAsyncEnumerable<IEnumerable<string?>> Rows(
        ITenantStore store, Query query, Shown shown, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        while (true)
        {
            var page = await store.Query(ActivityCollection.Activities, query, cancel);
            foreach (var stored in page.Items) yield return Columns.Select(c => c.Of(stored.Value, shown));
            if (page.Next is null) yield break;
            query = query with { Cursor = page.Next };
        }
    }

    private sealed record Column(string Name, int Width, Func<Activity, Shown, string?> Of);

    /// <summary>Values as the caller may see them, times as they were where the company is.</summary>
    private sealed class Shown(Showing showing, TimeZoneInfo zone)
    {
        public CustomerDetails? Customer(Activity a) => showing.Customer(a.Customer);

        public ProductDetails? Product(Activity a) => showing.Product(a.Product);

        public string Text(string text) => showing.Text(text);

        public string? Local(DateTimeOffset? time) => time is null ? null
            : TimeZoneInfo.ConvertTime(time.Value, zone).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
    }
}
