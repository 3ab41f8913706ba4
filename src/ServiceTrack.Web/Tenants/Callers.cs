using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Web.Tenants;

/// <summary>Finds out who asks: by the session's cookie or by an API token, looked up anew at every request.</summary>
public sealed class Callers(IStore store, TimeProvider clock)
{
    public const string TenantClaim = "tenant";
    public const string StampClaim = "stamp";

    public async Task<Caller?> Of(HttpContext context)
    {
        var cancel = context.RequestAborted;
        if (BearerOf(context.Request) is { } token) return await OfToken(token, cancel);
        var person = context.User.FindFirstValue(ClaimTypes.NameIdentifier);
        var tenant = context.User.FindFirstValue(TenantClaim);
        if (person is null || tenant is null) return null;
        // A changed password ends every session that was opened before.
        var known = await store.Directory.Find(DirectoryCollections.People, person, cancel);
        if (known?.Value.SecurityStamp != context.User.FindFirstValue(StampClaim)) return null;
        return (await MembershipOf(tenant, person, cancel))?.Caller();
    }

    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private static string? BearerOf(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)) return header["Bearer ".Length..].Trim();
        // A browser's WebSocket cannot send headers.
        return request.Path.StartsWithSegments("/hubs") && request.Query["access_token"].ToString() is { Length: > 0 } token ? token : null;
    }

    private async Task<Caller?> OfToken(string text, CancellationToken cancel)
    {
        if (await store.Directory.Find(DirectoryCollections.Tokens, HashOf(text), cancel) is not { Value: var token }) return null;
        if (token.ExpiresAt <= clock.GetUtcNow()) return null;
        if (await MembershipOf(token.TenantId, token.PersonId, cancel) is not { } membership) return null;
        var caller = membership.Caller(byToken: true);
        return token.Rights.IsDefaultOrEmpty ? caller : caller with { Rights = [.. caller.Rights.Intersect(token.Rights)] };
    }

    private async Task<Membership?> MembershipOf(string tenant, string person, CancellationToken cancel) =>
        await store.Directory.Find(DirectoryCollections.Memberships, Membership.IdOf(tenant, person), cancel) is { Value: var found }
        && !(found.ValidUntil <= clock.GetUtcNow()) ? found : null;
}
