using System.Collections.Immutable;

namespace ServiceTrack.Web.Benchmark;

/// <summary>
/// <c>servicetrack benchmark</c>: drives the product as a stranger would, from a process of its own over HTTP on this
/// machine, and prints what it found: as it goes, then a table, and one JSON object as the last line.
/// </summary>
public static class BenchmarkCommand
{
    public const string Name = "benchmark";

    private delegate Task<ImmutableArray<Result>> Measure(
        BenchmarkOptions options, WorkFolder work, TextWriter output, TimeProvider clock, CancellationToken cancel);

    private static readonly ImmutableArray<(string Part, Measure Run)> Measures =
    [
        ("posts", Posts.Measure), ("lists", Lists.Measure), ("live", Live.Measure), ("pack", Packs.Measure), ("journal", JournalAppends.Measure),
        ("texts", Texts.Measure), ("nodes", Nodes.Measure),
    ];

    public static async Task<int> Run(string[] args, TextWriter output, TimeProvider clock, CancellationToken cancel = default)
    {
        if (args is [Floor.Command, .. var rest]) return await Floor.Serve(rest, clock);
        if (args is [Verifying.Command, var pack, var fingerprint]) return await Verifying.Run(pack, fingerprint, output, clock);
        var (options, wrong) = BenchmarkOptions.Read(args);
        if (options is null)
        {
            await output.WriteLineAsync(wrong);
            return 2;
        }
        if (options.Provider is not null) FolderStore.Choose(options.Provider, options.Connection);
        var machine = Machine.At(clock.GetUtcNow());
        await output.WriteLineAsync($"{machine}");
        if (machine.IsDebug) await output.WriteLineAsync("This is a Debug build; figures that mean something need: dotnet run -c Release --project src/ServiceTrack.Web -- benchmark");
        using var work = new WorkFolder();
        List<Result> results = [];
        try
        {
            foreach (var (part, run) in Measures.Where(m => options.Only.Contains(m.Part)))
            {
                await output.WriteLineAsync($"{part} …");
                results.AddRange(await run(options, work, output, clock, cancel));
            }
        }
        catch (BenchmarkFailedException failed)
        {
            await output.WriteLineAsync(failed.Message);
            return 1;
        }
        await output.WriteLineAsync();
        if (options.Markdown) await output.WriteLineAsync($"{machine}\n");
        foreach (var line in Report.Table(results, options.Markdown)) await output.WriteLineAsync(line);
        await output.WriteLineAsync();
        await output.WriteLineAsync(Report.Json(machine, results));
        return 0;
    }
}
