using Microsoft.AspNetCore.Http.HttpResults;
using ServiceTrack.Activities;
using ServiceTrack.Activities.Verbs;
using ServiceTrack.Evidence;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;
using ServiceTrack.Web.Tenants;

namespace ServiceTrack.Web.Evidence;

public sealed record RevealRequest(string Reason);

public sealed record RevealView(string Phone);

/// <summary>Shows an auditor the phone of one sampled customer, to call them.</summary>
public static class RevealRoutes
{
    public static void MapReveal(this IEndpointRouteBuilder api) =>
        api.MapPost("/activities/{id}/reveal", Reveal).Needs(Right.Evidence).ForShares(null).WithName("revealPhone").WithTags("Evidence");

    private static async Task<Results<Ok<RevealView>, ProblemHttpResult>> Reveal(
        string id, Body<RevealRequest> body, HttpRequest request, ActivityDesk desk, ITenantStore store, Caller caller, TimeProvider clock, CancellationToken cancel)
    {
        if (await desk.Find(id, caller, cancel) is not { } activity) return Problems.NotFound();
        if ((Limits.Required("reason", body.Value.Reason) ?? Limits.Term("reason", body.Value.Reason)) is { } refusal) return Problems.Of(refusal);
        return await new RevealDesk(store).Phone(activity, body.Value.Reason, request.Path, caller, clock.GetUtcNow(), cancel) switch
        {
            { NotSampled: true } => Problems.Make(403, "not-sampled", "Not sampled", "Only customers whose record was drawn or picked are called; this one was not."),
            { Phone: { } phone } => TypedResults.Ok(new RevealView(phone)),
            _ => Problems.Make(409, "no-phone", "No phone", "This record has no phone, or it was erased."),
        };
    }
}
