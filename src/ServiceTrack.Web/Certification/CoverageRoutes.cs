using System.Collections.Immutable;
using Microsoft.AspNetCore.Http.HttpResults;
using ServiceTrack.Certification;
using ServiceTrack.Dashboard;
using ServiceTrack.Registers;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;
using ServiceTrack.Web.Dashboard;
using ServiceTrack.Web.Tenants;

namespace ServiceTrack.Web.Certification;

/// <param name="From">The first day that counts where a rule does not say.</param>
/// <param name="AsOf">The last day that counts.</param>
public sealed record CoverageView(string SchemeId, int Version, DateOnly From, DateOnly AsOf, ImmutableArray<ClauseCoverageView> Clauses)
{
    public static async Task<CoverageView> Of(ITenantStore store, Scheme scheme, EvidenceRecords records, DateTimeOffset now, CancellationToken cancel) =>
        new(scheme.Id, scheme.Version, records.From, records.AsOf,
        [
            .. (await new CoverageReading(store, records, now).Of(scheme, cancel)).Select(c => new ClauseCoverageView(
                c.Clause, scheme.Clause(c.Clause)!.Name, c.Status, RuleCoverageView.Of(c.Rules, records.Outlets, records.Zone))),
        ]);
}

public sealed record ClauseCoverageView(string Clause, Bilingual Name, Covered Status, ImmutableArray<RuleCoverageView> Rules);

/// <param name="Count">What the list behind it gives, walked to its end; a report behind it gives the number of things measured.</param>
/// <param name="Shares">How many of them were recorded at the time, later or imported, and how many amended; null for outlets and measures.</param>
/// <param name="Newest">Null where there is none, or where the rule does not ask.</param>
/// <param name="List">The address of exactly these records; <c>recorded=</c> and <c>amended=</c> narrow it to a share.</param>
public sealed record RuleCoverageView(
    EvidenceRule Rule, DateOnly From, DateOnly To, Covered Status, long Count, RecordedShares? Shares, DateOnly? Newest, string List)
{
    public static ImmutableArray<RuleCoverageView> Of(ImmutableArray<RuleCoverage> rules, ImmutableArray<string> outlets, TimeZoneInfo zone) =>
        [.. rules.Select(r => new RuleCoverageView(r.Rule, r.From, r.To, r.Status, r.Found.Count, r.Found.Shares, r.Found.Newest, CoverageList.Of(r, outlets, zone)))];
}

public sealed record EligibilityView(string SchemeId, int Version, DateOnly AsOf, ImmutableArray<EligibilityQuestionView> Questions);

public sealed record EligibilityQuestionView(string Id, Bilingual Question, FactSource Source, ImmutableArray<RuleCoverageView> Records);

/// <summary>What there is of evidence for the clauses of a scheme, and for its questions of eligibility.</summary>
public static class CoverageRoutes
{
    public static void MapCoverage(this IEndpointRouteBuilder api)
    {
        var schemes = api.MapGroup("/schemes/{id}").WithTags("Certification");
        schemes.MapGet("/coverage", Get).Needs(Right.Evidence).WithName("getCoverage");
        schemes.MapGet("/eligibility", Eligibility).Needs(Right.Evidence).WithName("getEligibility");
    }

    /// <param name="asOf">A date; today unless named.</param>
    /// <param name="months">3 to 36; 12 unless named.</param>
    private static async Task<Results<Ok<CoverageView>, ProblemHttpResult>> Get(
        string id, int? version, string? asOf, int? months, string? outletId, ITenantStore store, Setup setup, Caller caller, TimeProvider clock, CancellationToken cancel)
    {
        if (await new SchemeDesk(store).Find(id, version, cancel) is not { } scheme) return Problems.NotFound();
        if (await DashboardScope.Of(caller, outletId, store, cancel) is not { } scope) return Problems.NotFound();
        if (months is < 3 or > 36) return Problems.Invalid("months", "Must be 3 to 36.");
        var (day, zone) = Day(asOf, setup, clock);
        return TypedResults.Ok(await CoverageView.Of(store, scheme, Window(zone, day, months ?? 12, scope.Outlets), clock.GetUtcNow(), cancel));
    }

    /// <summary>The questions with the records that speak to them; serious and safety records must be explained.</summary>
    private static async Task<Results<Ok<EligibilityView>, ProblemHttpResult>> Eligibility(
        string id, string? asOf, ITenantStore store, Setup setup, Caller caller, TimeProvider clock, CancellationToken cancel)
    {
        if (await new SchemeDesk(store).Find(id, null, cancel) is not { } scheme) return Problems.NotFound();
        var (day, zone) = Day(asOf, setup, clock);
        var reading = new CoverageReading(store, Window(zone, day, 12, caller.Outlets), clock.GetUtcNow());
        var questions = ImmutableArray.CreateBuilder<EligibilityQuestionView>();
        foreach (var question in scheme.Eligibility)
            questions.Add(new(question.Id, question.Question, question.Source, RuleCoverageView.Of(await reading.Rules(question.Evidence, cancel), caller.Outlets, zone)));
        return TypedResults.Ok(new EligibilityView(scheme.Id, scheme.Version, day, questions.ToImmutable()));
    }

    private static EvidenceRecords Window(TimeZoneInfo zone, DateOnly asOf, int months, ImmutableArray<string> outlets) =>
        new(zone, asOf.AddDays(1).AddMonths(-months), asOf.AddDays(1), outlets);

    private static (DateOnly Day, TimeZoneInfo Zone) Day(string? asOf, Setup setup, TimeProvider clock)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(setup.TimeZone);
        if (asOf is null) return (LocalDays.DayOf(clock.GetUtcNow(), zone), zone);
        return (RegisterValues.Date(asOf) ?? throw new RequestRefusedException(StatusCodes.Status400BadRequest, "asOf", "Must be a date, yyyy-MM-dd."), zone);
    }
}
