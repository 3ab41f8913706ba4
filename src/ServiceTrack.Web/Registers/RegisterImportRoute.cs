using Microsoft.AspNetCore.Http.HttpResults;
using ServiceTrack.Imports;
using ServiceTrack.Registers;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Web.Registers;

/// <summary>A file into a register, at once: registers are small. What it held stays in the entries; the file itself is not kept.</summary>
public static class RegisterImportRoute
{
    public static async Task<Results<Ok<RegisterImported>, ProblemHttpResult>> Bring(
        string register, bool? dryRun, HttpRequest request, RegisterDesk desk, ITenantStore store, Setup setup, Caller caller, TimeProvider clock, CancellationToken cancel)
    {
        if (await Upload.Read(request, store.Blobs, RegisterImport.MostBytes, cancel) is not { } upload) return Problems.Invalid("file", "Send one file, not empty.");
        if (FileType.Sniff(upload.Head) is { } type && type.ContentType is not ("text/plain" or "application/zip"))
            return Problems.Make(415, "unsupported-file", "Unsupported file", "Send a CSV file or an .xlsx workbook.", new() { ["file"] = ["Neither CSV nor an .xlsx workbook."] });
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now).ToString("N");
        await store.Commit(new()
        {
            At = now, KeepBlobs = [upload.Staged],
            Append = dryRun == true ? null : RegisterImport.Requested(id, RegisterRoutes.Named(register), upload.Name, upload.Staged.Sha256, now, caller.By),
        }, cancel);
        try
        {
            await using var file = await store.Blobs.Open(upload.Staged.Sha256, cancel) ?? throw new InvalidOperationException("The file was kept a moment ago.");
            return TypedResults.Ok(await new RegisterImport(store, desk, new(store, setup))
                .Bring(RegisterRoutes.Named(register), file, dryRun == true, caller, $"import/{id}", now, cancel));
        }
        finally
        {
            await store.Commit(new() { At = now, DropBlobs = [upload.Staged.Sha256] }, CancellationToken.None);
        }
    }
}
