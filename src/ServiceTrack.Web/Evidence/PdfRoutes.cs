using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using ServiceTrack.Evidence;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;
using ServiceTrack.Web.Tenants;

namespace ServiceTrack.Web.Evidence;

/// <param name="LeftOut">Ledgers whose rows are too many to print; they stand in the pack.</param>
public sealed record PackPdfView(PackState Status, long? Bytes, string? Sha256, int LeftOut, string? Failure)
{
    internal static PackPdfView? Of(PackPdf? pdf) => pdf is null ? null : new(pdf.State, pdf.Sha256 is null ? null : pdf.Bytes, pdf.Sha256, pdf.LeftOut, pdf.Failure);
}

/// <summary>A finished pack's checklist and ledgers as PDF, to print or to file: for whoever may have the pack.</summary>
public static class PdfRoutes
{
    public static void MapPdfs(this IEndpointRouteBuilder api)
    {
        var pdf = api.MapGroup("/evidence-packs/{id}/pdf").WithTags("Evidence");
        pdf.MapPost("/", Ask).Needs(Right.Evidence).ForShares(null).ProducesProblem(501).WithName("printEvidencePack");
        pdf.MapGet("/", Download).Needs(Right.Evidence).ForShares(Disclosed.Pack).LogsUnmasked(Disclosed.Pack).WithName("downloadEvidencePdf");
    }

    private static async Task<Results<Accepted<EvidencePackView>, ProblemHttpResult>> Ask(
        string id, ITenantStore store, Caller caller, [FromServices] IPrinter? printer, WorkBell bell, TimeProvider clock, CancellationToken cancel)
    {
        var (pack, refused) = await EvidenceRoutes.For(caller, id, store, cancel);
        if (pack is null) return refused!;
        if (pack.Sha256 is null) return Problems.Make(409, "not-finished", "Not finished", "There is no pack to print.");
        if (printer is null) return Problems.Make(501, "no-printer", "Nothing prints here", "No Chromium is installed on this server: print the pages in the pack.");
        if (await PdfWorker.Request(store, id, clock.GetUtcNow(), cancel) is not { } asked) return Problems.Of(new Refusal.NotFound());
        bell.Ring();
        return TypedResults.Accepted($"/api/v1/evidence-packs/{id}", EvidenceRoutes.View(asked, true));
    }

    private static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> Download(string id, ITenantStore store, Caller caller, CancellationToken cancel)
    {
        var (pack, refused) = await EvidenceRoutes.For(caller, id, store, cancel);
        if (pack is null) return refused!;
        return pack.Pdf?.Sha256 is { } sha256 && await store.Blobs.Open(sha256, cancel) is { } file
            ? TypedResults.Stream(file, "application/pdf", EvidenceRoutes.NameOf(pack, "pdf")) : Problems.NotFound();
    }
}
