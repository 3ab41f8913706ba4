using System.Diagnostics;

namespace ServiceTrack.Web.Benchmark;

/// <summary>What a loop measured: how long it took, and each request in it.</summary>
public sealed class Timings(TimeSpan whole, TimeSpan[] each)
{
    private readonly TimeSpan[] sorted = [.. each.Order()];

    public double PerSecond => each.Length / whole.TotalSeconds;

    /// <summary>Milliseconds, by nearest rank: that share of the requests took no longer.</summary>
    public double Percentile(double share) => sorted[Math.Max(0, (int)Math.Ceiling(share / 100 * sorted.Length) - 1)].TotalMilliseconds;

    /// <summary>The requests whose number meets a condition.</summary>
    public Timings Only(Func<int, bool> number) => new(whole, [.. each.Where((_, i) => number(i))]);
}

/// <summary>
/// A closed loop: so many requests in all, so many under way at a time; where one is answered the next is sent. One that
/// fails ends the run, since a server that refuses is fast.
/// </summary>
public static class RequestLoop
{
    public static async Task<Timings> Run(int count, int concurrency, Func<int, CancellationToken, Task> request, CancellationToken cancel)
    {
        var each = new TimeSpan[count];
        var begun = Stopwatch.GetTimestamp();
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = concurrency, CancellationToken = cancel }, async (i, stop) =>
        {
            var sent = Stopwatch.GetTimestamp();
            await request(i, stop);
            each[i] = Stopwatch.GetElapsedTime(sent);
        });
        return new(Stopwatch.GetElapsedTime(begun), each);
    }
}
