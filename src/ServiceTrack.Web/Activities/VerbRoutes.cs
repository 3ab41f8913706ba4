using System.Collections.Immutable;
using Microsoft.AspNetCore.Http.HttpResults;
using ServiceTrack.Activities;
using ServiceTrack.Activities.Verbs;
using ServiceTrack.Tenants;
using ServiceTrack.Web.Tenants;

namespace ServiceTrack.Web.Activities;

/// <summary>One route for each thing that can be done to an activity.</summary>
public static class VerbRoutes
{
    private static readonly List<(string Name, Func<Activity, bool> Allowed)> Verbs = [];

    static VerbRoutes()
    {
        Has<Respond>(); Has<Assign>(); Has<Start>(); Has<Hold>(); Has<Resume>(); Has<Resolve>(); Has<Close>(); Has<Reopen>();
        Has<Cancel>(); Has<Amend>(); Has<Urge>(); Has<Note>(); Has<Link>(); Has<Merge>(); Has<Categorize>(); Has<Schedule>();
        Has<Accept>(); Has<Refuse>(); Has<Reschedule>(); Has<CheckIn>(); Has<NoShow>(); Has<Complete>(); Has<Deliver>(); Has<DecideReturn>();

        static void Has<TVerb>() where TVerb : IVerb => Verbs.Add((TVerb.Name, ActivityDesk.IsAllowed<TVerb>));
    }

    public static ImmutableArray<string> AllowedFor(Activity activity) => [.. Verbs.Where(v => v.Allowed(activity)).Select(v => v.Name)];

    public static void MapVerbs(this IEndpointRouteBuilder activities)
    {
        activities.Map<Respond>().Map<Assign>().Map<Start>().Map<Hold>().Map<Resume>().Map<Resolve>().Map<Close>().Map<Reopen>()
            .Map<Cancel>().Map<Amend>().Map<Urge>().Map<Note>().Map<Link>().Map<Merge>().Map<Categorize>().Map<Schedule>()
            .Map<Accept>().Map<Refuse>().Map<Reschedule>().Map<CheckIn>().Map<NoShow>().Map<Complete>().Map<Deliver>().Map<DecideReturn>();
    }

    private static IEndpointRouteBuilder Map<TVerb>(this IEndpointRouteBuilder activities) where TVerb : IVerb
    {
        activities.MapPost("/{id}/" + TVerb.Name, Handler<TVerb>()).Needs(Right.Handle).WithName($"{TVerb.Name}Activity");
        return activities;
    }

    // Hidden from the generator of routes, which knows no type parameters.
    private static Delegate Handler<TVerb>() where TVerb : IVerb => Do<TVerb>;

    private static async Task<Results<Ok<ActivityView>, ProblemHttpResult>> Do<TVerb>(
        string id, Body<TVerb> body, HttpContext context, ActivityDesk desk, Caller caller, ActivityViews views, TimeProvider clock, CancellationToken cancel)
        where TVerb : IVerb
    {
        var key = Idempotency.Of(context.Request, caller, $"activities/{id}/{TVerb.Name}", body.Raw);
        var handled = await desk.Do(id, body.Value, caller, ETag.IfMatch(context.Request), key, clock.GetUtcNow(), cancel);
        if (handled.Refusal is { } refusal) return Problems.Of(refusal);
        Idempotency.Mark(context.Response, handled);
        ETag.Set(context.Response, handled.Activity!.Version);
        return TypedResults.Ok(await views.Of(handled.Activity, cancel));
    }
}
