using Microsoft.AspNetCore.Http.HttpResults;
using ServiceTrack.Certification;
using ServiceTrack.Dashboard;
using ServiceTrack.Improvement;
using ServiceTrack.Registers;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;
using ServiceTrack.Web.Registers;
using ServiceTrack.Web.Tenants;

namespace ServiceTrack.Web.Certification;

/// <param name="Owner">An entry of the staff.</param>
public sealed record AnswerFindingRequest(string Owner, DateOnly DueOn);

/// <summary>What auditors found, beyond the register's own routes.</summary>
public static class FindingRoutes
{
    public static void MapFindings(this IEndpointRouteBuilder api)
    {
        var findings = api.MapGroup("/audit-findings").WithTags("Certification");
        findings.MapGet("/to-review", ToReview).Needs(Right.Read).ForShares(Disclosed.List).WithName("listFindingsToReview");
        findings.MapPost("/{id}/corrective-action", Answer).Needs(Right.KeepRegisters).WithName("answerFinding");
    }

    /// <summary>All that the caller may see, those of the last audit and open ones first.</summary>
    private static async Task<Ok<PageView<RegisterEntryView>>> ToReview(
        ITenantStore store, Setup setup, Caller caller, RegisterViews views, TimeProvider clock, CancellationToken cancel)
    {
        var findings = (await store.All(Certificates.Findings, cancel)).Where(f => caller.Sees(Certificates.Findings, f));
        var today = LocalDays.DayOf(clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(setup.TimeZone));
        var ordered = Findings.InOrderOfReview(findings, await store.All(Certificates.Audits, cancel), today);
        return TypedResults.Ok(new PageView<RegisterEntryView>(await views.Of(Certificates.Findings, ordered, cancel), null));
    }

    private static async Task<Results<Created<RegisterEntryView>, ProblemHttpResult>> Answer(
        string id, Body<AnswerFindingRequest> body, RegisterDesk desk, RegisterViews views, Setup setup, Caller caller, TimeProvider clock, CancellationToken cancel)
    {
        if (await desk.Find(Certificates.Findings, id, caller, cancel) is not { } finding) return Problems.NotFound();
        var handled = await desk.Answer(
            finding, body.Value.Owner, body.Value.DueOn, caller, TimeZoneInfo.FindSystemTimeZoneById(setup.TimeZone), clock.GetUtcNow(), cancel);
        return handled.Entry is { } action
            ? TypedResults.Created($"/api/v1/{CorrectiveActions.Register.Name}/{action.Id}", await views.Of(CorrectiveActions.Register, action, cancel))
            : Problems.Of(handled.Refusal!);
    }
}
