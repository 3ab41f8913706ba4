using ServiceTrack.Storage;

namespace ServiceTrack.Evidence;

/// <summary>
/// Prints finished packs. The PDF is kept beside its pack and is no part of it: another printer gives other bytes, so it
/// proves nothing, and its cover says which pack does.
/// </summary>
public sealed class PdfWorker(IPrinter printer, TimeProvider clock) : IWorker
{
    public const string Pdfs = "evidence-pdfs";

    private const long MostBytes = 256 * 1024 * 1024;

    public string Queue => Pdfs;

    /// <summary>Asks for the PDF of a finished pack, unless it is there or asked for already.</summary>
    /// <returns>The pack as it stands now; null where it is gone, or was made again meanwhile.</returns>
    public static async Task<PackRecord?> Request(ITenantStore store, string id, DateTimeOffset now, CancellationToken cancel)
    {
        if (await store.Find(PackRecord.Collection, id, cancel) is not { Value: { Sha256: not null } pack } found) return null;
        if (pack.Pdf is { State: not PackState.Failed }) return pack;
        var asked = pack with { Pdf = new(PackState.Queued) };
        var done = await store.Commit(new() { At = now, Documents = [PackRecord.Collection.Put(asked, found.Version)], Work = [new(Pdfs, id, now, "")] }, cancel);
        return done is CommitResult.Done ? asked : null;
    }

    public async Task Do(ITenantStore store, WorkItem item, Lease lease, CancellationToken cancel)
    {
        Commit end = new() { At = clock.GetUtcNow(), Fence = lease, Finish = [(Pdfs, item.Key)] };
        if (await store.Find(PackRecord.Collection, item.Key, cancel) is { Value: { Pdf.State: PackState.Queued, Sha256: { } sha256 } pack } found)
        {
            var (pdf, blob) = await Print(store, pack, sha256, cancel);
            end = end with { Documents = [PackRecord.Collection.Put(pack with { Pdf = pdf }, found.Version)], KeepBlobs = blob is null ? [] : [blob] };
        }
        // Where the pack was made again meanwhile, nothing is kept; the item stays and finds that nobody asks any more.
        await store.Commit(end with { At = clock.GetUtcNow() }, cancel);
    }

    private async Task<(PackPdf Pdf, StagedBlob? Blob)> Print(ITenantStore store, PackRecord pack, string sha256, CancellationToken cancel)
    {
        await using var pdf = UnnamedFile.Open();
        await using var file = await store.Blobs.Open(sha256, cancel);
        if (file is null) return (new(PackState.Failed) { Failure = "The pack's file is gone." }, null);
        try
        {
            var pages = new PrintedPages(PackContents.Open(file), pack);
            await printer.Print(pages.Write, pdf, cancel);
            pdf.Position = 0;
            var blob = await store.Blobs.Stage(pdf, MostBytes, cancel);
            return (new(PackState.Completed) { Sha256 = blob.Sha256, Bytes = blob.Bytes, LeftOut = pages.LeftOut.Length }, blob);
        }
        catch (Exception e) when (e is PrintFailedException or BlobTooLargeException)
        {
            return (new(PackState.Failed) { Failure = e.Message }, null);
        }
    }
}
