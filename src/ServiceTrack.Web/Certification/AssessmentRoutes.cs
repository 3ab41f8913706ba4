using System.Collections.Immutable;
using Microsoft.AspNetCore.Http.HttpResults;
using ServiceTrack.Certification;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;
using ServiceTrack.Web.Tenants;

namespace ServiceTrack.Web.Certification;

/// <summary>Self-assessments: opened, looked at and compared here; what is decided in one is in <see cref="AssessmentVerbs"/>.</summary>
public static class AssessmentRoutes
{
    public static IServiceCollection AddAssessments(this IServiceCollection services) => services.AddScoped(s =>
        new AssessmentDesk(s.GetRequiredService<ITenantStore>(), s.GetRequiredService<Setup>(), s.GetRequiredService<IStore>().Directory));

    public static void MapAssessments(this IEndpointRouteBuilder api)
    {
        var assessments = api.MapGroup("/assessments").WithTags("Certification").AddEndpointFilter(WholeCompany);
        assessments.MapGet("/", List).Needs(Right.Evidence).WithName("listAssessments");
        assessments.MapPost("/", Open).Needs(Right.KeepRegisters).WithName("openAssessment");
        assessments.MapGet("/{id}", Get).Needs(Right.Evidence).WithName("getAssessment");
        assessments.MapGet("/{id}/coverage", Covered).Needs(Right.Evidence).WithName("getAssessmentCoverage");
        assessments.MapGet("/{id}/comparison", Compare).Needs(Right.Evidence).WithName("compareAssessment");
        assessments.MapGet("/{id}/special-proposals", Proposed).Needs(Right.Evidence).WithName("proposeSpecials");
        assessments.MapAssessmentVerbs();
    }

    /// <summary>An assessment is about the whole company.</summary>
    private static async ValueTask<object?> WholeCompany(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.RequestServices.GetRequiredService<Caller>().Outlets.IsEmpty
            ? await next(context) : Problems.Forbidden("An assessment covers the whole company; you see some outlets only.");

    private static async Task<Ok<PageView<AssessmentSummary>>> List(string? schemeId, HttpRequest request, ITenantStore store, CancellationToken cancel)
    {
        var page = await store.Query(Assessment.Collection, new()
        {
            Where = schemeId is null ? Condition.Always : Condition.Is("schemeId", schemeId), OrderBy = "openedAt", Descending = true,
            Limit = Paging.LimitOf(request.Query), Cursor = request.Query["cursor"].ToString() is { Length: > 0 } c ? c : null,
        }, cancel);
        return TypedResults.Ok(new PageView<AssessmentSummary>([.. page.Items.Select(a => AssessmentSummary.Of(a.Value))], page.Next));
    }

    private static async Task<Results<Created<AssessmentView>, ProblemHttpResult>> Open(
        Body<OpenAssessmentRequest> body, HttpResponse response, AssessmentDesk desk, Caller caller, TimeProvider clock, CancellationToken cancel)
    {
        var r = body.Value;
        var opened = await desk.Open(r.Title, r.SchemeId, r.From, r.To, caller.By, clock.GetUtcNow(), cancel);
        if (opened.Assessment is not { } a) return Problems.Of(opened.Refusal!);
        ETag.Set(response, a.Version);
        return TypedResults.Created($"/api/v1/assessments/{a.Id}", AssessmentView.Of(a, await desk.SchemeOf(a, cancel)));
    }

    private static async Task<Results<Ok<AssessmentView>, ProblemHttpResult>> Get(string id, HttpResponse response, AssessmentDesk desk, CancellationToken cancel)
    {
        if (await desk.Find(id, cancel) is not { } a) return Problems.NotFound();
        ETag.Set(response, a.Version);
        return TypedResults.Ok(AssessmentView.Of(a, await desk.SchemeOf(a, cancel)));
    }

    /// <summary>Of the assessment's period.</summary>
    /// <param name="outletId">Of a sheet; head office, which is the whole company, unless named.</param>
    private static async Task<Results<Ok<CoverageView>, ProblemHttpResult>> Covered(
        string id, string? outletId, AssessmentDesk desk, ITenantStore store, TimeProvider clock, CancellationToken cancel)
    {
        if (await desk.Find(id, cancel) is not { } a || a.Sheet(outletId) is null) return Problems.NotFound();
        return TypedResults.Ok(await CoverageView.Of(store, await desk.SchemeOf(a, cancel), desk.Records(a, outletId), clock.GetUtcNow(), cancel));
    }

    /// <param name="with">An earlier one; the last one concluded for the same scheme before this one was opened, unless named.</param>
    private static async Task<Results<Ok<ComparisonView>, ProblemHttpResult>> Compare(
        string id, string? with, AssessmentDesk desk, ITenantStore store, CancellationToken cancel)
    {
        if (await desk.Find(id, cancel) is not { } now) return Problems.NotFound();
        var before = with is null ? await Last(store, now, cancel) : await desk.Find(with, cancel);
        if (before is null) return with is null ? Problems.Invalid("with", "There is no earlier one that is concluded.") : Problems.Invalid("with", "There is no such assessment.");
        var (was, stands) = (AssessmentView.ScoreOf(before, await desk.SchemeOf(before, cancel)), AssessmentView.ScoreOf(now, await desk.SchemeOf(now, cancel)));
        var shares = was.Clauses.ToDictionary(c => c.Clause.Id, c => c.Share);
        return TypedResults.Ok(new ComparisonView(AssessmentSummary.Of(before), AssessmentSummary.Of(now), ScoreValueView.Of(was.Value), ScoreValueView.Of(stands.Value),
            [.. stands.Clauses.Select(c => new ClauseComparison(c.Clause.Id, c.Clause.Name, shares.GetValueOrDefault(c.Clause.Id)?.Rounded(6), c.Share?.Rounded(6)))]));
    }

    private static async Task<Results<Ok<PageView<SpecialProposal>>, ProblemHttpResult>> Proposed(
        string id, AssessmentDesk desk, ITenantStore store, TimeProvider clock, CancellationToken cancel) => await desk.Find(id, cancel) is { } a
        ? TypedResults.Ok(new PageView<SpecialProposal>(await SpecialProposals.Of(store, desk.Records(a, null), clock.GetUtcNow(), cancel), null))
        : Problems.NotFound();

    private static async Task<Assessment?> Last(ITenantStore store, Assessment now, CancellationToken cancel)
    {
        Query? query = new()
        {
            Where = Condition.Both(Condition.Is("schemeId", now.SchemeId), Condition.Between("openedAt", 0, now.OpenedAt.ToUnixTimeMilliseconds())), OrderBy = "openedAt", Descending = true,
        };
        while (query is not null)
        {
            var page = await store.Query(Assessment.Collection, query, cancel);
            if (page.Items.FirstOrDefault(a => a.Value.Status == AssessmentStatus.Concluded) is { Value: var last }) return last;
            query = page.Next is null ? null : query with { Cursor = page.Next };
        }
        return null;
    }
}
