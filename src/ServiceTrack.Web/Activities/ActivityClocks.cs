using Microsoft.AspNetCore.Http.HttpResults;
using ServiceTrack.Activities;
using ServiceTrack.Sla;
using ServiceTrack.Tenants;

namespace ServiceTrack.Web.Activities;

/// <summary>An activity's clocks with the segments that add up to them, and the promise they measure.</summary>
public sealed record ActivityClocksView(Promise? Promise, IReadOnlyList<ExplainedClock> Clocks);

public static class ActivityClocks
{
    public static async Task<Results<Ok<ActivityClocksView>, ProblemHttpResult>> Get(
        string id, ActivityDesk desk, PromiseKeeper keeper, Setup setup, Caller caller, TimeProvider clock, CancellationToken cancel)
    {
        if (await desk.Find(id, caller, cancel) is not { } activity) return Problems.NotFound();
        var clocks = await keeper.Read(activity, clock.GetUtcNow(), cancel);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(setup.TimeZone);
        return TypedResults.Ok(new ActivityClocksView(activity.Promise, [.. clocks.Select(c => ExplainedClock.Of(c, zone))]));
    }
}
