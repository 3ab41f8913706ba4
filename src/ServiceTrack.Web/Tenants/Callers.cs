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
    public const string ShareClaim = "share";

    public async Task<Caller?> Of(HttpContext context) => await Known(context) is var (caller, membership) && !IsOver(membership) ? caller : null;

    /// <summary>When the membership by which somebody asks came to its end; null where that is not why nobody is known.</summary>
    public async Task<DateTimeOffset?> EndOf(HttpContext context) =>
        await Known(context) is var (_, membership) && IsOver(membership) ? membership.ValidUntil : null;

    private async Task<(Caller Caller, Membership Membership)?> Known(HttpContext context)
    {
        var cancel = context.RequestAborted;
        if (BearerOf(context.Request) is { } token) return await OfToken(token, cancel);
        var person = context.User.FindFirstValue(ClaimTypes.NameIdentifier);
        var tenant = context.User.FindFirstValue(TenantClaim);
        if (person is null || tenant is null) return null;
        // A changed password ends every session that was opened before.
        var known = await store.Directory.Find(DirectoryCollections.People, person, cancel);
        if (known?.Value.SecurityStamp != context.User.FindFirstValue(StampClaim)) return null;
        // Nor does a session outlive the share it was opened under.
        return await MembershipOf(tenant, person, cancel) is { } membership && membership.Share?.Id == context.User.FindFirstValue(ShareClaim)
            ? (membership.Caller(), membership) : null;
    }

    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private static string? BearerOf(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)) return header["Bearer ".Length..].Trim();
        // A browser's WebSocket cannot send headers.
        return request.Path.StartsWithSegments("/hubs") && request.Query["access_token"].ToString() is { Length: > 0 } token ? token : null;
    }

    private async Task<(Caller Caller, Membership Membership)?> OfToken(string text, CancellationToken cancel)
    {
        if (await store.Directory.Find(DirectoryCollections.Tokens, HashOf(text), cancel) is not { Value: var token }) return null;
        if (token.ExpiresAt <= clock.GetUtcNow()) return null;
        if (await MembershipOf(token.TenantId, token.PersonId, cancel) is not { } membership) return null;
        if (token.CreatedAt < membership.Share?.GivenAt) return null;
        var caller = membership.Caller(byToken: true);
        return (token.Rights.IsDefaultOrEmpty ? caller : caller with { Rights = [.. caller.Rights.Intersect(token.Rights)] }, membership);
    }

    private async Task<Membership?> MembershipOf(string tenant, string person, CancellationToken cancel) =>
        (await store.Directory.Find(DirectoryCollections.Memberships, Membership.IdOf(tenant, person), cancel))?.Value;

    private bool IsOver(Membership membership) => membership.ValidUntil <= clock.GetUtcNow();
}
