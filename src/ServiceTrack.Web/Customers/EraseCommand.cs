using ServiceTrack.Customers;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Web.Customers;

/// <summary><c>servicetrack erase --ledger FILE</c>: erases again what a ledger says, in a store that no server is using.</summary>
public static class EraseCommand
{
    public const string Name = "erase", Option = "--ledger";
    public const string Usage = "servicetrack erase --ledger FILE [--Storage:…]";

    /// <exception cref="StoreRefusedException">The store cannot be opened.</exception>
    public static async Task<int> Run(
        string[] words, IConfiguration configuration, TimeProvider clock, TextWriter output, TextWriter errors, CancellationToken cancel = default)
    {
        try
        {
            if (words is not [Name, Option, var file, ..]) throw new CompanyRefusedException($"Usage: {Usage}");
            await using var store = await StoreChoice.Open(configuration, StoreChoice.Folder(configuration), clock, alone: true);
            await Apply(store, ErasureLedger.Read(await File.ReadAllBytesAsync(file, cancel)), clock, output, cancel);
            return 0;
        }
        catch (Exception refused) when (refused is CompanyRefusedException or IOException or UnauthorizedAccessException)
        {
            await errors.WriteLineAsync(refused.Message);
            return 1;
        }
    }

    /// <exception cref="CompanyRefusedException">The company is not in this store.</exception>
    public static async Task Apply(IStore store, ErasureLedger ledger, TimeProvider clock, TextWriter output, CancellationToken cancel)
    {
        if (await store.Directory.Find(DirectoryCollections.Companies, ledger.Tenant, cancel) is not { Value: var company })
            throw new CompanyRefusedException($"The ledger is of a company that is not in this store ({ledger.Tenant}). Nothing was erased.");
        var a = await new ErasureAgain(store, store.For(new(company.Id)), clock).Apply(ledger, cancel);
        await output.WriteLineAsync(
            $"{company.Name} ({company.Id}): {a.Erasures} erasures of the ledger; {a.Erased} values erased again, {a.Gone} gone already, {a.ImportRows} import rows, {a.TrainingRows} training rows, {a.Packs} packs made again"
            + (a.Scrubbed ? "" : "; unused room on the disk may still hold some: run it again when nobody reads"));
    }

    /// <summary>
    /// At a server's start: a store that was put back from an older backup forgets again what was erased since. Of nodes that
    /// start together one does it.
    /// </summary>
    public static async Task AtStart(IStore store, IConfiguration configuration, TimeProvider clock, TextWriter output, TextWriter errors)
    {
        if (await store.Work.Hold("erasure-ledgers", Jobs.Node, clock.GetUtcNow(), TimeSpan.FromMinutes(30), default) is not { } lease) return;
        try
        {
            foreach (var ledger in await new LedgerFolder(configuration["Erasures:Folder"]).Ahead(store, default)) await Apply(store, ledger, clock, output, default);
        }
        catch (IOException damaged)
        {
            await errors.WriteLineAsync($"Whether something must be erased again is not known. {damaged.Message}");
        }
        await store.Work.Release(lease, default);
    }
}
