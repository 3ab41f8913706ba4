using Microsoft.AspNetCore.Http.HttpResults;
using ServiceTrack.Certification;
using ServiceTrack.Tenants;
using ServiceTrack.Web.Tenants;

namespace ServiceTrack.Web.Certification;

/// <summary>What is decided in an assessment, each a step of its own in the journal. An auditor draws, picks and judges samples.</summary>
public static class AssessmentVerbs
{
    public static void MapAssessmentVerbs(this IEndpointRouteBuilder assessments)
    {
        Map<SampleOutletsRequest>(assessments, "outlets", "sampleOutlets", Right.Evidence, (r, at) => r.OutletIds is { IsDefault: false } ids
            ? at.Desk.PickOutlets(at.Assessment, ids, at.Cancel)
            : at.Desk.DrawOutlets(at.Assessment, r.Size ?? 0, r.Number ?? -1, at.Now, at.Cancel));
        Map<SheetRequest>(assessments, "proposals", "proposeMarks", Right.KeepRegisters, (r, at) => at.Desk.Propose(at.Assessment, at.Scheme, r.OutletId, at.Now, at.Cancel));
        Map<MarkRequest>(assessments, "marks", "markClause", Right.KeepRegisters, (r, at) => Done(
            AssessmentRules.MarkByHand(at.Assessment, at.Scheme, r.OutletId, new(r.Clause, r.Verdict, r.Drawn, r.Failed, r.Percent), r.Reason)));
        Map<ExemptionRequest>(assessments, "exemptions", "askExemption", Right.KeepRegisters, (r, at) => Done(
            AssessmentRules.AskExemption(at.Assessment, at.Scheme, r.OutletId, r.Clause, r.Reason)));
        Map<ExemptionDecisionRequest>(assessments, "exemptions/decide", "decideExemption", Right.KeepRegisters, async (r, at) => AssessmentRules.DecideExemption(
            at.Assessment, r.OutletId, r.Clause, r.Approved, r.Note, at.By, await at.Desk.IsAlone(at.By, at.Now, at.Cancel)));
        Map<DrawRequest>(assessments, "draws", "drawSample", Right.Evidence, (r, at) => r.Ids is { IsDefault: false } ids
            ? at.Desk.PickRecords(at.Assessment, at.Scheme, r.Sample, ids, at.Cancel)
            : at.Desk.DrawRecords(at.Assessment, at.Scheme, r.Sample, at.Now, at.Cancel));
        Map<JudgementRequest>(assessments, "judgements", "judgeSample", Right.Evidence, (r, at) => Done(AssessmentRules.Judge(at.Assessment, r.Draw, r.Id, r.Passed, r.Reason)));
        Map<SpecialRequest>(assessments, "specials", "makeSpecial", Right.KeepRegisters, (r, at) => Done(
            AssessmentRules.MakeSpecial(at.Assessment, at.Scheme, r.Trigger, r.Text, r.Source)));
        Map<RectifyRequest>(assessments, "specials/rectify", "rectifySpecial", Right.KeepRegisters, (r, at) => Done(AssessmentRules.Rectify(at.Assessment, r.Number, r.Text)));
        Map<WithdrawRequest>(assessments, "specials/withdraw", "withdrawSpecial", Right.KeepRegisters, (r, at) => Done(AssessmentRules.Withdraw(at.Assessment, r.Number, r.Reason)));
        Map<BonusRequest>(assessments, "bonus", "giveBonus", Right.KeepRegisters, (r, at) => Done(AssessmentRules.GiveBonus(at.Scheme, r.Points, r.Reason)));
        Map<EligibilityRequest>(assessments, "eligibility", "answerEligibility", Right.KeepRegisters, (r, at) =>
            at.Desk.Answer(at.Assessment, at.Scheme, r.Question, r.Met, r.Explanation, at.Now, at.Cancel));
        Map<ConcludeRequest>(assessments, "conclude", "concludeAssessment", Right.KeepRegisters, (_, at) => Done(
            new AssessmentConcluded(AssessmentDesk.ResultOf(AssessmentView.ScoreOf(at.Assessment, at.Scheme)))));
    }

    private sealed record Moment(AssessmentDesk Desk, Assessment Assessment, Scheme Scheme, string By, DateTimeOffset Now, CancellationToken Cancel);

    private static Task<AssessmentDecision> Done(AssessmentDecision decision) => Task.FromResult(decision);

    private static void Map<T>(IEndpointRouteBuilder assessments, string verb, string operation, Right right, Func<T, Moment, Task<AssessmentDecision>> decide)
    {
        assessments.MapPost($"/{{id}}/{verb}", Handler()).Needs(right).WithName(operation);

        // Hidden from the generator of routes, which knows no type parameters.
        Delegate Handler() => Post;

        async Task<Results<Ok<AssessmentView>, ProblemHttpResult>> Post(
            string id, Body<T> body, HttpContext context, AssessmentDesk desk, Caller caller, TimeProvider clock, CancellationToken cancel)
        {
            var now = clock.GetUtcNow();
            var assessed = await desk.Do(id, verb, (a, scheme) => decide(body.Value, new(desk, a, scheme, caller.By, now, cancel)),
                ETag.IfMatch(context.Request), caller.By, now, cancel);
            if (assessed.Assessment is not { } next) return Problems.Of(assessed.Refusal!);
            ETag.Set(context.Response, next.Version);
            return TypedResults.Ok(AssessmentView.Of(next, await desk.SchemeOf(next, cancel)));
        }
    }
}
