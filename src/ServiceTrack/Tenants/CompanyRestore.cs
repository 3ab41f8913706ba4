using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using ServiceTrack.Journal;
using ServiceTrack.Storage;

namespace ServiceTrack.Tenants;

/// <summary>
/// Brings an exported company into a store of either engine. What an earlier try has brought stays; the company is entered
/// in the directory last, after counts and the journal's root were found equal on both sides, so nobody meets half of it.
/// </summary>
public sealed class CompanyRestore(IStore store, CompanyFolder folder, TimeProvider clock)
{
    private const int Batch = 500;

    /// <exception cref="CompanyRefusedException">The export is incomplete or damaged, or the store holds something else in its place.</exception>
    public async Task<CompanyManifest> Run(CarriedSoFar tell, CancellationToken cancel)
    {
        var manifest = folder.ReadManifest() ?? throw new CompanyRefusedException("The folder holds no complete export: company.json is missing. Export again into it.");
        if (manifest.Format != CompanyManifest.Current)
            throw new CompanyRefusedException($"The export has format {manifest.Format}; this version reads {CompanyManifest.Current}.");
        if (await store.Directory.Find(DirectoryCollections.Companies, manifest.Tenant, cancel) is not null)
            throw new CompanyRefusedException($"{manifest.Name} is in this store already. Nothing was changed.");
        var tenant = store.For(new(manifest.Tenant));
        var end = await tenant.End(cancel);
        if (Text(await GrowingTree.Over(tenant, end, cancel)) != await CheckedRootOf(manifest, end, cancel))
            throw new CompanyRefusedException($"This store holds other events of {manifest.Name} than the export. Restore into an empty store.");

        await Put(CompanyFolder.Blobs, Staged(tenant, cancel), lines => new() { Blobs = [.. lines] }, tenant, tell, cancel);
        await Put(CompanyFolder.Documents, folder.Read<DocumentLine>(CompanyFolder.Documents, cancel),
            lines => new() { Documents = [.. lines.Select(l => l.Document())] }, tenant, tell, cancel);
        await Put(CompanyFolder.Claims, folder.Read<Claim>(CompanyFolder.Claims, cancel), lines => new() { Claims = [.. lines] }, tenant, tell, cancel);
        await CheckCounts(manifest, tenant, cancel);
        // After the documents: a server that runs on this store follows events, and would follow them from the beginning.
        await Put(CompanyFolder.Events, folder.Read<EventLine>(CompanyFolder.Events, cancel).Where(l => l.Position >= end),
            lines => new() { Events = [.. lines.Select(l => l.Event())] }, tenant, tell, cancel);
        if (await tenant.End(cancel) != manifest.Events || Text(await GrowingTree.Over(tenant, manifest.Events, cancel)) != manifest.Root)
            throw new CompanyRefusedException("The journal's root in this store is not the export's. The company was not entered.");
        await Put(CompanyFolder.Work, folder.Read<WorkItem>(CompanyFolder.Work, cancel), lines => new() { Work = [.. lines] }, tenant, tell, cancel);
        await Enter(manifest, cancel);
        return manifest;
    }

    /// <summary>The root of the export's first events, null where it has fewer, after all of it was found to be what company.json says.</summary>
    private async Task<string?> CheckedRootOf(CompanyManifest manifest, long first, CancellationToken cancel)
    {
        var tree = new GrowingTree();
        var root = first == 0 ? Text(tree) : null;
        await foreach (var line in folder.Read<EventLine>(CompanyFolder.Events, cancel))
        {
            if (line.Position != tree.Size) throw new CompanyRefusedException($"Event {tree.Size} is missing in the export. Export again.");
            tree.Add(Merkle.Leaf(line.Leaf));
            if (tree.Size == first) root = Text(tree);
        }
        if (tree.Size != manifest.Events || Text(tree) != manifest.Root)
            throw new CompanyRefusedException("The events of the export are not those company.json was written for. Export again.");
        return root;
    }

    private async IAsyncEnumerable<KeptBlob> Staged(ITenantStore tenant, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var blob in folder.Read<KeptBlob>(CompanyFolder.Blobs, cancel))
        {
            var file = new FileInfo(folder.BlobPath(blob.Sha256));
            if (!file.Exists) throw new CompanyRefusedException($"The attachment {blob.Sha256} is missing in the export. Export again.");
            if (file.Length != blob.Bytes) throw Damaged(blob);
            await using var content = file.OpenRead();
            var staged = await tenant.Blobs.Stage(content, blob.Bytes, cancel);
            if (staged.Sha256 != blob.Sha256) throw Damaged(blob);
            yield return blob;
        }
    }

    private static async Task Put<T>(
        string name, IAsyncEnumerable<T> lines, Func<T[], TenantRows> rows, ITenantStore tenant, CarriedSoFar tell, CancellationToken cancel)
    {
        var count = 0L;
        await foreach (var batch in lines.Chunk(Batch).WithCancellation(cancel))
        {
            await tenant.Rows.Put(rows(batch), cancel);
            tell(name, count += batch.Length);
        }
    }

    private async Task CheckCounts(CompanyManifest manifest, ITenantStore tenant, CancellationToken cancel)
    {
        Check(CompanyFolder.Blobs, manifest.Counts[CompanyFolder.Blobs], await tenant.Rows.AllBlobs(Batch, cancel).LongCountAsync(cancel));
        var documents = 0L;
        foreach (var collection in CompanyCollections.All) documents += await tenant.Rows.AllDocuments(collection, Batch, cancel).LongCountAsync(cancel);
        Check(CompanyFolder.Documents, manifest.Counts[CompanyFolder.Documents], documents);
        // Claims that expire may be gone by now.
        Check(CompanyFolder.Claims, await folder.Read<Claim>(CompanyFolder.Claims, cancel).LongCountAsync(c => c.ExpiresAt is null, cancel),
            await tenant.Rows.AllClaims(Batch, cancel).LongCountAsync(c => c.ExpiresAt is null, cancel));

        static void Check(string name, long exported, long found)
        {
            if (found < exported) throw new CompanyRefusedException($"There are {found} {name} in this store and {exported} in the export. The company was not entered.");
        }
    }

    /// <summary>A person who is known here stays as they are here; only what they are in this company comes along.</summary>
    private async Task Enter(CompanyManifest manifest, CancellationToken cancel)
    {
        await foreach (var line in folder.Read<PersonLine>(CompanyFolder.People, cancel))
        {
            var known = await store.Directory.Find(DirectoryCollections.People, line.Person.Id, cancel) is not null;
            var result = await store.Directory.Commit(new()
            {
                At = clock.GetUtcNow(),
                Claims = known ? [] : DirectoryCollections.LoginsOf(line.Person),
                Documents =
                [
                    .. known ? ImmutableArray<DocumentWrite>.Empty : [DirectoryCollections.People.Put(line.Person)],
                    DirectoryCollections.Memberships.Put(line.Membership), .. line.Tokens.Select(t => DirectoryCollections.Tokens.Put(t)),
                ],
            }, cancel);
            if (result is CommitResult.Taken taken)
                throw new CompanyRefusedException($"The login {taken.Key} belongs to somebody else in this store. Change it there or before the export.");
        }
        await store.Directory.Commit(new()
        {
            At = clock.GetUtcNow(), Documents = [DirectoryCollections.Companies.Put(new(manifest.Tenant, manifest.Name, clock.GetUtcNow()))],
        }, cancel);
    }

    private static CompanyRefusedException Damaged(KeptBlob blob) =>
        new($"The attachment {blob.Sha256} is damaged in the export: remove it there, and export again.");

    private static string Text(GrowingTree tree) => Convert.ToBase64String(tree.Root());
}
