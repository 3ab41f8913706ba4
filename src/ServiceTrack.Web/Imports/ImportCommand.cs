using ServiceTrack.Imports;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Web.Imports;

/// <summary>
/// <c>servicetrack import FILE</c>: the same import as over HTTP, in a store that no server is using. Exit code 0 where the
/// file was read to its end without a bad row.
/// </summary>
public static class ImportCommand
{
    /// <exception cref="StoreRefusedException">The store cannot be opened, for one because a server has it.</exception>
    public static async Task<int> Run(
        string[] words, IConfiguration configuration, TimeProvider clock, TextWriter output, TextWriter errors, CancellationToken cancel = default)
    {
        if (ImportArguments.Parse(words) is not { } arguments) return await Fail(errors, $"Usage: {ImportArguments.Usage}");
        if (!File.Exists(arguments.File)) return await Fail(errors, $"There is no file {arguments.File}.");
        if (arguments.Data is not null) configuration["Storage:Directory"] = arguments.Data;
        await using var store = await StoreChoice.Open(configuration, StoreChoice.Folder(configuration), clock);
        if (await DirectoryCollections.CompanyNamed(store.Directory, arguments.Company, cancel) is not { } company)
            return await Fail(errors, $"There is no company {arguments.Company}, or more than one of that name: give its id.");
        var tenant = store.For(new(company.Id));
        var setup = (await tenant.Find(Setup.Collection, Setup.Id, cancel))!.Value;
        if (arguments.Request.Check(setup) is Refusal.Invalid invalid)
            return await Fail(errors, string.Join('\n', invalid.Errors.Select(e => $"{e.Key}: {string.Join(' ', e.Value)}")));

        var job = await Import(tenant, setup, arguments, clock, cancel);
        var found = (await tenant.Find(ImportFindings.Collection, job.Id, cancel))?.Value ?? new(job.Id);
        await Tell(job, found, arguments.Language, output, errors);
        return job.Status == ImportStatus.Completed && job.Counts.Bad == 0 ? 0 : 1;
    }

    private static async Task<ImportJob> Import(ITenantStore tenant, Setup setup, ImportArguments arguments, TimeProvider clock, CancellationToken cancel)
    {
        await using var file = File.OpenRead(arguments.File);
        var staged = await tenant.Blobs.Stage(file, ImportDesk.MostBytes, cancel);
        Caller caller = new(tenant.Tenant, "system/command-line", "command line", [], []);
        var (job, _, _) = await new ImportDesk(tenant).Request(
            arguments.Request, Path.GetFileName(arguments.File), staged, caller, null, clock.GetUtcNow(), cancel);
        return await new ImportRun(tenant, setup, job!, null, clock).Run(cancel);
    }

    private static async Task Tell(ImportJob job, ImportFindings found, string language, TextWriter output, TextWriter errors)
    {
        foreach (var problem in found.Errors)
            await errors.WriteLineAsync($"{job.FileName}:{problem.Line} {problem.ExternalId} {problem.Column} {problem.Code}: {problem.Message(language)}");
        if (found.ErrorsLeftOut > 0) await errors.WriteLineAsync($"… {found.ErrorsLeftOut} more");
        foreach (var outlet in found.NewOutlets) await output.WriteLineAsync($"new outlet: {outlet.Name}");
        var c = job.Counts;
        await output.WriteLineAsync(
            $"{(job.DryRun ? "dry run, " : "")}{job.Status.ToString().ToLowerInvariant()}: added {c.Added}, updated {c.Updated}, duplicate {c.Duplicate}, blank {c.Blank}, bad {c.Bad}");
    }

    private static async Task<int> Fail(TextWriter errors, string message)
    {
        await errors.WriteLineAsync(message);
        return 1;
    }
}
