using Microsoft.AspNetCore.Http.HttpResults;
using ServiceTrack.Activities;
using ServiceTrack.Activities.Verbs;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Web.Tenants;

public sealed record CompanySettings(string Id, string Name, string TimeZone, int DueSoonMinutes, IReadOnlyList<string> AnsweredInContact);

public sealed record SettingsRequest(string Name, string TimeZone, int DueSoonMinutes, IReadOnlyList<string> AnsweredInContact);

/// <summary>The very first company of an installation, and its owner.</summary>
public sealed record FirstCompanyRequest(string Company, string Name, string Email, string Password, string TimeZone = "Asia/Shanghai");

public sealed record FirstCompanyView(bool Needed);

public static class CompanyRoutes
{
    public static void MapCompany(this IEndpointRouteBuilder api)
    {
        var tenants = api.MapGroup("/tenants").WithTags("Tenants");
        tenants.MapGet("/current", Current).Needs(Right.Read).WithName("getCompany");
        tenants.MapPut("/current", Change).Needs(Right.Administer).WithName("changeCompany");
        tenants.MapGet("/first", IsFirst).WithName("isFirstCompanyNeeded");
        tenants.MapPost("/first", First).WithName("foundFirstCompany").LimitedAsSignIn();
    }

    private static Ok<CompanySettings> Current(Setup setup, Caller caller) =>
        TypedResults.Ok(new CompanySettings(caller.Tenant.Value, setup.Name, setup.TimeZone, setup.DueSoonMinutes, setup.AnsweredInContact));

    private static async Task<Results<NoContent, ProblemHttpResult>> Change(
        Body<SettingsRequest> body, ITenantStore store, Caller caller, TimeProvider clock, CancellationToken cancel)
    {
        var r = body.Value;
        var errors = new FieldErrors();
        errors.Require(!string.IsNullOrWhiteSpace(r.Name) && r.Name.Length <= Limits.LongestTerm, "name", "Required, at most 200 characters.");
        errors.Require(IsZone(r.TimeZone), "timeZone", "There is no such time zone.");
        errors.Require(r.DueSoonMinutes is >= 1 and <= 10_080, "dueSoonMinutes", "Must be 1 to 10080 (a week).");
        errors.Require(r.AnsweredInContact.All(c => Channels.All.Contains(c)), "answeredInContact", $"Each must be one of: {string.Join(", ", Channels.All)}.");
        if (errors.Any) return Problems.Of(errors.ToRefusal());
        var refusal = await new SetupDesk(store).PutSettings(new(r.Name, r.TimeZone, r.DueSoonMinutes, [.. r.AnsweredInContact]), caller.By, clock.GetUtcNow(), cancel);
        return refusal is null ? TypedResults.NoContent() : Problems.Of(refusal);
    }

    private static async Task<Ok<FirstCompanyView>> IsFirst(IStore store, CancellationToken cancel) =>
        TypedResults.Ok(new FirstCompanyView(!await AnyCompany(store, cancel)));

    private static async Task<Results<NoContent, ProblemHttpResult>> First(
        Body<FirstCompanyRequest> body, IStore store, Founding founding, TimeProvider clock, CancellationToken cancel)
    {
        if (await AnyCompany(store, cancel)) return Problems.Of(new Refusal.AlreadyExists("company", "the first company"));
        var r = body.Value;
        var errors = new FieldErrors();
        errors.Require(!string.IsNullOrWhiteSpace(r.Company) && r.Company.Length <= Limits.LongestTerm, "company", "Required, at most 200 characters.");
        errors.Require(!string.IsNullOrWhiteSpace(r.Name) && r.Name.Length <= Limits.LongestTerm, "name", "Required, at most 200 characters.");
        errors.Require(PeopleRoutes.IsEmail(r.Email), "email", "Must be an e-mail address.");
        errors.Require(IsZone(r.TimeZone), "timeZone", "There is no such time zone.");
        if (errors.Any) return Problems.Of(errors.ToRefusal());
        // Two first visitors at once: the claim lets one of them in.
        var once = await store.Directory.Commit(new() { At = clock.GetUtcNow(), Claims = [new("first-company", "only", r.Email, clock.GetUtcNow().AddMinutes(1))] }, cancel);
        if (once is not CommitResult.Done) return Problems.Of(new Refusal.AlreadyExists("company", "the first company"));
        var (person, refusal) = await founding.Person(r.Email, null, r.Name, r.Password);
        if (refusal is not null)
        {
            await store.Directory.Commit(new() { At = clock.GetUtcNow(), Unclaim = [("first-company", "only")] }, cancel);
            return Problems.Of(refusal);
        }
        await founding.Company(r.Company, r.TimeZone, person!, cancel);
        return TypedResults.NoContent();
    }

    private static async Task<bool> AnyCompany(IStore store, CancellationToken cancel) =>
        (await store.Directory.Query(DirectoryCollections.Companies, new() { OrderBy = "createdAt", Limit = 1 }, cancel)).Items.Count > 0;

    private static bool IsZone(string id) => TimeZoneInfo.TryFindSystemTimeZoneById(id, out _);
}
