using ServiceTrack.Customers;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;
using ServiceTrack.Web.Customers;

namespace ServiceTrack.Web.Tenants;

/// <summary>
/// <c>servicetrack export-tenant COMPANY FOLDER</c> and <c>servicetrack restore FOLDER</c>: a company carried from one
/// store to another, of whichever engine. Cut short, the same command goes on where it was.
/// </summary>
public static class MoveCommand
{
    public const string Export = "export-tenant", Restore = "restore", Erasures = "--erasures";
    public const string Usage = "servicetrack export-tenant COMPANY FOLDER | restore FOLDER [--erasures LEDGER] [--Storage:…]";

    /// <exception cref="StoreRefusedException">The store cannot be opened.</exception>
    public static async Task<int> Run(
        string[] words, IConfiguration configuration, TimeProvider clock, TextWriter output, TextWriter errors, CancellationToken cancel = default)
    {
        try
        {
            await using var store = await StoreChoice.Open(configuration, StoreChoice.Folder(configuration), clock);
            var moved = words switch
            {
                [Export, var company, var folder, ..] => await new CompanyExport(store, await Named(store.Directory, company, cancel), CompanyFolder.Make(folder), clock).Run(Tell, cancel),
                [Restore, var folder, ..] => await Brought(store, folder, LedgerOf(words), clock, output, Tell, cancel),
                _ => throw new CompanyRefusedException($"Usage: {Usage}"),
            };
            await output.WriteLineAsync($"{moved.Name} ({moved.Tenant}): {string.Join(", ", moved.Counts.Select(c => $"{c.Value} {c.Key}"))}; journal of {moved.Events} records, root {moved.Root}");
            return 0;
        }
        catch (Exception refused) when (refused is CompanyRefusedException or IOException or UnauthorizedAccessException)
        {
            await errors.WriteLineAsync(refused.Message);
            return 1;
        }

        void Tell(string what, long records) => output.WriteLine($"{what}: {records}");
    }

    /// <summary>A damaged ledger is refused before anything is brought in.</summary>
    private static async Task<CompanyManifest> Brought(
        IStore store, string folder, string? ledgerFile, TimeProvider clock, TextWriter output, CarriedSoFar tell, CancellationToken cancel)
    {
        var ledger = ledgerFile is null ? null : ErasureLedger.Read(await File.ReadAllBytesAsync(ledgerFile, cancel));
        var manifest = await new CompanyRestore(store, new(folder), clock).Run(tell, cancel);
        if (ledger is not null) await EraseCommand.Apply(store, ledger, clock, output, cancel);
        return manifest;
    }

    private static string? LedgerOf(string[] words) => Array.IndexOf(words, Erasures) is >= 0 and var at && at + 1 < words.Length ? words[at + 1] : null;

    private static async Task<Company> Named(IDocuments directory, string company, CancellationToken cancel) =>
        await DirectoryCollections.CompanyNamed(directory, company, cancel)
        ?? throw new CompanyRefusedException($"There is no company {company}, or more than one of that name: give its id.");
}
