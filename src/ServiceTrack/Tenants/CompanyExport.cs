using System.Runtime.CompilerServices;
using System.Text.Json;
using ServiceTrack.Customers;
using ServiceTrack.Journal;
using ServiceTrack.Storage;

namespace ServiceTrack.Tenants;

/// <summary>How far a company has been carried: a file's name, and records so far.</summary>
public delegate void CarriedSoFar(string what, long records);

/// <summary>
/// Writes a company to a folder. Events and attachments that are there from an earlier try stay; the rest is written anew.
/// </summary>
public sealed class CompanyExport(IStore store, Company company, CompanyFolder folder, TimeProvider clock)
{
    private const int Page = 500, Buffered = 256 * 1024;
    private readonly ITenantStore tenant = store.For(new(company.Id));
    private readonly SortedDictionary<string, long> counts = new(StringComparer.Ordinal);

    /// <exception cref="CompanyRefusedException">The folder holds another company, or somebody works in this one.</exception>
    public async Task<CompanyManifest> Run(CarriedSoFar tell, CancellationToken cancel)
    {
        if (folder.ReadManifest() is { } other && other.Tenant != company.Id)
            throw new CompanyRefusedException($"The folder holds another company, {other.Name}. Choose an empty one.");
        folder.RemoveManifest();
        var erased = await ErasureLedger.Of(tenant, cancel);
        // What an earlier try wrote may hold what was erased since.
        if (!erased.Lines.IsEmpty) File.Delete(folder.LinesPath(CompanyFolder.Events));
        var end = await tenant.End(cancel);
        var root = await Events(end, tell, cancel);
        await Blobs(tell, cancel);
        await Lines(CompanyFolder.Documents, Documents(cancel), tell, cancel);
        await Lines(CompanyFolder.Claims, tenant.Rows.AllClaims(Page, cancel), tell, cancel);
        await Lines(CompanyFolder.Work, tenant.Rows.AllWork(Page, cancel), tell, cancel);
        await Lines(CompanyFolder.People, People(cancel), tell, cancel);
        await File.WriteAllBytesAsync(folder.LinesPath(CompanyFolder.Erasures), erased.Bytes(), cancel);
        if (await tenant.End(cancel) != end)
            throw new CompanyRefusedException("Somebody worked in the company meanwhile. Stop its servers and export again; what is there already stays.");
        var manifest = new CompanyManifest(CompanyManifest.Current, company.Id, company.Name, clock.GetUtcNow(), end, root, counts);
        folder.WriteManifest(manifest);
        return manifest;
    }

    /// <summary>Goes on after the last whole line; gives the root over all.</summary>
    private async Task<string> Events(long end, CarriedSoFar tell, CancellationToken cancel)
    {
        var tree = new GrowingTree();
        await using var file = new FileStream(folder.LinesPath(CompanyFolder.Events), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, Buffered);
        file.SetLength(await WholeLines(file, tree, cancel));
        file.Seek(0, SeekOrigin.End);
        if (tree.Size > end || Convert.ToBase64String((await GrowingTree.Over(tenant, tree.Size, cancel)).Root()) != Convert.ToBase64String(tree.Root()))
            throw new CompanyRefusedException("The folder holds events of another company. Choose an empty one.");
        while (tree.Size < end)
        {
            foreach (var e in await tenant.Feed(tree.Size, Page, cancel))
            {
                await WriteLine(file, EventLine.Of(e), cancel);
                tree.Add(Merkle.Leaf(e.Leaf.Span));
            }
            tell(CompanyFolder.Events, tree.Size);
        }
        counts[CompanyFolder.Events] = tree.Size;
        return Convert.ToBase64String(tree.Root());
    }

    private static async Task<long> WholeLines(FileStream file, GrowingTree tree, CancellationToken cancel)
    {
        var whole = 0L;
        using var reader = new StreamReader(file, leaveOpen: true);
        while (await reader.ReadLineAsync(cancel) is { } line)
        {
            var length = System.Text.Encoding.UTF8.GetByteCount(line) + 1;
            if (whole + length > file.Length || CompanyFolder.Parse<EventLine>(line) is not { Leaf: not null } e || e.Position != tree.Size) break;
            tree.Add(Merkle.Leaf(e.Leaf));
            whole += length;
        }
        return whole;
    }

    private async Task Blobs(CarriedSoFar tell, CancellationToken cancel)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder.BlobPath("-"))!);
        var copied = new HashSet<string>();
        await Lines(CompanyFolder.Blobs, Copied(tenant.Rows.AllBlobs(Page, cancel), cancel).Select(b => copied.Add(b.Sha256) ? b : b), tell, cancel);
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(folder.BlobPath("-"))!))
            if (!copied.Contains(Path.GetFileName(file))) File.Delete(file);
    }

    private async IAsyncEnumerable<KeptBlob> Copied(IAsyncEnumerable<KeptBlob> blobs, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var blob in blobs.WithCancellation(cancel))
        {
            var path = folder.BlobPath(blob.Sha256);
            if (!File.Exists(path))
            {
                await using (var content = await tenant.Blobs.Open(blob.Sha256, cancel) ?? throw new CompanyRefusedException($"The attachment {blob.Sha256} is missing in the store. Restore it from a backup."))
                await using (var part = File.Create(path + ".part")) await content.CopyToAsync(part, cancel);
                File.Move(path + ".part", path);
            }
            yield return blob;
        }
    }

    private async IAsyncEnumerable<DocumentLine> Documents([EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var collection in CompanyCollections.All)
            await foreach (var document in tenant.Rows.AllDocuments(collection, Page, cancel))
                yield return DocumentLine.Of(document);
    }

    private async IAsyncEnumerable<PersonLine> People([EnumeratorCancellation] CancellationToken cancel)
    {
        var tokens = await Ours(DirectoryCollections.Tokens, "createdAt", cancel).ToListAsync(cancel);
        await foreach (var membership in Ours(DirectoryCollections.Memberships, "name", cancel))
            if (await store.Directory.Find(DirectoryCollections.People, membership.PersonId, cancel) is { Value: var person })
                yield return new(person, membership, [.. tokens.Where(t => t.PersonId == person.Id)]);
    }

    private IAsyncEnumerable<T> Ours<T>(Collection<T> collection, string orderBy, CancellationToken cancel) where T : class =>
        DirectoryCollections.All(store.Directory, collection, Condition.Is("tenantId", company.Id), orderBy, cancel);

    private async Task Lines<T>(string name, IAsyncEnumerable<T> records, CarriedSoFar tell, CancellationToken cancel)
    {
        await using var file = File.Create(folder.LinesPath(name), Buffered);
        var count = 0L;
        await foreach (var record in records.WithCancellation(cancel))
        {
            await WriteLine(file, record, cancel);
            if (++count % Page == 0) tell(name, count);
        }
        counts[name] = count;
        tell(name, count);
    }

    private static async Task WriteLine<T>(Stream file, T record, CancellationToken cancel)
    {
        await file.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(record, StoredJson.Options), cancel);
        file.WriteByte((byte)'\n');
    }
}
