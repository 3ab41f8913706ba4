using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using ServiceTrack.Activities.Verbs;
using ServiceTrack.Certification;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;
using ServiceTrack.Web.Imports;
using ServiceTrack.Web.Tenants;

namespace ServiceTrack.Web.Certification;

/// <summary>Certification schemes: those that come with the product, and each company's own versions of them.</summary>
public static class SchemeRoutes
{
    public static void MapSchemes(this IEndpointRouteBuilder api)
    {
        var schemes = api.MapGroup("/schemes").WithTags("Certification");
        schemes.MapGet("/", List).Needs(Right.Read).ForShares(null).WithName("listSchemes");
        schemes.MapPost("/", Add).Needs(Right.Configure).WithName("addScheme");
        schemes.MapGet("/{id}", Get).Needs(Right.Read).ForShares(null).WithName("getScheme");
        schemes.MapPut("/{id}", Put).Needs(Right.Configure).WithName("putScheme");
        schemes.MapPost("/{id}/score-sheet", Import).Needs(Right.Configure).WithName("importScoreSheet").Accepts<IFormFile>("multipart/form-data");
    }

    private static async Task<Ok<PageView<SchemeSummary>>> List(ITenantStore store, Caller caller, CancellationToken cancel) =>
        TypedResults.Ok(new PageView<SchemeSummary>([.. (await new SchemeDesk(store).All(cancel)).Where(s => IsFor(caller, s.Id)).Select(SchemeSummary.Of)], null));

    /// <param name="version">Null: the one in force.</param>
    private static async Task<Results<Ok<SchemeView>, ProblemHttpResult>> Get(
        string id, int? version, HttpResponse response, ITenantStore store, Caller caller, CancellationToken cancel) =>
        IsFor(caller, id) && await new SchemeDesk(store).Find(id, version, cancel) is { } scheme ? Shown(scheme, response) : Problems.NotFound();

    private static bool IsFor(Caller caller, string scheme) => caller.Share is not { } share || share.Scheme == scheme;

    private static async Task<Results<Created<SchemeView>, ProblemHttpResult>> Add(
        Body<JsonElement> body, HttpResponse response, ITenantStore store, Setup setup, Caller caller, TimeProvider clock, CancellationToken cancel)
    {
        var (scheme, errors) = SchemeReader.Read(body.Value, EvidenceNames.Of(setup));
        if (scheme is null) return Problems.Of(errors.ToRefusal());
        var first = scheme with { Version = 1 };
        if (await new SchemeDesk(store).Add(first, caller.By, clock.GetUtcNow(), cancel) is { } refusal) return Problems.Of(refusal);
        ETag.Set(response, first.Version);
        return TypedResults.Created($"/api/v1/schemes/{first.Id}", SchemeView.Of(first));
    }

    /// <summary>The whole scheme anew, as its next version.</summary>
    private static async Task<Results<Ok<SchemeView>, ProblemHttpResult>> Put(
        string id, Body<JsonElement> body, HttpContext context, ITenantStore store, Setup setup, Caller caller, TimeProvider clock, CancellationToken cancel)
    {
        var desk = new SchemeDesk(store);
        if (await desk.Find(id, null, cancel) is null) return Problems.NotFound();
        var (scheme, errors) = SchemeReader.Read(body.Value, EvidenceNames.Of(setup));
        if (scheme is not null) errors.Require(scheme.Id == id, "id", "Must be the id in the address.");
        if (errors.Any) return Problems.Of(errors.ToRefusal());
        var (next, refusal) = await desk.Put(id, _ => scheme!, SchemeOrigin.Edited, ETag.IfMatch(context.Request), caller.By, clock.GetUtcNow(), cancel);
        return refusal is null ? Shown(next!, context.Response) : Problems.Of(refusal);
    }

    /// <param name="body">The certification body whose sheet it is.</param>
    /// <param name="dryRun">Says what the sheet would change, and changes nothing.</param>
    private static async Task<Results<Ok<ScoreSheetView>, ProblemHttpResult>> Import(
        string id, string? body, bool? dryRun, HttpContext context, ITenantStore store, Caller caller, TimeProvider clock, CancellationToken cancel)
    {
        var desk = new SchemeDesk(store);
        if (await desk.Find(id, null, cancel) is not { } scheme) return Problems.NotFound();
        if ((Limits.Required("body", body) ?? Limits.Term("body", body)) is { } wrong) return Problems.Of(wrong);
        if (await FileOf(context.Request, cancel) is not { } file) return Problems.Invalid("file", "Send one file, not empty.");
        await using var content = file.OpenReadStream();
        var reading = await ScoreSheet.Read(content, scheme, body!, cancel);
        int? version = null;
        if (reading.Scheme is { } changed && dryRun != true)
        {
            content.Position = 0;
            var origin = new SchemeOrigin("score-sheet", body, Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancel)));
            // What was read was put over this version; another that came in between is not overwritten.
            var (next, refusal) = await desk.Put(id, _ => changed, origin, ETag.IfMatch(context.Request) ?? scheme.Version, caller.By, clock.GetUtcNow(), cancel);
            if (refusal is not null) return Problems.Of(refusal);
            version = next!.Version;
        }
        var language = context.Request.Headers.AcceptLanguage.ToString();
        return TypedResults.Ok(new ScoreSheetView(reading.Description, version, reading.Changes, [.. reading.Errors.Select(e => ImportProblemView.Of(e, language))]));
    }

    /// <summary>The one file of a form, small enough to be read at once; null where there is none, or an empty one.</summary>
    private static async Task<IFormFile?> FileOf(HttpRequest request, CancellationToken cancel)
    {
        if (!request.HasFormContentType) throw new RequestRefusedException(StatusCodes.Status415UnsupportedMediaType, "", "Send multipart/form-data.");
        try
        {
            var file = (await request.ReadFormAsync(cancel)).Files is [var only] ? only : null;
            return file?.Length > ScoreSheet.MostBytes ? throw new BlobTooLargeException(ScoreSheet.MostBytes) : file?.Length == 0 ? null : file;
        }
        catch (InvalidDataException broken)
        {
            throw new RequestRefusedException(StatusCodes.Status400BadRequest, "file", broken.Message);
        }
    }

    private static Ok<SchemeView> Shown(Scheme scheme, HttpResponse response)
    {
        ETag.Set(response, scheme.Version);
        return TypedResults.Ok(SchemeView.Of(scheme));
    }
}
