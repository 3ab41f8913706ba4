using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;

namespace ServiceTrack.Web.Benchmark;

/// <summary>Where and when something was measured: numbers mean nothing without it.</summary>
/// <param name="Load">Of the last minute, where the system tells: other work at the same time makes numbers worse.</param>
public sealed record Machine(string Date, string System, int Cores, double MemoryGigabytes, string Runtime, string Build, double? Load)
{
    public bool IsDebug => Build == "Debug";

    public static Machine At(DateTimeOffset now) => new(
        now.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture), RuntimeInformation.OSDescription, Environment.ProcessorCount,
        Math.Round(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9, 1), RuntimeInformation.FrameworkDescription,
        typeof(Machine).Assembly.GetCustomAttribute<DebuggableAttribute>()?.IsJITOptimizerDisabled == true ? "Debug" : "Release", LoadNow());

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Date} · {Cores} cores, {MemoryGigabytes} GB · {System} · {Runtime} · {Build} build") + (Load is { } load ? $" · load before {load:0.0}" : "");

    private static double? LoadNow() =>
        File.Exists("/proc/loadavg") && double.TryParse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture, out var load) ? load : null;
}
