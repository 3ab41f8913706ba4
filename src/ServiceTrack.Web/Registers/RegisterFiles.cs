using Microsoft.AspNetCore.Http.HttpResults;
using ServiceTrack.Activities;
using ServiceTrack.Registers;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;
using ServiceTrack.Web.Activities;
using ServiceTrack.Web.Tenants;

namespace ServiceTrack.Web.Registers;

/// <summary>Files that belong to an entry: certificates, sign-in sheets, the document itself.</summary>
public static class RegisterFiles
{
    public static void MapRegisterFiles(this IEndpointRouteBuilder entries)
    {
        entries.MapPost("/{id}/attachments", Add).Needs(Right.Handle).WithName("addEntryFile").Accepts<IFormFile>("multipart/form-data");
        entries.MapGet("/{id}/attachments/{attachmentId}", Download).Needs(Right.Read).ForShares(Disclosed.File).WithName("downloadEntryFile");
    }

    private static async Task<Results<Created<AttachmentView>, ProblemHttpResult>> Add(
        string register, string id, HttpRequest request, RegisterDesk desk, ITenantStore store, Caller caller, ActivityViews views, TimeProvider clock,
        CancellationToken cancel)
    {
        if (await desk.Find(RegisterRoutes.Named(register), id, caller, cancel) is null) return Problems.NotFound();
        var (attachment, file, refusal) = await AttachmentRoutes.Read(request, store, clock.GetUtcNow(), cancel);
        if (refusal is not null) return refusal;
        var handled = await desk.Attach(RegisterRoutes.Named(register), id, attachment!, file!, caller, clock.GetUtcNow(), cancel);
        return handled.Refusal is { } refused ? Problems.Of(refused)
            : TypedResults.Created($"/api/v1/{register}/{id}/attachments/{attachment!.Id}", views.Of(attachment));
    }

    private static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> Download(
        string register, string id, string attachmentId, HttpResponse response, RegisterDesk desk, ITenantStore store, Caller caller, CancellationToken cancel)
    {
        var attachment = (await desk.Find(RegisterRoutes.Named(register), id, caller, cancel))?.Attachments.FirstOrDefault(a => a.Id == attachmentId);
        return attachment is null ? Problems.NotFound() : await AttachmentRoutes.Open(attachment, caller, response, store, cancel);
    }
}
