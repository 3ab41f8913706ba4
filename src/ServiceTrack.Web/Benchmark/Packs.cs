using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace ServiceTrack.Web.Benchmark;

/// <summary>
/// An evidence pack asked for and fetched over HTTP, in a server that does nothing else; the same bytes packed by zip, or
/// where files were handed in as many of them copied; and the pack verified once more in a process of its own.
/// </summary>
public static class Packs
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    public static async Task<ImmutableArray<Result>> Measure(BenchmarkOptions o, WorkFolder work, TextWriter output, TimeProvider clock, CancellationToken cancel)
    {
        var company = await Company.Found(work.New(), clock, cancel);
        await History.Load(company, o.Pack, clock, cancel);
        await Attached.Load(company, o.Attachments, clock, cancel);
        var copying = await Attached.Copy(work.New(), o.Attachments, clock, cancel);
        await using var server = await company.Serve(cancel);
        if (!await server.Has("/api/v1/evidence-packs", cancel)) return [];

        var idle = server.Megabytes;
        var begun = clock.GetTimestamp();
        var (pack, fingerprint) = await Make(server, clock, cancel);
        var making = clock.GetElapsedTime(begun);
        var peak = server.PeakMegabytes;
        var folder = work.New();
        var file = Path.Combine(folder, "pack.zip");
        await server.Download($"/api/v1/evidence-packs/{pack}/download", file, cancel);
        var verified = await Verifying.Alone(file, fingerprint, cancel);

        var over = $"{o.Pack} activities, {new FileInfo(file).Length / 1e6:0.0} MB";
        var whole = o.Attachments > 0;
        List<Figure> figures =
        [
            new("seconds", making.TotalSeconds, "s", whole ? null : new(Below: 20)), new("peakMb", peak, "MB", whole ? null : new(Below: 256)), new("idleMb", idle, "MB"),
        ];
        if (whole)
        {
            figures.Add(new("copySeconds", copying.TotalSeconds, "s"));
            figures.Add(new("beyondCopying", (making - copying).TotalSeconds, "s", new(Below: 60)));
            figures.Add(new("aboveIdle", peak - idle, "MB", new(Below: 256)));
        }
        else if (await Zip(file, folder, clock, cancel) is { } zipping)
        {
            figures.Add(new("zipSeconds", zipping.TotalSeconds, "s"));
            figures.Add(new("timesZip", making / zipping, ""));
        }
        return
        [
            new("evidence pack", over + ", asked for until verified and kept", o.Pack, [.. figures]),
            new("verify a pack", over, o.Pack, [new("seconds", verified.Seconds, "s", whole ? null : new(Below: 10)), new("peakMb", verified.PeakMegabytes, "MB")]),
        ];
    }

    private static async Task<(string Id, string Fingerprint)> Make(Child server, TimeProvider clock, CancellationToken cancel)
    {
        // The whole of the history, by the clauses of the scheme with the most of them.
        var (from, to) = (clock.GetUtcNow().AddDays(-366), clock.GetUtcNow().AddDays(1));
        using var asked = JsonDocument.Parse(await server.Send("/api/v1/evidence-packs", Encoding.UTF8.GetBytes($$"""{"schemeId":"gbt27922-2011","from":"{{from:O}}","to":"{{to:O}}"}"""), 202, cancel));
        var id = asked.RootElement.GetProperty("id").GetString()!;
        while (true)
        {
            using var now = JsonDocument.Parse(await server.Get($"/api/v1/evidence-packs/{id}", cancel));
            switch (now.RootElement.GetProperty("status").GetString())
            {
                case "completed": return (id, now.RootElement.GetProperty("fingerprint").GetString()!);
                case "failed": throw new BenchmarkFailedException($"The pack failed: {now.RootElement.GetProperty("failure")}");
            }
            await Task.Delay(Look, clock, cancel);
        }
    }

    /// <summary>Null where there is no zip on this machine.</summary>
    private static async Task<TimeSpan?> Zip(string pack, string folder, TimeProvider clock, CancellationToken cancel)
    {
        var files = Path.Combine(folder, "files");
        System.IO.Compression.ZipFile.ExtractToDirectory(pack, files);
        try
        {
            var begun = clock.GetTimestamp();
            using var zip = Process.Start(new ProcessStartInfo("zip", ["-q", "-r", Path.Combine(folder, "again.zip"), "."]) { WorkingDirectory = files })!;
            await zip.WaitForExitAsync(cancel);
            return clock.GetElapsedTime(begun);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
