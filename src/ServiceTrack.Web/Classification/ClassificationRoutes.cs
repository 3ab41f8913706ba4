using Microsoft.AspNetCore.Http.HttpResults;
using ServiceTrack.Activities.Verbs;
using ServiceTrack.Classification;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;
using ServiceTrack.Web.Tenants;

namespace ServiceTrack.Web.Classification;

public sealed record ClassifyRequest(IReadOnlyList<string> Texts);

/// <param name="Items">In the order of the texts.</param>
public sealed record ClassifyResult(IReadOnlyList<Reading> Items);

/// <summary>What texts are about, and the models that say so.</summary>
public static class ClassificationRoutes
{
    private const int MostTexts = 100;

    /// <summary><c>Classification:Engine</c> trains the companies' own models: <c>builtin</c>, unless told otherwise, or <c>mlnet</c>.</summary>
    /// <exception cref="EngineMissingException">It is not in this build.</exception>
    public static IServiceCollection AddClassification(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(new ModelShelf(ShippedModels.Load(new LinearTrainer()), Engines.Find(configuration["Classification:Engine"] ?? Engines.BuiltIn)))
        .AddSingleton<IFollower, ClassificationFollower>()
        .AddSingleton<IFollower, CorrectionFollower>()
        .AddSingleton<IWorker, RetrainingWorker>();

    public static void MapClassification(this IEndpointRouteBuilder api)
    {
        api.MapPost("/classify", Classify).Needs(Right.Read).WithName("classify").WithTags("Classification");
        var classification = api.MapGroup("/classification").WithTags("Classification");
        classification.MapGet("/models", List).Needs(Right.Read).WithName("listModels");
        classification.MapPost("/models/{model}/promote", Promote).Needs(Right.Configure).WithName("promoteModel");
        classification.MapPost("/roll-back", RollBack).Needs(Right.Configure).WithName("rollBackModel");
        classification.MapPost("/retrain", Retrain).Needs(Right.Configure).WithName("retrainModel");
        classification.MapGet("/retrainings/{id}", GetRetraining).Needs(Right.Read).WithName("getRetraining");
    }

    private static async Task<Results<Ok<ClassifyResult>, ProblemHttpResult>> Classify(
        Body<ClassifyRequest> body, ITenantStore store, ModelShelf shelf, CancellationToken cancel)
    {
        var texts = body.Value.Texts;
        var errors = new FieldErrors();
        errors.Require(texts.Count is >= 1 and <= MostTexts, "texts", $"Send 1 to {MostTexts} texts.");
        for (var i = 0; i < Math.Min(texts.Count, MostTexts); i++)
            if ((texts[i] is null ? "Required." : Limits.Problem(texts[i], Limits.LongestText)) is { } problem) errors.Add($"texts[{i}]", problem);
        if (errors.Any) return Problems.Of(errors.ToRefusal());
        ComplaintReader reader = new(await shelf.Champion(store, cancel), new());
        return TypedResults.Ok(new ClassifyResult([.. texts.Select(reader.Read)]));
    }

    private static async Task<Ok<ModelsView>> List(ITenantStore store, ModelShelf shelf, TimeProvider clock, CancellationToken cancel) =>
        TypedResults.Ok(await View(store, shelf, clock, cancel));

    private static async Task<Results<Ok<ModelsView>, ProblemHttpResult>> Promote(
        string model, ITenantStore store, ModelShelf shelf, Caller caller, TimeProvider clock, CancellationToken cancel) =>
        await new ModelDesk(store, shelf).Promote(model, caller.By, clock.GetUtcNow(), cancel) is { } refusal
            ? Problems.Of(refusal) : TypedResults.Ok(await View(store, shelf, clock, cancel));

    private static async Task<Results<Ok<ModelsView>, ProblemHttpResult>> RollBack(
        ITenantStore store, ModelShelf shelf, Caller caller, TimeProvider clock, CancellationToken cancel) =>
        await new ModelDesk(store, shelf).RollBack(caller.By, clock.GetUtcNow(), cancel) is { } refusal
            ? Problems.Of(refusal) : TypedResults.Ok(await View(store, shelf, clock, cancel));

    private static async Task<Accepted<Retraining>> Retrain(ITenantStore store, Caller caller, WorkBell bell, TimeProvider clock, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        Retraining asked = new(Guid.CreateVersion7(now).ToString("N"), caller.By, now);
        await RetrainingWorker.Request(store, asked, cancel);
        bell.Ring();
        return TypedResults.Accepted($"/api/v1/classification/retrainings/{asked.Id}", asked);
    }

    private static async Task<Results<Ok<Retraining>, ProblemHttpResult>> GetRetraining(string id, ITenantStore store, CancellationToken cancel) =>
        await store.Find(Retraining.Collection, id, cancel) is { Value: var retraining } ? TypedResults.Ok(retraining) : Problems.NotFound();

    private static async Task<ModelsView> View(ITenantStore store, ModelShelf shelf, TimeProvider clock, CancellationToken cancel)
    {
        var models = await new ModelDesk(store, shelf).Read(clock.GetUtcNow(), cancel);
        var corrections = await store.Count(Correction.Collection, Condition.Always, null, cancel);
        return ModelsView.Of(models.Line, corrections[""]);
    }
}
