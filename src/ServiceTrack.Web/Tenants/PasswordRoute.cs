using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Web.Tenants;

/// <param name="Current">Whoever finds a desk left open does not know it.</param>
public sealed record PasswordRequest(string Current, string Password);

/// <summary>Changing one's own password: every other session ends, and the company's log says that it was done.</summary>
public static class PasswordRoute
{
    public static void MapPassword(this IEndpointRouteBuilder session) =>
        session.MapPost("/password", Change).Needs(Right.Read).ForShares(null).WithName("changePassword").LimitedAsSignIn();

    private static async Task<Results<NoContent, ProblemHttpResult>> Change(
        Body<PasswordRequest> body, HttpContext context, UserManager<Account> users, ITenantStore store, Caller caller, TimeProvider clock, CancellationToken cancel)
    {
        var (current, password) = body.Value;
        var account = (await users.FindByIdAsync(caller.By["person/".Length..]))!;
        if (await users.IsLockedOutAsync(account) || !await SessionRoutes.Matches(users, account, current))
            return Problems.Invalid("current", "Not the current password, or locked for a while after too many tries.");
        if (password == current) return Problems.Invalid("password", "Passwords must differ from the one before.");
        var changed = await users.ChangePasswordAsync(account, current, password);
        if (!changed.Succeeded) return Problems.Invalid("password", string.Join(" ", changed.Errors.Select(e => e.Description)));
        await Disclosure.Of(caller, Disclosed.Password, context.Request.Path, clock.GetUtcNow()).Keep(store, cancel);
        if (!caller.ByToken) await SessionRoutes.Open(context, account, caller.Tenant.Value, context.User.FindFirstValue(Callers.ShareClaim));
        return TypedResults.NoContent();
    }
}
