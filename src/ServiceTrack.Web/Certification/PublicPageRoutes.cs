using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using ServiceTrack.Certification;
using ServiceTrack.Dashboard;
using ServiceTrack.Journal;
using ServiceTrack.Registers;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;
using ServiceTrack.Web.Tenants;

namespace ServiceTrack.Web.Certification;

public sealed record PublicPageRequest(bool On, string? Name = null, bool Certificates = false);

/// <param name="Address">Where it is, if it is on.</param>
public sealed record PublicPageView(bool On, string? Name, bool Certificates, string Address);

/// <summary>A page without script and without sign-in, for whoever is shown a certificate or a pack and wants to ask the company itself.</summary>
public static class PublicPageRoutes
{
    public static void MapPublicPage(this IEndpointRouteBuilder api)
    {
        api.MapGet("/public-page", Get).Needs(Right.Administer).WithName("getPublicPage").WithTags("Certification");
        api.MapPut("/public-page", Put).Needs(Right.Administer).WithName("putPublicPage").WithTags("Certification");
    }

    public static void MapPublicPages(this IEndpointRouteBuilder app) => app.MapGet("/c/{company}", Show).ExcludeFromDescription();

    private static async Task<Ok<PublicPageView>> Get(ITenantStore store, CancellationToken cancel) =>
        TypedResults.Ok(View(await PublicPage.Of(store, cancel), store.Tenant));

    private static async Task<Results<Ok<PublicPageView>, ProblemHttpResult>> Put(
        Body<PublicPageRequest> body, ITenantStore store, IStore stores, Caller caller, TimeProvider clock, CancellationToken cancel)
    {
        var (on, name, certificates) = body.Value;
        if (name is not null && !PublicPage.IsName(name)) return Problems.Invalid("name", "Must be 3 to 40 lower-case letters, digits and dashes, beginning with a letter.");
        PublicPage page = new(on, name, certificates);
        return await PublicPage.Put(store, stores.Directory, page, caller.By, clock.GetUtcNow(), cancel) is { } refusal
            ? Problems.Of(refusal) : TypedResults.Ok(View(page, store.Tenant));
    }

    /// <summary>A page that is off and a company that there is not look the same.</summary>
    private static async Task<IResult> Show(string company, HttpResponse response, IStore stores, TimeProvider clock, CancellationToken cancel)
    {
        response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";
        var id = await stores.Directory.Claimed(PublicPage.Names, company, cancel) ?? company;
        if (await stores.Directory.Find(DirectoryCollections.Companies, id, cancel) is null) return Missing();
        var store = stores.For(new(id));
        var page = await PublicPage.Of(store, cancel);
        if (!page.On || await store.Find(Setup.Collection, Setup.Id, cancel) is not { Value: var setup }) return Missing();
        var now = clock.GetUtcNow();
        var today = LocalDays.DayOf(now, TimeZoneInfo.FindSystemTimeZoneById(setup.TimeZone));
        var certificates = page.Certificates ? await store.InForce(Certificates.Register, today, cancel) : [];
        using var key = await JournalKey.Of(store, now, cancel);
        // The last one that was made: who looks makes none.
        var checkpoint = await Checkpoints.Last(store, cancel);
        return TypedResults.Text(PublicPageText.Of(setup.Name, key.Public.Fingerprint, checkpoint, certificates, page.Certificates), "text/html; charset=utf-8", Encoding.UTF8);
    }

    private static IResult Missing() => TypedResults.Text(PublicPageText.Missing, "text/html; charset=utf-8", Encoding.UTF8, StatusCodes.Status404NotFound);

    private static PublicPageView View(PublicPage page, TenantId tenant) => new(page.On, page.Name, page.Certificates, $"/c/{page.Name ?? tenant.Value}");
}
