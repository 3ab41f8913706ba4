using Microsoft.AspNetCore.Http.HttpResults;
using ServiceTrack.Activities;
using ServiceTrack.Evidence;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;
using ServiceTrack.Web.Tenants;

namespace ServiceTrack.Web.Evidence;

public static class TrailRoutes
{
    public static void MapTrail(this IEndpointRouteBuilder api) =>
        api.MapGet("/activities/{id}/trail", Get).Needs(Right.Read).ForShares(Disclosed.Record).WithName("getActivityTrail").WithTags("Evidence");

    private static async Task<Results<Ok<TrailFound>, ProblemHttpResult>> Get(
        string id, ActivityDesk desk, ITenantStore store, Setup setup, Caller caller, CancellationToken cancel) =>
        await desk.Find(id, caller, cancel) is { } activity
            ? TypedResults.Ok(await new Trail(store, TimeZoneInfo.FindSystemTimeZoneById(setup.TimeZone)).Of(activity, caller, cancel))
            : Problems.NotFound();
}
