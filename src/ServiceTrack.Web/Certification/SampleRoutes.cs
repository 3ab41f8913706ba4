using System.Collections.Immutable;
using Microsoft.AspNetCore.Http.HttpResults;
using ServiceTrack.Activities;
using ServiceTrack.Certification;
using ServiceTrack.Registers;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;
using ServiceTrack.Web.Tenants;

namespace ServiceTrack.Web.Certification;

/// <summary>A draw as an auditor knows of it.</summary>
/// <param name="SheetOutletId">Null: head office.</param>
public sealed record SampleView(string AssessmentId, string Title, int Number, string Clause, string? SheetOutletId, DrawBasis Basis, ImmutableArray<Drawn> Items, string By, DateTimeOffset At)
{
    public static SampleView Of(Sample s) =>
        new(s.Assessment.Id, s.Assessment.Title, s.Draw.Number, s.Draw.Clause!, s.Draw.OutletId, s.Draw.Basis, s.Draw.Items, s.Draw.By, s.Draw.At);
}

/// <summary>Samples of what the caller may see, without the assessment around them: for an auditor from outside.</summary>
public static class SampleRoutes
{
    public static void MapSamples(this IEndpointRouteBuilder api)
    {
        var samples = api.MapGroup("/samples").WithTags("Certification");
        samples.MapGet("/", List).Needs(Right.Evidence).ForShares(Disclosed.List).WithName("listSamples");
        samples.MapPost("/{assessmentId}", Take).Needs(Right.Evidence).ForShares(Disclosed.Draw).WithName("takeSample");
    }

    private static async Task<Ok<PageView<SampleView>>> List(ITenantStore store, Caller caller, CancellationToken cancel) =>
        TypedResults.Ok(new PageView<SampleView>([.. await store.SamplesFor(caller, cancel).Select(SampleView.Of).ToListAsync(cancel)], null));

    /// <summary>Draws records, or takes the ones that are named, which are marked as picked.</summary>
    private static async Task<Results<Ok<SampleView>, ProblemHttpResult>> Take(
        string assessmentId, Body<DrawRequest> body, AssessmentDesk desk, ActivityDesk activities, ITenantStore store, Caller caller, TimeProvider clock, CancellationToken cancel)
    {
        var r = body.Value;
        var now = clock.GetUtcNow();
        if (await desk.Find(assessmentId, cancel) is not { } before || !Samples.MaySample(caller, before, r.OutletId, r.Clause)) return Problems.NotFound();
        if (r.Kinds?.FirstOrDefault(k => caller.Share?.CoversKind(k) == false) is { } kind) return Problems.Invalid("kinds", $"{kind} was not shared with you.");
        if (r.Ids?.Length > 0 && caller.Share is not null && await Unseen(r.Ids.Value, activities, store, caller, cancel) is { } id)
            return Problems.Invalid("ids", $"There is no record {id} here.");
        var assessed = await desk.Do(assessmentId, "draw", (a, scheme) => r.Ids is { IsDefault: false } ids
            ? desk.PickRecords(a, scheme, r.Sample, ids, cancel) : desk.DrawRecords(a, scheme, r.Sample, now, cancel), null, caller.By, now, cancel);
        return assessed.Assessment is { } next ? TypedResults.Ok(SampleView.Of(new(next, next.Draws[^1]))) : Problems.Of(assessed.Refusal!);
    }

    private static async Task<string?> Unseen(ImmutableArray<string> ids, ActivityDesk activities, ITenantStore store, Caller caller, CancellationToken cancel)
    {
        foreach (var id in ids)
            if (await activities.Find(id, caller, cancel) is null
                && !(await store.Find(RegisterEntry.Collection, id, cancel) is { Value: var entry } && RegisterList.Named(entry.Register) is { } register && caller.Sees(register, entry)))
                return id;
        return null;
    }
}
