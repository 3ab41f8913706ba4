using System.Collections.Immutable;
using System.Net.Mail;
using Microsoft.AspNetCore.Http.HttpResults;
using ServiceTrack.Activities.Verbs;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Web.Tenants;

/// <param name="Version">For If-Match.</param>
/// <param name="Shared">Let in by a share: seen and ended among the auditors' accesses.</param>
public sealed record PersonView(
    string Id, long Version, string Name, Role Role, IReadOnlyList<string> Outlets, string? StaffNumber, DateTimeOffset? ValidUntil, bool Shared);

public sealed record PersonRequest(
    string Name, string Email, string Password, Role Role, string? Phone = null, IReadOnlyList<string>? Outlets = null,
    string? StaffNumber = null, DateTimeOffset? ValidUntil = null);

/// <summary>What somebody is here from now on, all of it: what is left out is empty.</summary>
/// <param name="ValidUntil">Now or a time gone by ends the access at once, sessions and tokens with it.</param>
public sealed record MembershipRequest(Role Role, IReadOnlyList<string>? Outlets = null, string? StaffNumber = null, DateTimeOffset? ValidUntil = null);

public sealed record TokenRequest(string Name, IReadOnlyList<Right>? Rights = null, DateTimeOffset? ExpiresAt = null);

/// <param name="Token">The token itself; shown this once.</param>
public sealed record NewTokenView(string Id, string Name, string Token, DateTimeOffset? ExpiresAt);

public sealed record TokenView(string Id, string Name, string PersonId, IReadOnlyList<Right> Rights, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt);

public static class PeopleRoutes
{
    public static void MapPeople(this IEndpointRouteBuilder api)
    {
        var people = api.MapGroup("/people").WithTags("People");
        people.MapGet("/", List).Needs(Right.Read).WithName("listPeople");
        people.MapPost("/", Add).Needs(Right.Administer).WithName("addPerson");
        people.MapGet("/{id}", Get).Needs(Right.Administer).WithName("getPerson");
        people.MapPut("/{id}", Change).Needs(Right.Administer).WithName("changePerson");
        var tokens = api.MapGroup("/tokens").WithTags("Tokens");
        tokens.MapGet("/", Tokens).Needs(Right.Administer).WithName("listTokens");
        tokens.MapPost("/", NewToken).Needs(Right.Administer).WithName("addToken");
        tokens.MapDelete("/{id}", Revoke).Needs(Right.Administer).WithName("revokeToken");
    }

    public static bool IsEmail(string text) => text.Length <= 200 && MailAddress.TryCreate(text, out var mail) && mail.Address == text;

    private static async Task<Ok<PageView<PersonView>>> List(HttpRequest request, IStore store, Caller caller, CancellationToken cancel)
    {
        var page = await store.Directory.Query(DirectoryCollections.Memberships, new()
        {
            Where = Condition.Is("tenantId", caller.Tenant.Value), OrderBy = "name", Limit = Paging.LimitOf(request.Query),
            Cursor = request.Query["cursor"].ToString() is { Length: > 0 } cursor ? cursor : null,
        }, cancel);
        return TypedResults.Ok(new PageView<PersonView>([.. page.Items.Select(View)], page.Next));
    }

    private static async Task<Results<Created<PersonView>, ProblemHttpResult>> Add(
        Body<PersonRequest> body, Founding founding, ITenantStore store, Caller caller, TimeProvider clock, CancellationToken cancel)
    {
        var r = body.Value;
        var errors = new FieldErrors();
        errors.Require(!string.IsNullOrWhiteSpace(r.Name) && r.Name.Length <= Limits.LongestTerm, "name", "Required, at most 200 characters.");
        errors.Require(IsEmail(r.Email), "email", "Must be an e-mail address.");
        await Check(r.Outlets, r.StaffNumber, store, errors, cancel);
        if (errors.Any) return Problems.Of(errors.ToRefusal());
        var (person, refusal) = await founding.Person(r.Email, r.Phone, r.Name, r.Password);
        if (refusal is not null) return Problems.Of(refusal);
        Membership membership = new(caller.Tenant.Value, person!.Id, r.Name, r.Role, [.. r.Outlets ?? []], r.StaffNumber, r.ValidUntil);
        await Disclosure.Of(caller, Disclosed.Access, What(person.Id, membership), clock.GetUtcNow()).Keep(store, cancel);
        await founding.Join(membership, cancel);
        return TypedResults.Created($"/api/v1/people/{person.Id}", View(new(membership, 1)));
    }

    private static async Task<Results<Ok<PersonView>, ProblemHttpResult>> Get(string id, HttpResponse response, IStore store, Caller caller, CancellationToken cancel)
    {
        if (await new MembershipDesk(caller.Tenant, store.Directory).Find(id, cancel) is not { } found) return Problems.NotFound();
        ETag.Set(response, found.Version);
        return TypedResults.Ok(View(found));
    }

    private static async Task<Results<Ok<PersonView>, ProblemHttpResult>> Change(
        string id, Body<MembershipRequest> body, HttpContext context, IStore all, ITenantStore store, Caller caller, TimeProvider clock, CancellationToken cancel)
    {
        var r = body.Value;
        var errors = new FieldErrors();
        await Check(r.Outlets, r.StaffNumber, store, errors, cancel);
        if (errors.Any) return Problems.Of(errors.ToRefusal());
        var now = clock.GetUtcNow();
        var (after, refusal) = await new MembershipDesk(caller.Tenant, all.Directory).Change(
            id, m => m with { Role = r.Role, Outlets = [.. r.Outlets ?? []], StaffNumber = r.StaffNumber, ValidUntil = r.ValidUntil }, ETag.IfMatch(context.Request),
            m => Disclosure.Of(caller, Disclosed.Access, What(id, m), now).Keep(store, cancel), now, cancel);
        if (refusal is not null) return Problems.Of(refusal);
        ETag.Set(context.Response, after!.Version);
        return TypedResults.Ok(View(after));
    }

    private static async Task Check(IReadOnlyList<string>? outlets, string? staffNumber, ITenantStore store, FieldErrors errors, CancellationToken cancel)
    {
        if (staffNumber is not null && Limits.Problem(staffNumber, Limits.LongestTerm) is { } problem) errors.Add("staffNumber", problem);
        foreach (var outlet in outlets ?? [])
            errors.Require(await store.Find(ServiceTrack.Network.Outlet.Collection, outlet, cancel) is not null, "outlets", $"There is no outlet {outlet}.");
    }

    /// <summary>The address, and what the person is to be.</summary>
    private static string What(string person, Membership m) =>
        $"/api/v1/people/{person}?role={m.Role}&outlets={string.Join(",", m.Outlets)}&validUntil={m.ValidUntil?.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}";

    private static async Task<Ok<PageView<TokenView>>> Tokens(HttpRequest request, IStore store, Caller caller, CancellationToken cancel)
    {
        var page = await store.Directory.Query(DirectoryCollections.Tokens, new()
        {
            Where = Condition.Is("tenantId", caller.Tenant.Value), OrderBy = "createdAt", Descending = true, Limit = Paging.LimitOf(request.Query),
            Cursor = request.Query["cursor"].ToString() is { Length: > 0 } cursor ? cursor : null,
        }, cancel);
        return TypedResults.Ok(new PageView<TokenView>([.. page.Items.Select(t => t.Value).Select(t =>
            new TokenView(t.Hash, t.Name, t.PersonId, t.Rights, t.CreatedAt, t.ExpiresAt))], page.Next));
    }

    private static async Task<Results<Created<NewTokenView>, ProblemHttpResult>> NewToken(
        Body<TokenRequest> body, Founding founding, ITenantStore store, Caller caller, TimeProvider clock, CancellationToken cancel)
    {
        var r = body.Value;
        var errors = new FieldErrors();
        errors.Require(!string.IsNullOrWhiteSpace(r.Name) && r.Name.Length <= Limits.LongestTerm, "name", "Required, at most 200 characters.");
        errors.Require(!(r.ExpiresAt <= clock.GetUtcNow()), "expiresAt", "Must be in the future.");
        if (errors.Any) return Problems.Of(errors.ToRefusal());
        await Disclosure.Of(caller, Disclosed.Access, $"/api/v1/tokens?name={r.Name}&rights={string.Join(",", r.Rights ?? [])}", clock.GetUtcNow()).Keep(store, cancel);
        var (text, token) = await founding.Token(caller.Tenant, caller.By["person/".Length..], r.Name, [.. r.Rights ?? []], r.ExpiresAt, cancel);
        return TypedResults.Created($"/api/v1/tokens/{token.Hash}", new NewTokenView(token.Hash, token.Name, text, token.ExpiresAt));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Revoke(
        string id, IStore all, ITenantStore store, Caller caller, TimeProvider clock, CancellationToken cancel)
    {
        if (await all.Directory.Find(DirectoryCollections.Tokens, id, cancel) is not { Value: var token } || token.TenantId != caller.Tenant.Value)
            return Problems.NotFound();
        await Disclosure.Of(caller, Disclosed.Access, $"/api/v1/tokens/revoked?name={token.Name}", clock.GetUtcNow()).Keep(store, cancel);
        await all.Directory.Commit(new() { At = clock.GetUtcNow(), Documents = [DirectoryCollections.Tokens.Remove(id)] }, cancel);
        return TypedResults.NoContent();
    }

    private static PersonView View(Stored<Membership> stored)
    {
        var m = stored.Value;
        return new(m.PersonId, stored.Version, m.Name, m.Role, m.Outlets, m.StaffNumber, m.ValidUntil, m.Share is not null);
    }
}
