using System.Diagnostics;
using System.Globalization;
using ServiceTrack.Evidence;

namespace ServiceTrack.Web.Benchmark;

/// <summary>A pack verified by a process that does nothing else, so that the memory it takes can be told.</summary>
public static class Verifying
{
    public const string Command = "verify";

    public static async Task<int> Run(string pack, string fingerprint, TextWriter output, TimeProvider clock)
    {
        var begun = clock.GetTimestamp();
        await using var file = File.OpenRead(pack);
        var verdict = await PackVerifier.Verify(file, fingerprint, null, CancellationToken.None);
        var seconds = clock.GetElapsedTime(begun).TotalSeconds;
        using var self = Process.GetCurrentProcess();
        await output.WriteLineAsync(verdict.Fault?.Sentence ?? string.Create(CultureInfo.InvariantCulture, $"{seconds} {self.PeakWorkingSet64 / 1e6}"));
        return verdict.ExitCode;
    }

    /// <exception cref="BenchmarkFailedException">The pack was not proved.</exception>
    public static async Task<(double Seconds, double PeakMegabytes)> Alone(string pack, string fingerprint, CancellationToken cancel)
    {
        var (program, first) = Child.Self();
        using var process = Process.Start(new ProcessStartInfo(program, [.. first, BenchmarkCommand.Name, Command, pack, fingerprint]) { RedirectStandardOutput = true })!;
        var said = (await process.StandardOutput.ReadToEndAsync(cancel)).Trim();
        await process.WaitForExitAsync(cancel);
        if (process.ExitCode != 0) throw new BenchmarkFailedException($"The pack was not proved: {said}");
        var figures = said.Split(' ').Select(f => double.Parse(f, CultureInfo.InvariantCulture)).ToList();
        return (figures[0], figures[1]);
    }
}
