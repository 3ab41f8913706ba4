using Microsoft.AspNetCore.Http.HttpResults;
using ServiceTrack.Activities.Verbs;
using ServiceTrack.Network;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;
using ServiceTrack.Web.Tenants;

namespace ServiceTrack.Web.Network;

/// <param name="Ownership">own or entrusted.</param>
public sealed record OutletRequest(string Name, string Ownership = "own", string? Area = null, string? Address = null);

public static class OutletRoutes
{
    public static void MapOutlets(this IEndpointRouteBuilder api)
    {
        var outlets = api.MapGroup("/outlets").WithTags("Outlets");
        outlets.MapGet("/", List).Needs(Right.Read).WithName("listOutlets");
        outlets.MapGet("/{id}", Get).Needs(Right.Read).WithName("getOutlet");
        outlets.MapPost("/", Add).Needs(Right.Configure).WithName("addOutlet");
        outlets.MapPut("/{id}", Change).Needs(Right.Configure).WithName("changeOutlet");
    }

    private static async Task<Ok<PageView<Outlet>>> List(HttpRequest request, ITenantStore store, CancellationToken cancel)
    {
        var page = await store.Query(Outlet.Collection, new()
        {
            OrderBy = "name", Limit = Paging.LimitOf(request.Query), Cursor = request.Query["cursor"].ToString() is { Length: > 0 } c ? c : null,
        }, cancel);
        return TypedResults.Ok(new PageView<Outlet>([.. page.Items.Select(o => o.Value)], page.Next));
    }

    private static async Task<Results<Ok<Outlet>, ProblemHttpResult>> Get(string id, ITenantStore store, CancellationToken cancel) =>
        await store.Find(Outlet.Collection, id, cancel) is { Value: var outlet } ? TypedResults.Ok(outlet) : Problems.NotFound();

    private static async Task<Results<Created<Outlet>, ProblemHttpResult>> Add(
        Body<OutletRequest> body, ITenantStore store, Caller caller, TimeProvider clock, CancellationToken cancel)
    {
        if (Check(body.Value) is { } refusal) return Problems.Of(refusal);
        var r = body.Value;
        var (id, added) = await new OutletDesk(store).Add(new(r.Name, r.Ownership, true, r.Area, r.Address), caller.By, clock.GetUtcNow(), cancel);
        return added ? TypedResults.Created($"/api/v1/outlets/{id}", new Outlet(id, r.Name, r.Ownership, true, r.Area, r.Address))
            : Problems.Of(new Refusal.AlreadyExists("name", id));
    }

    /// <summary>Also confirms an outlet that an import named.</summary>
    private static async Task<Results<NoContent, ProblemHttpResult>> Change(
        string id, Body<OutletRequest> body, ITenantStore store, Caller caller, TimeProvider clock, CancellationToken cancel)
    {
        var r = body.Value;
        var refusal = Check(r) ?? await new OutletDesk(store).Change(id, new(r.Name, r.Ownership, true, r.Area, r.Address), caller.By, clock.GetUtcNow(), cancel);
        return refusal is null ? TypedResults.NoContent() : Problems.Of(refusal);
    }

    private static Refusal? Check(OutletRequest r) =>
        Limits.Required("name", r.Name) ?? Limits.Term("name", r.Name) ?? Limits.OneOf("ownership", r.Ownership, ["own", "entrusted"])
        ?? Limits.Term("area", r.Area) ?? Limits.Term("address", r.Address);
}
