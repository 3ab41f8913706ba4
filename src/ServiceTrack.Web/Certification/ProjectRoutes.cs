using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using ServiceTrack.Certification;
using ServiceTrack.Dashboard;
using ServiceTrack.Registers;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;
using ServiceTrack.Web.Tenants;

namespace ServiceTrack.Web.Certification;

/// <summary>How many rows were added; what was there already stayed as it was.</summary>
public sealed record ProjectPlanView(int Stages, int Papers);

/// <summary>Where a project stands: its stages in order, and the gates that some of them wait for.</summary>
public sealed record ProjectProgressView(string Id, string? Name, string SchemeId, ImmutableArray<ProjectStageView> Stages, ImmutableArray<GateView> Gates,
    ImmutableArray<CostLineView> Costs, ImmutableArray<CostTotalView> CostTotals);

/// <param name="Entry">In the register project-stages; null where the stage was not planned yet.</param>
/// <param name="WaitsFor">Id of the gate that is still closed.</param>
public sealed record ProjectStageView(string? Entry, Bilingual Name, DateOnly? PlannedFrom, DateOnly? PlannedUntil, DateOnly? DoneOn, string? WaitsFor);

/// <param name="Source">Of the gate; how the index is computed is ours.</param>
/// <param name="Index">0 to 100, truncated to one decimal; null where it cannot be computed.</param>
/// <param name="Few">Under 30 answers: the index is to be read with care.</param>
/// <param name="List">The answers, as many as <paramref name="Answers"/> says.</param>
public sealed record GateView(
    string Id, Bilingual Name, FactSource Source, FactSource Formula, GateState State, decimal? Index, int Answers, bool Few, decimal? Least, int LeastAnswers,
    ImmutableArray<GateDimensionView> Dimensions, string List);

public sealed record GateDimensionView(string Code, Bilingual Name, decimal Weight, int Answers, decimal? Mean);

/// <param name="Stage">The entry of the stage; null where none was named.</param>
/// <param name="Planned">As all amounts here, two decimals; null where nothing was planned.</param>
/// <param name="Left">Of the plan; with a minus where more was paid.</param>
public sealed record CostLineView(string? Stage, Bilingual? StageName, Bilingual Kind, string Currency, string? Planned, string Paid, string? Left);

public sealed record CostTotalView(string Currency, string? Planned, string Paid, string? Left);

/// <summary>Projects of certification beyond what their register does.</summary>
public static class ProjectRoutes
{
    public static void MapProjects(this IEndpointRouteBuilder api)
    {
        api.MapPost("/certification-projects/{id}/plan", Plan).Needs(Right.KeepRegisters).WithName("planProject").WithTags("Certification");
        api.MapGet("/certification-projects/{id}/progress", Progress).Needs(Right.Evidence).WithName("getProjectProgress").WithTags("Certification");
    }

    private static async Task<Results<Ok<ProjectPlanView>, ProblemHttpResult>> Plan(
        string id, ITenantStore store, Caller caller, RegisterDesk desk, TimeProvider clock, CancellationToken cancel)
    {
        var (project, scheme, refused) = await Find(id, store, caller, desk, cancel);
        if (refused is not null) return refused;
        var (stages, papers) = await new ProjectPlan(desk).Write(project!, scheme!, caller, clock.GetUtcNow(), cancel);
        return TypedResults.Ok(new ProjectPlanView(stages, papers));
    }

    private static async Task<Results<Ok<ProjectProgressView>, ProblemHttpResult>> Progress(
        string id, ITenantStore store, Setup setup, Caller caller, RegisterDesk desk, TimeProvider clock, CancellationToken cancel)
    {
        var (found, its, refused) = await Find(id, store, caller, desk, cancel);
        if (refused is not null) return refused;
        if (!caller.Outlets.IsEmpty) return Problems.Forbidden("A project covers the whole company; you see some outlets only.");
        var (project, scheme) = (found!, its!);
        var today = LocalDays.DayOf(clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(setup.TimeZone));
        var gates = new List<GateStanding>();
        foreach (var gate in scheme.Gates) gates.Add(await Gates.Of(store, project, gate, today, cancel));
        var entries = await store.Entries(Certificates.Stages, RegisterReading.Where(Certificates.Stages, "project", id), cancel).ToListAsync(cancel);
        var stages = InOrder(scheme, entries);
        var costs = ProjectCosts.Of(
            stages.Where(s => s.Entry is not null).Select(s => (s.Entry!.Id, s.Stage?.Costs ?? [])), await OfProject(Application.CostPlans), await OfProject(Application.Costs));
        var closed = gates.Where(g => g.State != GateState.Passed).Select(g => g.Gate.Id).ToHashSet();
        return TypedResults.Ok(new ProjectProgressView(id, project.Title, scheme.Id, [.. stages.Select(s => View(s.Stage, s.Entry, closed))],
            [.. gates.Select(g => View(g, id))], [.. costs.Select(c => View(c, stages.Where(s => s.Entry?.Id == c.Stage).Select(s => NameOf(s.Stage, s.Entry)).FirstOrDefault()))], [.. ProjectCosts.Totals(costs).Select(View)]));

        async Task<List<RegisterEntry>> OfProject(Register register) =>
            await store.Entries(register, RegisterReading.Where(register, "project", id), cancel).ToListAsync(cancel);
    }

    private static async Task<(RegisterEntry? Project, Scheme? Scheme, ProblemHttpResult? Refused)> Find(
        string id, ITenantStore store, Caller caller, RegisterDesk desk, CancellationToken cancel)
    {
        if (await desk.Find(Certificates.Projects, id, caller, cancel) is not { } project) return (null, null, Problems.NotFound());
        return await new SchemeDesk(store).Find(project.Fields["scheme"], null, cancel) is { } scheme
            ? (project, scheme, null) : (null, null, Problems.Invalid("scheme", "The project names a scheme that there is not."));
    }

    /// <summary>Those of the scheme in its order, planned or not, then those of the company's own.</summary>
    private static ImmutableArray<(Stage? Stage, RegisterEntry? Entry)> InOrder(Scheme scheme, IReadOnlyList<RegisterEntry> entries)
    {
        var known = entries.ToLookup(e => Gates.Stage(scheme, e.Fields["stage"], e.Fields.GetValueOrDefault("note")));
        return
        [
            .. scheme.Stages.SelectMany(s => known[s].Cast<RegisterEntry?>().DefaultIfEmpty(), (s, entry) => ((Stage?)s, entry)),
            .. known[null].Select(own => ((Stage?)null, (RegisterEntry?)own)),
        ];
    }

    private static Bilingual NameOf(Stage? stage, RegisterEntry? entry) => stage?.Name ?? new(entry!.Title!, entry.Title!);

    private static ProjectStageView View(Stage? stage, RegisterEntry? entry, IReadOnlySet<string> closed) => new(
        entry?.Id, NameOf(stage, entry), Day(entry, "plannedFrom"), Day(entry, "plannedUntil"), Day(entry, "doneOn"), stage?.WaitsFor is { } gate && closed.Contains(gate) ? gate : null);

    private static DateOnly? Day(RegisterEntry? entry, string field) => RegisterValues.Date(entry?.Fields.GetValueOrDefault(field));

    private static CostLineView View(CostLine c, Bilingual? stage) => new(
        c.Stage, c.Stage is null ? null : stage, NameOf(c.Kind), c.Currency, Money(c.Planned), Money(c.Paid)!, Money(c.Left));

    private static CostTotalView View(CostTotal t) => new(t.Currency, Money(t.Planned), Money(t.Paid)!, Money(t.Left));

    private static Bilingual NameOf(string costKind)
    {
        var choice = Application.Costs.Field("kind")!.Choices.First(c => c.Value == costKind);
        return new(choice.NameZh, choice.NameEn);
    }

    private static string? Money(decimal? amount) => amount?.ToString("0.00", CultureInfo.InvariantCulture);

    private static GateView View(GateStanding it, string project) => new(
        it.Gate.Id, it.Gate.Name, it.Gate.Source, FactSource.Ours, it.State, it.Index.Index?.Truncated(1), it.Index.Answers, it.Index.Few, it.Least, it.LeastAnswers,
        [.. it.Index.Dimensions.Select(d => new GateDimensionView(d.Code, d.Name, d.Weight, d.Answers, d.Mean?.Truncated(1)))],
        $"/api/v1/{PerceivedQuality.Answers.Name}?project={project}");
}
