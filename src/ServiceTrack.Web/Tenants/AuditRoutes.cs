using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.OpenApi;
using ServiceTrack.Reports;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Web.Tenants;

/// <summary>What auditors opened, and what left the house with personal values in it: the company reads it here, and nobody changes it.</summary>
public static class AuditRoutes
{
    private static readonly string[] Known = ["by", "kind", "from", "to", "limit", "cursor"];

    public static void MapAudit(this IEndpointRouteBuilder api)
    {
        var audit = api.MapGroup("/audit").WithTags("Audit");
        audit.MapGet("/", List).Needs(Right.Administer).WithName("listDisclosures").Filters();
        audit.MapGet("/export", Export).Needs(Right.Administer).WithName("exportDisclosures").Filters();
    }

    private static async Task<Ok<PageView<Disclosure>>> List(HttpRequest request, ITenantStore store, Setup setup, CancellationToken cancel)
    {
        var page = await store.Query(Disclosure.Collection, Read(request.Query, setup), cancel);
        return TypedResults.Ok(new PageView<Disclosure>([.. page.Items.Select(d => d.Value)], page.Next));
    }

    private static async Task<EmptyHttpResult> Export(HttpContext context, ITenantStore store, Setup setup, CancellationToken cancel)
    {
        var query = Read(context.Request.Query, setup) with { Limit = Paging.Most };
        context.Response.ContentType = "text/csv; charset=utf-8";
        context.Response.Headers.ContentDisposition = "attachment; filename=audit.csv";
        await using var csv = new CsvWriter(context.Response.Body);
        await csv.Write(["at", "by", "name", "kind", "what", "reason"], cancel);
        await foreach (var d in All(store, query, cancel))
            await csv.Write([d.At.ToString("O", CultureInfo.InvariantCulture), d.By, d.Name, Disclosure.NameOf(d.Kind), d.What, d.Reason], cancel);
        return TypedResults.Empty;
    }

    private static async IAsyncEnumerable<Disclosure> All(ITenantStore store, Query query, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (var page = await store.Query(Disclosure.Collection, query, cancel); ; page = await store.Query(Disclosure.Collection, query with { Cursor = page.Next }, cancel))
        {
            foreach (var item in page.Items) yield return item.Value;
            if (page.Next is null) yield break;
        }
    }

    private static Query Read(IQueryCollection query, Setup setup)
    {
        foreach (var name in query.Keys.Where(k => !Known.Contains(k))) throw Wrong(name, "There is no such filter.");
        var zone = TimeZoneInfo.FindSystemTimeZoneById(setup.TimeZone);
        List<Condition> all = [];
        if (query["by"] is { Count: > 0 } by) all.Add(Condition.Is("by", [.. by]));
        foreach (var kind in query["kind"])
            if (!Disclosure.Kinds.Contains(kind ?? "")) throw Wrong("kind", $"Must be one of: {string.Join(", ", Disclosure.Kinds)}.");
        if (query["kind"] is { Count: > 0 } kinds) all.Add(Condition.Is("kind", [.. kinds]));
        var (from, to) = (Time("from"), Time("to"));
        if (from > to) throw Wrong("to", "Lies before from.");
        if (from is not null || to is not null)
            all.Add(Condition.Between("at", from?.ToUnixTimeMilliseconds() ?? long.MinValue, to?.ToUnixTimeMilliseconds() ?? long.MaxValue));
        return new()
        {
            Where = Condition.Both([.. all]), OrderBy = "at", Descending = true, Limit = Paging.LimitOf(query),
            Cursor = query["cursor"].ToString() is { Length: > 0 } cursor ? cursor : null,
        };

        DateTimeOffset? Time(string name) => query[name].ToString() is not { Length: > 0 } text ? null
            : Dates.Read(text.Replace(' ', '+'), zone) ?? throw Wrong(name, Dates.Message);
    }

    private static RequestRefusedException Wrong(string field, string message) => new(StatusCodes.Status400BadRequest, field, message);

    private static RouteHandlerBuilder Filters(this RouteHandlerBuilder route) => route.AddOpenApiOperationTransformer((operation, _, _) =>
    {
        operation.Parameters ??= [];
        foreach (var name in Known)
            operation.Parameters.Add(new OpenApiParameter { Name = name, In = ParameterLocation.Query, Schema = new OpenApiSchema { Type = JsonSchemaType.String } });
        return Task.CompletedTask;
    });
}
