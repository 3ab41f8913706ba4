using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using ServiceTrack.Activities.Verbs;
using ServiceTrack.Certification;
using ServiceTrack.Dashboard;
using ServiceTrack.Evidence;
using ServiceTrack.Network;
using ServiceTrack.Registers;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Web.Tenants;

/// <summary>Lets auditors from outside see some records for a while.</summary>
public static class ShareRoutes
{
    public static void MapShares(this IEndpointRouteBuilder api)
    {
        var shares = api.MapGroup("/shares").WithTags("Shares");
        shares.MapGet("/", List).Needs(Right.Administer).WithName("listShares");
        shares.MapPost("/", Give).Needs(Right.Administer).WithName("giveShare");
        shares.MapDelete("/{id}", End).Needs(Right.Administer).WithName("endShare");
    }

    private static async Task<Ok<PageView<ShareView>>> List(IStore store, Caller caller, CancellationToken cancel)
    {
        var shares = await DirectoryCollections.All(store.Directory, DirectoryCollections.Memberships, Condition.Is("tenantId", caller.Tenant.Value), "name", cancel)
            .Where(m => m.Share is not null).ToListAsync(cancel);
        return TypedResults.Ok(new PageView<ShareView>([.. shares.OrderByDescending(m => m.Share!.GivenAt).Select(ShareView.Of)], null));
    }

    private static async Task<Results<Created<NewShareView>, ProblemHttpResult>> Give(
        Body<ShareRequest> body, Founding founding, UserManager<Account> users, IStore stores, ITenantStore store, Setup setup, Caller caller, TimeProvider clock,
        CancellationToken cancel)
    {
        var r = body.Value;
        var now = clock.GetUtcNow();
        var (share, validUntil, refusal) = await Read(r, store, setup, now, cancel);
        if (refusal is not null) return Problems.Of(refusal);
        var person = (await users.FindByNameAsync(r.Email))?.Person;
        var membership = person is null ? null : await stores.Directory.Find(DirectoryCollections.Memberships, Membership.IdOf(caller.Tenant.Value, person.Id), cancel);
        if (membership is { Value.Share: null }) return Problems.Of(new Refusal.AlreadyExists("email", person!.Id));
        string? password = null;
        if (person is null)
        {
            password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(10));
            (person, refusal) = await founding.Person(r.Email, null, r.Name, password);
            if (refusal is not null) return Problems.Of(refusal);
        }
        Membership given = new(caller.Tenant.Value, person!.Id, r.Name, Role.Auditor, [.. r.Outlets ?? []], null, validUntil) { Share = share };
        await new ShareDesk(store, stores.Directory).Give(given, r.Reason, caller.By, cancel);
        return TypedResults.Created($"/api/v1/shares/{person.Id}", new NewShareView(ShareView.Of(given), password));
    }

    /// <summary>The reason stands in the body, or in the address where a client sends no body with DELETE.</summary>
    private static async Task<Results<NoContent, ProblemHttpResult>> End(
        string id, string? reason, Body<EndShareRequest> body, IStore stores, ITenantStore store, Caller caller, TimeProvider clock, CancellationToken cancel)
    {
        reason = body.Value.Reason ?? reason;
        if ((Limits.Required("reason", reason) ?? Limits.Term("reason", reason)) is { } refusal) return Problems.Of(refusal);
        if (await stores.Directory.Find(DirectoryCollections.Memberships, Membership.IdOf(caller.Tenant.Value, id), cancel) is not { Value: { Share: not null } membership })
            return Problems.NotFound();
        return await new ShareDesk(store, stores.Directory).End(membership, reason!, caller.By, clock.GetUtcNow(), cancel)
            ? TypedResults.NoContent() : Problems.Make(409, "already-ended", "Ended already", $"It ended at {membership.ValidUntil:O}.");
    }

    private static async Task<(Share? Share, DateTimeOffset ValidUntil, Refusal? Refusal)> Read(
        ShareRequest r, ITenantStore store, Setup setup, DateTimeOffset now, CancellationToken cancel)
    {
        var errors = new FieldErrors();
        errors.Require(PeopleRoutes.IsEmail(r.Email), "email", "Must be an e-mail address.");
        errors.Require(!string.IsNullOrWhiteSpace(r.Name) && r.Name.Length <= Limits.LongestTerm, "name", "Required, at most 200 characters.");
        errors.Require(!string.IsNullOrWhiteSpace(r.Reason) && r.Reason.Length <= Limits.LongestTerm, "reason", "Required, at most 200 characters.");
        var scheme = await new SchemeDesk(store).Find(r.Scheme, null, cancel);
        errors.Require(scheme is not null, "scheme", "There is no such scheme.");
        errors.Require(r.Clauses.Count > 0, "clauses", "Name at least one.");
        for (var i = 0; i < r.Clauses.Count; i++) errors.Require(scheme?.Clause(r.Clauses[i]) is not null, $"clauses[{i}]", "There is no such clause.");
        for (var i = 0; i < (r.Outlets ?? []).Count; i++)
            errors.Require(await store.Find(Outlet.Collection, r.Outlets![i], cancel) is not null, $"outlets[{i}]", "There is no such outlet.");
        for (var i = 0; i < (r.Packs ?? []).Count; i++)
            errors.Require(await store.Find(PackRecord.Collection, r.Packs![i], cancel) is { Value.Sha256: not null }, $"packs[{i}]", "There is no such finished pack.");
        var (from, to) = (RegisterValues.Date(r.From), RegisterValues.Date(r.To));
        errors.Require(from is not null, "from", "Must be a date, yyyy-MM-dd.");
        errors.Require(to is not null, "to", "Must be a date, yyyy-MM-dd.");
        errors.Require(!(from >= to), "to", "Must be after from.");
        var zone = TimeZoneInfo.FindSystemTimeZoneById(setup.TimeZone);
        var until = Dates.Read(r.ValidUntil, zone);
        errors.Require(until is not null, "validUntil", Dates.Message);
        errors.Require(!(until <= now), "validUntil", "Must be in the future.");
        errors.Require(!(until > now.AddDays(Share.MostDays)), "validUntil", $"At most {Share.MostDays} days ahead.");
        if (errors.Any) return (null, default, errors.ToRefusal());
        ShareWindow window = new(from!.Value, to!.Value, LocalDays.Midnight(from.Value, zone), LocalDays.Midnight(to.Value, zone));
        ImmutableArray<string> clauses = [.. r.Clauses.Distinct()];
        return (new(Guid.CreateVersion7(now).ToString("N"), scheme!.Id, scheme.Version, clauses, window, Share.RecordsOf(scheme, clauses), [.. r.Packs ?? []], now),
            until!.Value, null);
    }
}
