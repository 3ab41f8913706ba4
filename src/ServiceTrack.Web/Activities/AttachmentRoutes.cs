using Microsoft.AspNetCore.Http.HttpResults;
using ServiceTrack.Activities;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;
using ServiceTrack.Web.Tenants;

namespace ServiceTrack.Web.Activities;

public static class AttachmentRoutes
{
    public const long MostBytes = 25 * 1024 * 1024;
    private const int MostPerActivity = 200;

    public static void MapAttachments(this IEndpointRouteBuilder activities)
    {
        activities.MapPost("/{id}/attachments", Add).Needs(Right.Handle).WithName("addAttachment")
            .Accepts<IFormFile>("multipart/form-data");
        activities.MapGet("/{id}/attachments", List).Needs(Right.Read).ForShares(Disclosed.Record).WithName("listAttachments");
        activities.MapGet("/{id}/attachments/{attachmentId}", Download).Needs(Right.Read).ForShares(Disclosed.File).WithName("downloadAttachment");
    }

    private static async Task<Results<Created<AttachmentView>, ProblemHttpResult>> Add(
        string id, HttpRequest request, ActivityDesk desk, ITenantStore store, Caller caller, ActivityViews views, TimeProvider clock, CancellationToken cancel)
    {
        if (await desk.Find(id, caller, cancel) is null) return Problems.NotFound();
        var (attachment, file, unfit) = await Read(request, store, clock.GetUtcNow(), cancel);
        if (unfit is not null) return unfit;
        while (true)
        {
            if (await desk.Find(id, caller, cancel) is not { } activity) return Problems.NotFound();
            if (activity.Attachments.Length >= MostPerActivity) return Problems.Invalid("file", $"An activity holds at most {MostPerActivity} files.");
            var handled = await desk.Append(activity, [new ActivityAttached(attachment!)], caller.By, null, clock.GetUtcNow(), cancel,
                c => c with { KeepBlobs = [file!] });
            if (handled?.Refusal is { } refusal) return Problems.Of(refusal);
            if (handled is not null)
                return TypedResults.Created($"/api/v1/activities/{id}/attachments/{attachment!.Id}", views.Of(attachment));
        }
    }

    private static async Task<Results<Ok<PageView<AttachmentView>>, ProblemHttpResult>> List(
        string id, ActivityDesk desk, Caller caller, ActivityViews views, CancellationToken cancel) =>
        await desk.Find(id, caller, cancel) is { } activity
            ? TypedResults.Ok(new PageView<AttachmentView>([.. activity.Attachments.Select(views.Of)], null))
            : Problems.NotFound();

    private static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> Download(
        string id, string attachmentId, HttpResponse response, ActivityDesk desk, ITenantStore store, Caller caller, CancellationToken cancel)
    {
        var attachment = (await desk.Find(id, caller, cancel))?.Attachments.FirstOrDefault(a => a.Id == attachmentId);
        return attachment is null ? Problems.NotFound() : await Open(attachment, caller, response, store, cancel);
    }

    /// <summary>The one file of a request, staged, and what it is; or why it is not taken.</summary>
    public static async Task<(Attachment? Attachment, StagedBlob? File, ProblemHttpResult? Refusal)> Read(
        HttpRequest request, ITenantStore store, DateTimeOffset now, CancellationToken cancel)
    {
        if (await Upload.Read(request, store.Blobs, MostBytes, cancel) is not { } upload) return (null, null, Problems.Invalid("file", "Send one file, not empty."));
        if (FileType.Sniff(upload.Head) is not { } type || !type.Fits(upload.DeclaredType, upload.Name))
            return (null, null, Problems.Make(415, "unsupported-file", "Unsupported file",
                "The file is none of the kinds taken (pictures, PDF, text, audio, video, Office), or not what its name or type says.",
                new() { ["file"] = ["Not a kind of file that is taken, or not what it says it is."] }));
        var personal = upload.Fields.GetValueOrDefault("personal") != "false";
        return (new(Guid.CreateVersion7(now).ToString("N"), upload.Name, type.ContentType, upload.Staged.Bytes, upload.Staged.Sha256, personal), upload.Staged, null);
    }

    public static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> Open(
        Attachment attachment, Caller caller, HttpResponse response, ITenantStore store, CancellationToken cancel)
    {
        if (attachment.Personal && !caller.May(Right.SeePersonal)) return Problems.Forbidden($"This needs the right '{Right.SeePersonal}'.");
        if (await store.Blobs.Open(attachment.Sha256, cancel) is not { } content) return Problems.NotFound();
        // Never rendered in our own origin, whatever it holds.
        response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        return TypedResults.Stream(content, attachment.ContentType, attachment.Name);
    }
}
