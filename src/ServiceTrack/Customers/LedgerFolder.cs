using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Customers;

/// <summary>
/// Where the ledgers of all companies are kept outside the database, a file each: who puts an older database in its place
/// finds there what must be erased again.
/// </summary>
/// <param name="folder">Null to keep none.</param>
public sealed class LedgerFolder(string? folder)
{
    private string PathOf(string tenant) => Path.Combine(folder!, $"{tenant}.ndjson");

    /// <summary>Adds what the company has erased. Lines that stand there stay, whatever this store knows of them.</summary>
    /// <exception cref="IOException">It cannot be kept, or what stands there is damaged.</exception>
    public async Task Keep(ITenantStore store, CancellationToken cancel)
    {
        if (folder is null) return;
        Directory.CreateDirectory(folder);
        var path = PathOf(store.Tenant.Value);
        var ledger = await ErasureLedger.Of(store, cancel);
        if (File.Exists(path)) ledger = (await Read(path, cancel)).And(ledger);
        await using (var part = new FileStream(path + ".part", FileMode.Create, FileAccess.Write, FileShare.None))
        {
            await part.WriteAsync(ledger.Bytes(), cancel);
            part.Flush(flushToDisk: true);
        }
        File.Move(path + ".part", path, overwrite: true);
    }

    /// <summary>The ledgers that name erasures this store knows nothing of: it was put in the place of a later one.</summary>
    public async Task<IReadOnlyList<ErasureLedger>> Ahead(IStore all, CancellationToken cancel)
    {
        var ahead = new List<ErasureLedger>();
        foreach (var path in folder is null || !Directory.Exists(folder) ? [] : Directory.EnumerateFiles(folder, "*.ndjson"))
        {
            var ledger = await Read(path, cancel);
            var store = all.For(new(ledger.Tenant));
            if (await all.Directory.Find(DirectoryCollections.Companies, ledger.Tenant, cancel) is null) continue;
            foreach (var id in ledger.Lines.Select(l => l.Erasure).Distinct())
            {
                if (await store.Find(Erasure.Collection, id, cancel) is not null) continue;
                ahead.Add(ledger);
                break;
            }
        }
        return ahead;
    }

    private static async Task<ErasureLedger> Read(string path, CancellationToken cancel)
    {
        try
        {
            return ErasureLedger.Read(await File.ReadAllBytesAsync(path, cancel));
        }
        catch (CompanyRefusedException damaged)
        {
            throw new IOException($"{path}: {damaged.Message}", damaged);
        }
    }
}
