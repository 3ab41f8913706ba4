using Microsoft.AspNetCore.Http.HttpResults;
using ServiceTrack.Activities.Verbs;
using ServiceTrack.Journal;
using ServiceTrack.Network;
using ServiceTrack.Registers;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;
using ServiceTrack.Web.Activities;
using ServiceTrack.Web.Tenants;

namespace ServiceTrack.Web.Network;

/// <param name="Ownership">own or entrusted.</param>
/// <param name="Kind">service or sales.</param>
/// <param name="ContractUntil">A date, yyyy-MM-dd.</param>
public sealed record OutletRequest(
    string Name, string Ownership = "own", string? Area = null, string? Address = null, string Kind = Outlet.Service,
    string? ContractNumber = null, string? ContractUntil = null, string? Contact = null, string? Phone = null)
{
    public OutletRecorded Recorded => new(
        Name, Ownership, true, Area, Address, Kind, ContractNumber, ContractUntil, Contact, Phone is null ? null : ServiceTrack.Customers.Phone.Normalise(Phone).ToString());
}

public static class OutletRoutes
{
    public static void MapOutlets(this IEndpointRouteBuilder api)
    {
        var outlets = api.MapGroup("/outlets").WithTags("Outlets");
        outlets.MapGet("/", List).Needs(Right.Read).ForShares(Disclosed.List).WithName("listOutlets");
        outlets.MapGet("/{id}", Get).Needs(Right.Read).ForShares(Disclosed.Record).WithName("getOutlet");
        outlets.MapPost("/", Add).Needs(Right.Configure).WithName("addOutlet");
        outlets.MapPut("/{id}", Change).Needs(Right.Configure).WithName("changeOutlet");
    }

    /// <param name="confirmed">false: those that imports named and nobody has looked at yet.</param>
    private static async Task<Ok<PageView<Outlet>>> List(
        bool? confirmed, string? kind, HttpRequest request, ITenantStore store, Caller caller, CancellationToken cancel)
    {
        List<Condition> where = [];
        if (confirmed is { } looked) where.Add(Condition.Is("confirmed", looked ? 1L : 0L));
        if (kind is not null) where.Add(Condition.Is("kind", kind));
        var page = await store.Query(Outlet.Collection, new()
        {
            Where = Condition.Both([.. where]), OrderBy = "name", Limit = Paging.LimitOf(request.Query), Cursor = request.Query["cursor"].ToString() is { Length: > 0 } c ? c : null,
        }, cancel);
        return TypedResults.Ok(new PageView<Outlet>([.. page.Items.Select(o => o.Value).Where(o => IsFor(caller, o.Id)).Select(o => Shown(o, caller))], page.Next));
    }

    private static async Task<Results<Ok<Outlet>, ProblemHttpResult>> Get(string id, ITenantStore store, Caller caller, CancellationToken cancel) =>
        await store.Find(Outlet.Collection, id, cancel) is { Value: var outlet } && IsFor(caller, id) ? TypedResults.Ok(Shown(outlet, caller)) : Problems.NotFound();

    /// <summary>The company's own people know of all outlets, wherever they serve.</summary>
    private static bool IsFor(Caller caller, string id) => caller.Share is null || caller.Sees(id);

    private static async Task<Results<Created<Outlet>, ProblemHttpResult>> Add(
        Body<OutletRequest> body, ITenantStore store, Caller caller, TimeProvider clock, CancellationToken cancel)
    {
        if (Check(body.Value) is { } refusal) return Problems.Of(refusal);
        var outlet = body.Value.Recorded;
        var (id, added) = await new OutletDesk(store).Add(outlet, caller.By, clock.GetUtcNow(), cancel);
        return added ? TypedResults.Created($"/api/v1/outlets/{id}", Shown(outlet.As(id), caller))
            : Problems.Of(new Refusal.AlreadyExists("name", id));
    }

    /// <summary>Also confirms an outlet that an import named.</summary>
    private static async Task<Results<NoContent, ProblemHttpResult>> Change(
        string id, Body<OutletRequest> body, ITenantStore store, Caller caller, TimeProvider clock, CancellationToken cancel)
    {
        var r = body.Value;
        var refusal = Check(r) ?? await new OutletDesk(store).Change(id, r.Recorded, caller.By, clock.GetUtcNow(), cancel);
        return refusal is null ? TypedResults.NoContent() : Problems.Of(refusal);
    }

    private static Refusal? Check(OutletRequest r) =>
        Limits.Required("name", r.Name) ?? Limits.Term("name", r.Name) ?? Limits.OneOf("ownership", r.Ownership, ["own", "entrusted"])
        ?? Limits.Term("area", r.Area) ?? Limits.Term("address", r.Address) ?? Limits.OneOf("kind", r.Kind, [Outlet.Service, Outlet.Sales])
        ?? Limits.Term("contractNumber", r.ContractNumber) ?? Limits.Term("contact", r.Contact) ?? Limits.Term("phone", r.Phone)
        ?? (r.ContractUntil is null || RegisterValues.Date(r.ContractUntil) is not null ? null : Refusal.For("contractUntil", "Must be a date, yyyy-MM-dd."));

    private static Outlet Shown(Outlet outlet, Caller caller)
    {
        var showing = new Showing(caller.May(Right.SeePersonal));
        return outlet with { Contact = showing.Hide(outlet.Contact, Mask.Name), Phone = showing.Hide(outlet.Phone, Mask.Number) };
    }
}
