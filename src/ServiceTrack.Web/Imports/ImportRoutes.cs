using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using ServiceTrack.Imports;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;
using ServiceTrack.Web.Tenants;

namespace ServiceTrack.Web.Imports;

/// <summary>Files of activities from other systems: taken in at once, brought in afterwards.</summary>
public static class ImportRoutes
{
    public static IServiceCollection AddImports(this IServiceCollection services) => services.AddSingleton<IWorker, ImportWorker>();

    public static void MapImports(this IEndpointRouteBuilder api)
    {
        var imports = api.MapGroup("/imports").WithTags("Imports");
        imports.MapPost("/", Request).Needs(Right.Transfer).WithName("requestImport").Accepts<IFormFile>("multipart/form-data");
        imports.MapGet("/", List).Needs(Right.Transfer).WithName("listImports");
        imports.MapGet("/{id}", Get).Needs(Right.Transfer).WithName("getImport");
    }

    /// <param name="kind">What rows without a kind of their own are; complaint unless named.</param>
    private static async Task<Results<Accepted<ImportView>, ProblemHttpResult>> Request(
        string? kind, string? dryRun, string? encoding, string? onExisting, HttpContext context,
        ITenantStore store, Setup setup, Caller caller, WorkBell bell, TimeProvider clock, CancellationToken cancel)
    {
        ImportRequest request = new(kind, dryRun, encoding, onExisting);
        if (request.Check(setup) is { } refusal) return Problems.Of(refusal);
        if (await Upload.Read(context.Request, store.Blobs, ImportDesk.MostBytes, cancel) is not { } upload)
            return Problems.Invalid("file", "Send one file, not empty.");
        if (IsAnotherKindOfFile(upload.Head))
            return Problems.Make(415, "unsupported-file", "Unsupported file", "Send a CSV file or an .xlsx workbook.",
                new() { ["file"] = ["Neither CSV nor an .xlsx workbook."] });
        var key = Idempotency.Of(context.Request, caller, "imports", Encoding.UTF8.GetBytes($"{upload.Staged.Sha256}{context.Request.QueryString}"));
        var (job, reused, replayed) = await new ImportDesk(store).Request(request, upload.Name, upload.Staged, caller, key, clock.GetUtcNow(), cancel);
        if (reused is not null) return Problems.Of(reused);
        if (replayed) context.Response.Headers["Idempotency-Replayed"] = "true";
        bell.Ring();
        return TypedResults.Accepted($"/api/v1/imports/{job!.Id}", await View(job, context.Request, store, cancel));
    }

    private static async Task<Ok<PageView<ImportView>>> List(HttpRequest request, ITenantStore store, Caller caller, CancellationToken cancel)
    {
        var page = await store.Query(ImportJob.Collection, new()
        {
            Where = caller.Outlets.IsEmpty ? Condition.Always : Condition.Is("requestedBy", caller.By),
            OrderBy = "createdAt", Descending = true, Limit = Paging.LimitOf(request.Query),
            Cursor = request.Query["cursor"].ToString() is { Length: > 0 } c ? c : null,
        }, cancel);
        return TypedResults.Ok(new PageView<ImportView>([.. page.Items.Select(j => ImportView.Of(j.Value, null, ""))], page.Next));
    }

    private static async Task<Results<Ok<ImportView>, ProblemHttpResult>> Get(
        string id, HttpRequest request, ITenantStore store, Caller caller, CancellationToken cancel) =>
        await new ImportDesk(store).Find(id, caller, cancel) is { } job ? TypedResults.Ok(await View(job, request, store, cancel)) : Problems.NotFound();

    private static async Task<ImportView> View(ImportJob job, HttpRequest request, ITenantStore store, CancellationToken cancel)
    {
        var found = await store.Find(ImportFindings.Collection, job.Id, cancel);
        return ImportView.Of(job, found?.Value ?? new(job.Id), request.Headers.AcceptLanguage.ToString());
    }

    /// <summary>A picture or a PDF is told so at once; what is no known kind may be text in an encoding of its own.</summary>
    private static bool IsAnotherKindOfFile(ReadOnlySpan<byte> head) =>
        FileType.Sniff(head) is { } type && type.ContentType is not ("text/plain" or "application/zip");
}
