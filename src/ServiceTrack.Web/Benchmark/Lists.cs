using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace ServiceTrack.Web.Benchmark;

/// <summary>Reading through the API at growing sizes: pages of the list, searches, and the whole list to its end.</summary>
public static class Lists
{
    private static readonly ImmutableArray<string> Pages =
    [
        "", "?status=open", "?kind=repair", "?kind=repair&kind=return&status=resolved", "?outletId={outlet}", "?assigneeId=staff-07",
        "?sla=breached", "?sla=dueSoon", "?status=open&sort=dueAt", "?from={monthAgo}&to={weekAgo}", "?channel=wechat&severity=safety",
    ];

    // One character, a pair, several, a rare and a common word, the beginning of a number.
    private static readonly ImmutableArray<string> Words = ["漏", "异响", "洗衣机 漏水", "换一台新的", "fuse", "leaks", "顾客00042", "SN1234", "1381", "00001234"];

    public static async Task<ImmutableArray<Result>> Measure(BenchmarkOptions o, WorkFolder work, TextWriter output, TimeProvider clock, CancellationToken cancel)
    {
        var results = ImmutableArray.CreateBuilder<Result>();
        foreach (var size in o.Rows)
        {
            var folder = o.Kept is { } kept ? Directory.CreateDirectory(Path.Combine(kept, $"{size}")).FullName : work.New();
            var (company, loading) = (await Company.Left(folder, clock, cancel), TimeSpan.Zero);
            if (company is null)
            {
                company = await Company.Found(folder, clock, cancel);
                var begun = clock.GetTimestamp();
                await History.Load(company, size, clock, cancel);
                loading = clock.GetElapsedTime(begun);
            }
            await using var server = await company.Serve(cancel);
            var whole = await Walk(server, cancel);
            if (whole.Rows != size) throw new BenchmarkFailedException($"{size} rows were loaded, and {whole.Rows} are there.");
            if (loading > TimeSpan.Zero) results.Add(new("rows loaded", "store commits, followers caught up", size, [new("perSecond", size / loading.TotalSeconds, "/s")]));
            results.Add(new("list, page of 50", $"{Pages.Length} filters × {o.Reads}, {o.Readers} at a time", size,
                await Read(server, [.. Pages.Select(p => "/api/v1/activities" + Filled(p, company, clock))], o, output, 200, cancel)));
            results.Add(new("search, page of 50", $"{Words.Length} words × {o.Reads}, {o.Readers} at a time", size,
                await Read(server, [.. Words.Select(w => $"/api/v1/activities?q={Uri.EscapeDataString(w)}")], o, output, 100, cancel)));
            if (await server.Has("/api/v1/dashboard", cancel))
                results.Add(new("dashboard", $"{o.Reads} times, {o.Readers} at a time", size, await Read(server, ["/api/v1/dashboard"], o, output, 200, cancel)));
            results.Add(new("whole list", "pages of 200, to the end", size, [new("rowsPerSecond", whole.Rows / whole.Took.TotalSeconds, "/s")]));
        }
        return results.ToImmutable();
    }

    /// <summary>Counts the activities by walking the list to its end.</summary>
    public static async Task<(int Rows, TimeSpan Took)> Walk(Child server, CancellationToken cancel)
    {
        var begun = System.Diagnostics.Stopwatch.GetTimestamp();
        var rows = 0;
        for (string? next = null; ;)
        {
            using var page = JsonDocument.Parse(await server.Get(
                "/api/v1/activities?limit=200" + (next is null ? "" : $"&cursor={Uri.EscapeDataString(next)}"), cancel));
            rows += page.RootElement.GetProperty("items").GetArrayLength();
            if ((next = page.RootElement.GetProperty("next").GetString()) is null) return (rows, System.Diagnostics.Stopwatch.GetElapsedTime(begun));
        }
    }

    /// <summary>Every path as often as the others, in turns; each is printed, since figures over all would hide a slow one.</summary>
    private static async Task<ImmutableArray<Figure>> Read(
        Child server, IReadOnlyList<string> paths, BenchmarkOptions o, TextWriter output, double aim, CancellationToken cancel)
    {
        await RequestLoop.Run(Math.Min(400, paths.Count * o.Reads), o.Readers, Get, cancel);
        var before = server.Processor;
        var all = await RequestLoop.Run(paths.Count * o.Reads, o.Readers, Get, cancel);
        var cpu = (server.Processor - before) / (paths.Count * o.Reads);
        for (var p = 0; p < paths.Count; p++)
        {
            var one = all.Only(i => i % paths.Count == p);
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"  {Uri.UnescapeDataString(paths[p])}: p50 {one.Percentile(50):0.0} ms, p95 {one.Percentile(95):0.0} ms"));
        }
        return
        [
            new("p50Ms", all.Percentile(50), "ms"), new("p95Ms", all.Percentile(95), "ms", new(Below: aim)), new("maxMs", all.Percentile(100), "ms"),
            new("serverCpuMs", cpu.TotalMilliseconds, "ms"),
        ];

        Task Get(int i, CancellationToken stop) => server.Get(paths[i % paths.Count], stop);
    }

    private static string Filled(string path, Company company, TimeProvider clock) => path
        .Replace("{outlet}", company.Outlets[3])
        .Replace("{monthAgo}", $"{clock.GetUtcNow().AddDays(-30):yyyy-MM-dd}")
        .Replace("{weekAgo}", $"{clock.GetUtcNow().AddDays(-7):yyyy-MM-dd}");
}
