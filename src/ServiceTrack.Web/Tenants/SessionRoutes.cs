using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Web.Tenants;

/// <param name="Login">E-mail or phone.</param>
/// <param name="TenantId">Which company, for a person who is in several; null for the only or first one.</param>
public sealed record SignInRequest(string Login, string Password, string? TenantId = null);

/// <param name="Share">What an auditor from outside was let in to see; null for the company's own people.</param>
public sealed record SessionView(string PersonId, string Name, string TenantId, string Company, string TimeZone, Role Role, IReadOnlyList<Right> Rights, IReadOnlyList<CompanyView> Companies, ShareView? Share);

public sealed record CompanyView(string Id, string Name);

/// <summary>Signing in and out with a cookie.</summary>
public static class SessionRoutes
{
    public static void MapSession(this IEndpointRouteBuilder api)
    {
        var session = api.MapGroup("/session").WithTags("Session");
        session.MapPost("/", SignIn).WithName("signIn").LimitedAsSignIn();
        session.MapGet("/", Who).Needs(Right.Read).ForShares(null).WithName("getSession");
        session.MapDelete("/", SignOut).WithName("signOut");
        session.MapPassword();
    }

    private static async Task<Results<Ok<SessionView>, ProblemHttpResult>> SignIn(
        Body<SignInRequest> body, HttpContext context, UserManager<Account> users, IStore store, TimeProvider clock, CancellationToken cancel)
    {
        var (login, password, wanted) = body.Value;
        var account = await users.FindByNameAsync(login);
        // Whether the login exists, is locked or the password is wrong must not be told apart.
        if (account is null || await users.IsLockedOutAsync(account) || !await Matches(users, account, password)) return Refused();
        var now = clock.GetUtcNow();
        var all = await MembershipsOf(store, account.Person.Id, cancel);
        List<Membership> memberships = [.. all.Where(m => !(m.ValidUntil <= now))];
        if (memberships.FirstOrDefault(m => wanted is null || m.TenantId == wanted) is not { } membership)
            return all.FirstOrDefault(m => wanted is null || m.TenantId == wanted) is { ValidUntil: { } end } ? Problems.AccessEnded(end) : Refused();
        await Open(context, account, membership.TenantId, membership.Share?.Id);
        return TypedResults.Ok(await View(store, membership, memberships, cancel));
    }

    /// <summary>Gives the cookie of a session as the account stands now.</summary>
    internal static Task Open(HttpContext context, Account account, string tenant, string? share)
    {
        ClaimsIdentity identity = new(
        [
            new(ClaimTypes.NameIdentifier, account.Person.Id),
            new(Callers.TenantClaim, tenant),
            new(Callers.StampClaim, account.Person.SecurityStamp),
        ], CookieAuthenticationDefaults.AuthenticationScheme);
        if (share is not null) identity.AddClaim(new(Callers.ShareClaim, share));
        return context.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, new ClaimsPrincipal(identity));
    }

    private static async Task<Ok<SessionView>> Who(Caller caller, IStore store, TimeProvider clock, CancellationToken cancel)
    {
        var person = caller.By["person/".Length..];
        var now = clock.GetUtcNow();
        List<Membership> memberships = [.. (await MembershipsOf(store, person, cancel)).Where(m => !(m.ValidUntil <= now))];
        return TypedResults.Ok(await View(store, memberships.First(m => m.TenantId == caller.Tenant.Value), memberships, cancel));
    }

    private static async Task<NoContent> SignOut(HttpContext context, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return TypedResults.NoContent();
    }

    /// <summary>A wrong try is counted; too many lock the account for a while.</summary>
    internal static async Task<bool> Matches(UserManager<Account> users, Account account, string password)
    {
        if (await users.CheckPasswordAsync(account, password))
        {
            if (account.Person.FailedSignIns > 0) await users.ResetAccessFailedCountAsync(account);
            return true;
        }
        await users.AccessFailedAsync(account);
        return false;
    }

    private static async Task<List<Membership>> MembershipsOf(IStore store, string person, CancellationToken cancel)
    {
        var page = await store.Directory.Query(DirectoryCollections.Memberships,
            new() { Where = Condition.Is("personId", person), OrderBy = "name", Limit = Paging.Most }, cancel);
        return [.. page.Items.Select(m => m.Value)];
    }

    private static async Task<SessionView> View(IStore store, Membership membership, List<Membership> all, CancellationToken cancel)
    {
        var companies = new List<CompanyView>();
        foreach (var m in all)
            if (await store.Directory.Find(DirectoryCollections.Companies, m.TenantId, cancel) is { Value: var c }) companies.Add(new(c.Id, c.Name));
        var setup = (await store.For(new(membership.TenantId)).Find(Setup.Collection, Setup.Id, cancel))!.Value;
        return new(membership.PersonId, membership.Name, membership.TenantId, setup.Name, setup.TimeZone, membership.Role,
            Roles.RightsOf(membership.Role), companies, membership.Share is null ? null : ShareView.Of(membership));
    }

    private static ProblemHttpResult Refused() => Problems.Make(401, "sign-in-failed", "Sign-in failed",
        "Login and password do not match, or the account is locked for a while after too many tries.");
}
