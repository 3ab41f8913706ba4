using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using ServiceTrack.Sla;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;
using ServiceTrack.Web.Tenants;

namespace ServiceTrack.Web.Sla;

/// <summary>What is promised, when the company works, and how a clock comes to its time.</summary>
public static class SlaRoutes
{
    public static void MapSla(this IEndpointRouteBuilder api)
    {
        var sla = api.MapGroup("/sla").WithTags("SLA");
        sla.MapPost("/explain", Explain).Needs(Right.Read).WithName("explainClocks");
        sla.MapGet("/policies", (Setup setup) => TypedResults.Ok(setup.Policy)).Needs(Right.Read).WithName("getPolicy");
        sla.MapPut("/policies", PutPolicy).Needs(Right.Configure).WithName("putPolicy");
        sla.MapGet("/calendars", (Setup setup) => TypedResults.Ok(new PageView<SlaCalendar>(setup.Calendars, null)))
            .Needs(Right.Read).WithName("listCalendars");
        sla.MapPut("/calendars/{id}", PutCalendar).Needs(Right.Configure).WithName("putCalendar");
    }

    private static Results<Ok<ExplainResult>, ProblemHttpResult> Explain(Body<JsonElement> body)
    {
        var (result, errors) = SlaExplain.Run(body.Value);
        return result is null ? Problems.Invalid(errors) : TypedResults.Ok(result);
    }

    private static async Task<Results<Ok<SlaPolicy>, ProblemHttpResult>> PutPolicy(
        Body<JsonElement> body, ITenantStore store, Setup setup, Caller caller, TimeProvider clock, CancellationToken cancel)
    {
        var (policy, errors) = SlaPolicy.FromRequest(body.Value, setup.Policy.Id, setup.Policy.Version + 1);
        for (var i = 0; i < policy?.Rules.Length; i++)
        {
            var rule = policy.Rules[i];
            if (rule.CalendarId is { } calendar && setup.Calendar(calendar) is null) errors[$"rules[{i}].calendarId"] = ["There is no such calendar."];
            if (rule.Kinds.Any(k => setup.Kind(k) is null)) errors[$"rules[{i}].kinds"] = ["There is no such kind."];
        }
        if (policy is null || errors.Count > 0) return Problems.Invalid(errors);
        var refusal = await new SetupDesk(store).PutPolicy(policy, caller.By, clock.GetUtcNow(), cancel);
        return refusal is null ? TypedResults.Ok(policy) : Problems.Of(refusal);
    }

    private static async Task<Results<Ok<SlaCalendar>, ProblemHttpResult>> PutCalendar(
        string id, Body<JsonElement> body, ITenantStore store, Setup setup, Caller caller, TimeProvider clock, CancellationToken cancel)
    {
        if (id.Length > 40) return Problems.Invalid("id", "At most 40 characters.");
        var (calendar, errors) = SlaCalendar.FromRequest(body.Value, id, (setup.Calendar(id)?.Version ?? 0) + 1);
        if (calendar is null) return Problems.Invalid(errors);
        var refusal = await new SetupDesk(store).PutCalendar(calendar, caller.By, clock.GetUtcNow(), cancel);
        return refusal is null ? TypedResults.Ok(calendar) : Problems.Of(refusal);
    }
}
