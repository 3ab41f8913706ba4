using Microsoft.AspNetCore.Http.HttpResults;
using ServiceTrack.Customers;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;
using ServiceTrack.Web.Tenants;

namespace ServiceTrack.Web.Customers;

/// <summary>A person's data erased on request, or shown what would be. It concerns the whole company, packs and imports too.</summary>
public static class ErasureRoutes
{
    /// <summary><c>Erasures:Folder</c> is where ledgers are kept outside the database; without it they are only handed out.</summary>
    public static IServiceCollection AddErasures(this IServiceCollection services, IConfiguration configuration) =>
        services.AddSingleton(new LedgerFolder(configuration["Erasures:Folder"])).AddSingleton<IWorker, ErasureWorker>();

    public static void MapErasures(this IEndpointRouteBuilder api)
    {
        var erasures = api.MapGroup("/erasures").WithTags("Customers");
        erasures.MapPost("/", Request).Needs(Right.Administer).WithName("requestErasure");
        erasures.MapGet("/", List).Needs(Right.Administer).WithName("listErasures");
        erasures.MapGet("/ledger", Ledger).Needs(Right.Administer).WithName("getErasureLedger");
        erasures.MapGet("/{id}", Get).Needs(Right.Administer).WithName("getErasure");
    }

    private static async Task<Results<Accepted<ErasureView>, ProblemHttpResult>> Request(
        Body<ErasureRequest> body, HttpContext context, ITenantStore store, Caller caller, WorkBell bell, TimeProvider clock, CancellationToken cancel)
    {
        if (!caller.Outlets.IsEmpty) return OfSomeOutlets();
        var key = Idempotency.Of(context.Request, caller, "erasures", body.Raw);
        var (erasure, refusal, replayed) = await new ErasureDesk(store).Request(body.Value, caller, key, clock.GetUtcNow(), cancel);
        if (refusal is not null) return Problems.Of(refusal);
        if (replayed) context.Response.Headers["Idempotency-Replayed"] = "true";
        bell.Ring();
        return TypedResults.Accepted($"/api/v1/erasures/{erasure!.Id}", ErasureView.Of(erasure));
    }

    private static async Task<Results<Ok<PageView<ErasureView>>, ProblemHttpResult>> List(HttpRequest request, ITenantStore store, Caller caller, CancellationToken cancel)
    {
        if (!caller.Outlets.IsEmpty) return OfSomeOutlets();
        var page = await store.Query(Erasure.Collection, new()
        {
            OrderBy = "requestedAt", Descending = true, Limit = Paging.LimitOf(request.Query),
            Cursor = request.Query["cursor"].ToString() is { Length: > 0 } cursor ? cursor : null,
        }, cancel);
        return TypedResults.Ok(new PageView<ErasureView>([.. page.Items.Select(e => ErasureView.Of(e.Value))], page.Next));
    }

    private static async Task<Results<Ok<ErasureView>, ProblemHttpResult>> Get(string id, ITenantStore store, Caller caller, CancellationToken cancel) =>
        !caller.Outlets.IsEmpty ? OfSomeOutlets()
        : await store.Find(Erasure.Collection, id, cancel) is { Value: var erasure } ? TypedResults.Ok(await ErasureView.Of(erasure, store, cancel))
        : Problems.NotFound();

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Ledger(ITenantStore store, Caller caller, CancellationToken cancel) =>
        !caller.Outlets.IsEmpty ? OfSomeOutlets()
        : TypedResults.File((await ErasureLedger.Of(store, cancel)).Bytes(), "application/x-ndjson", $"erasures-{store.Tenant.Value}.ndjson");

    private static ProblemHttpResult OfSomeOutlets() => Problems.Forbidden("An erasure concerns the whole company; you see some outlets only.");
}
