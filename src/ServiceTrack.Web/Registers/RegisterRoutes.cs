using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using ServiceTrack.Activities;
using ServiceTrack.Registers;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;
using ServiceTrack.Web.Tenants;

namespace ServiceTrack.Web.Registers;

/// <param name="Fields">By name; null or blank is empty. A change puts the full set.</param>
public sealed record RegisterEntryRequest(IReadOnlyDictionary<string, JsonElement> Fields);

public sealed record RemovalRequest(string? Reason = null);

/// <summary>One set of routes for all registers that are declared as data; a name that none has is nobody's address.</summary>
public static class RegisterRoutes
{
    public const string Template = "/{register:register}";

    public static IServiceCollection AddRegisters(this IServiceCollection services)
    {
        services.Configure<RouteOptions>(o => o.SetParameterPolicy<RegisterConstraint>("register"));
        return services.AddScoped<RegisterFigures>().AddScoped<RegisterViews>().AddScoped(s =>
            new RegisterDesk(s.GetRequiredService<ITenantStore>(), s.GetRequiredService<Setup>(), s.GetRequiredService<IStore>().Directory));
    }

    public static void MapRegisters(this IEndpointRouteBuilder api)
    {
        api.MapGet("/registers", Declarations).Needs(Right.Read).ForShares(null).WithName("listRegisters").WithTags("Registers");
        var entries = api.MapGroup(Template).WithTags("Registers").AddEndpointFilter(Rights);
        entries.MapGet("/", List).Needs(Right.Read).ForShares(Disclosed.List).WithName("listEntries").RegisterFilters();
        entries.MapPost("/", Add).Needs(Right.Handle, Right.LeaveFindings).ForShares(null).WithName("addEntry");
        entries.MapGet("/{id}", Get).Needs(Right.Read).ForShares(Disclosed.Record).WithName("getEntry");
        entries.MapPut("/{id}", Change).Needs(Right.Handle, Right.LeaveFindings).ForShares(null).WithName("changeEntry");
        entries.MapDelete("/{id}", Remove).Needs(Right.Handle).WithName("removeEntry");
        entries.MapGet("/{id}/history", RegisterHistory.Get).Needs(Right.Read).ForShares(Disclosed.Record).WithName("getEntryHistory");
        entries.MapGet("/export", RegisterExport.Download).Needs(Right.Transfer).LogsUnmasked(Disclosed.Export).WithName("exportEntries").RegisterFilters();
        entries.MapGet("/balances", Balances).Needs(Right.Read).WithName("listBalances");
        entries.MapGet("/figures", RegisterFigures.Get).Needs(Right.Read).WithName("listFigures");
        entries.MapPost("/import", RegisterImportRoute.Bring).Needs(Right.Transfer).WithName("importEntries").Accepts<IFormFile>("multipart/form-data");
        entries.MapRegisterFiles();
    }

    /// <summary>A register may ask for more than its route: to read the budget, to write the staff.</summary>
    private static async ValueTask<object?> Rights(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var register = Named((string)http.GetRouteValue("register")!);
        var needed = HttpMethods.IsGet(http.Request.Method) ? register.Reads : register.Writes;
        var caller = http.RequestServices.GetRequiredService<Caller>();
        if (caller.Share?.Covers(register) == false) return Problems.NotShared();
        return caller.May(needed) ? await next(context) : Problems.Forbidden($"This needs the right '{needed}'.");
    }

    public static Register Named(string name) => RegisterList.Named(name) ?? throw new InvalidOperationException($"The address let {name} through.");

    private static Ok<PageView<RegisterView>> Declarations(Caller caller) =>
        TypedResults.Ok(new PageView<RegisterView>(
        [
            .. from room in RegisterList.Rooms
               from r in room.Registers
               where caller.May(r.Reads) && caller.Share?.Covers(r) != false
               select RegisterView.Of(room.Room, r, caller),
        ], null));

    private static async Task<Ok<PageView<RegisterEntryView>>> List(
        string register, HttpRequest request, ITenantStore store, Setup setup, Caller caller, RegisterViews views, TimeProvider clock, CancellationToken cancel)
    {
        var page = await store.Query(RegisterEntry.Collection, RegisterFilter.Read(Named(register), request.Query, setup, caller, clock.GetUtcNow()), cancel);
        return TypedResults.Ok(new PageView<RegisterEntryView>(await views.Of(Named(register), [.. page.Items.Select(e => e.Value)], cancel), page.Next));
    }

    private static async Task<Results<Ok<RegisterEntryView>, ProblemHttpResult>> Get(
        string register, string id, HttpResponse response, RegisterDesk desk, Caller caller, RegisterViews views, CancellationToken cancel)
    {
        if (await desk.Find(Named(register), id, caller, cancel) is not { } entry) return Problems.NotFound();
        ETag.Set(response, entry.Version);
        return TypedResults.Ok(await views.Of(Named(register), entry, cancel));
    }

    private static async Task<Results<Created<RegisterEntryView>, ProblemHttpResult>> Add(
        string register, Body<RegisterEntryRequest> body, HttpContext context, RegisterDesk desk, Caller caller, RegisterViews views, TimeProvider clock, CancellationToken cancel)
    {
        var key = Idempotency.Of(context.Request, caller, register, body.Raw);
        var handled = await desk.Add(Named(register), body.Value.Fields, caller, key, clock.GetUtcNow(), cancel);
        if (handled.Entry is not { } entry) return Problems.Of(handled.Refusal!);
        if (handled.Replayed) context.Response.Headers["Idempotency-Replayed"] = "true";
        ETag.Set(context.Response, entry.Version);
        return TypedResults.Created($"/api/v1/{register}/{entry.Id}", await views.Of(Named(register), entry, cancel));
    }

    private static async Task<Results<Ok<RegisterEntryView>, ProblemHttpResult>> Change(
        string register, string id, Body<RegisterEntryRequest> body, HttpContext context, RegisterDesk desk, Caller caller, RegisterViews views, TimeProvider clock,
        CancellationToken cancel)
    {
        var handled = await desk.Change(Named(register), id, body.Value.Fields, caller, ETag.IfMatch(context.Request), clock.GetUtcNow(), cancel);
        if (handled.Entry is not { } entry) return Problems.Of(handled.Refusal!);
        ETag.Set(context.Response, entry.Version);
        return TypedResults.Ok(await views.Of(Named(register), entry, cancel));
    }

    /// <summary>The reason stands in the body, or in the address where a client sends no body with DELETE.</summary>
    private static async Task<Results<NoContent, ProblemHttpResult>> Remove(
        string register, string id, string? reason, Body<RemovalRequest> body, HttpContext context, RegisterDesk desk, Caller caller, TimeProvider clock, CancellationToken cancel)
    {
        var refusal = await desk.Remove(Named(register), id, body.Value.Reason ?? reason, caller, ETag.IfMatch(context.Request), clock.GetUtcNow(), cancel);
        return refusal is null ? TypedResults.NoContent() : Problems.Of(refusal);
    }

    private static async Task<Results<Ok<PageView<RegisterBalance>>, ProblemHttpResult>> Balances(string register, ITenantStore store, CancellationToken cancel)
    {
        if (Named(register).Balance is null) return Problems.NotFound();
        var sums = await store.Balances(Named(register), cancel);
        return TypedResults.Ok(new PageView<RegisterBalance>(
            [.. sums.Select(s => new RegisterBalance(register, s.Key, s.Value.ToString(System.Globalization.CultureInfo.InvariantCulture)))], null));
    }

    private sealed class RegisterConstraint : IRouteConstraint
    {
        public bool Match(HttpContext? context, IRouter? route, string key, RouteValueDictionary values, RouteDirection direction) =>
            RegisterList.Named(values[key] as string ?? "") is not null;
    }
}
