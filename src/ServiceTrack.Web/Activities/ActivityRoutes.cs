using Microsoft.AspNetCore.Http.HttpResults;
using ServiceTrack.Activities;
using ServiceTrack.Activities.Verbs;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;
using ServiceTrack.Web.Tenants;

namespace ServiceTrack.Web.Activities;

public static class ActivityRoutes
{
    public static IServiceCollection AddActivities(this IServiceCollection services) => services.AddScoped<ActivityViews>();

    public static void MapActivities(this IEndpointRouteBuilder api)
    {
        var activities = api.MapGroup("/activities").WithTags("Activities");
        activities.MapPost("/", Log).Needs(Right.Handle).WithName("logActivity");
        activities.MapGet("/", List).Needs(Right.Read).ForShares(Disclosed.List).WithName("listActivities").Filters();
        activities.MapGet("/export", ActivityExport.Download).Needs(Right.Transfer).LogsUnmasked(Disclosed.Export).WithName("exportActivities").Filters();
        activities.MapGet("/{id}", Get).Needs(Right.Read).ForShares(Disclosed.Record).WithName("getActivity");
        activities.MapGet("/{id}/timeline", ActivityTimeline.Get).Needs(Right.Read).ForShares(Disclosed.Record).WithName("getActivityTimeline");
        activities.MapGet("/{id}/sla", ActivityClocks.Get).Needs(Right.Read).ForShares(Disclosed.Record).WithName("getActivityClocks");
        activities.MapAttachments();
        activities.MapVerbs();
    }

    private static async Task<Results<Created<ActivityView>, ProblemHttpResult>> Log(
        Body<LogActivity> body, HttpContext context, ActivityDesk desk, Caller caller, ActivityViews views, TimeProvider clock, CancellationToken cancel)
    {
        var key = Idempotency.Of(context.Request, caller, "activities", body.Raw);
        var handled = await desk.Log(body.Value, caller, key, clock.GetUtcNow(), cancel);
        if (handled.Refusal is { } refusal) return Problems.Of(refusal);
        var view = await views.Of(handled.Activity!, cancel, handled.Warnings);
        Idempotency.Mark(context.Response, handled);
        ETag.Set(context.Response, view.Version);
        return TypedResults.Created($"/api/v1/activities/{view.Id}", view);
    }

    private static async Task<Ok<PageView<ActivityView>>> List(
        HttpRequest request, ITenantStore store, Setup setup, Caller caller, ActivityViews views, TimeProvider clock, CancellationToken cancel)
    {
        var page = await store.Query(ActivityCollection.Activities, ActivityFilter.Read(request.Query, setup, caller, clock.GetUtcNow()), cancel);
        var items = new List<ActivityView>(page.Items.Count);
        foreach (var activity in page.Items) items.Add(await views.Of(activity.Value, cancel));
        return TypedResults.Ok(new PageView<ActivityView>(items, page.Next));
    }

    private static async Task<Results<Ok<ActivityView>, ProblemHttpResult>> Get(
        string id, HttpResponse response, ActivityDesk desk, Caller caller, ActivityViews views, CancellationToken cancel)
    {
        if (await desk.Find(id, caller, cancel) is not { } activity) return Problems.NotFound();
        ETag.Set(response, activity.Version);
        return TypedResults.Ok(await views.Of(activity, cancel));
    }
}
