using System.Collections.Immutable;

namespace ServiceTrack.Web.Benchmark;

/// <summary>Acknowledged POST /activities against the floor, in turns, so that what else the machine does meets both.</summary>
public static class Posts
{
    public static async Task<ImmutableArray<Result>> Measure(BenchmarkOptions o, WorkFolder work, TextWriter output, TimeProvider clock, CancellationToken cancel)
    {
        List<Round> floors = [], products = [];
        for (var round = 1; round <= o.Rounds; round++)
        {
            await using (var floor = await Child.Start(work.New(), null, [BenchmarkCommand.Name, Floor.Command], cancel))
                floors.Add(await Drive(floor, "/", o, cancel));
            var company = await Company.Found(work.New(), clock, cancel);
            await using var product = await company.Serve(cancel);
            products.Add(await Drive(product, "/api/v1/activities", o, cancel));
            var kept = await Lists.Walk(product, cancel);
            if (kept.Rows != o.Posts + o.WarmUp)
                throw new BenchmarkFailedException($"{o.Posts + o.WarmUp} posts were acknowledged, and {kept.Rows} are there.");
            await output.WriteLineAsync($"  round {round}: {products[^1].PerSecond:0} posts/s, floor {floors[^1].PerSecond:0}/s");
        }
        var (middle, bare) = (Sum(products), Sum(floors));
        var over = $"{o.Posts} posts × {o.Rounds}, {o.Concurrency} at a time";
        return
        [
            new("POST /activities", over, o.Posts + o.WarmUp,
            [
                new("perSecond", middle.PerSecond, "/s", new(AtLeast: 1000)), new("p50Ms", middle.P50, "ms"), new("p99Ms", middle.P99, "ms", new(Below: 100)),
                new("serverCpuMs", middle.CpuMs, "ms"), new("peakMb", middle.PeakMb, "MB"),
            ]),
            new("bare floor", over, o.Posts + o.WarmUp,
            [
                new("perSecond", bare.PerSecond, "/s"), new("p50Ms", bare.P50, "ms"), new("p99Ms", bare.P99, "ms"),
                new("serverCpuMs", bare.CpuMs, "ms"), new("peakMb", bare.PeakMb, "MB"),
            ]),
            new("posts ÷ floor", "posts per second", o.Posts + o.WarmUp, [new("ratio", middle.PerSecond / bare.PerSecond, "", new(AtLeast: 0.4))]),
        ];
    }

    private static async Task<Round> Drive(Child server, string path, BenchmarkOptions o, CancellationToken cancel)
    {
        var bodies = Enumerable.Range(0, o.Posts + o.WarmUp).Select(i => Samples.Body(Samples.Request(i))).ToList();
        await RequestLoop.Run(o.WarmUp, o.Concurrency, Post, cancel);
        var before = server.Processor;
        var timings = await RequestLoop.Run(o.Posts, o.Concurrency, (i, stop) => Post(o.WarmUp + i, stop), cancel);
        return new(timings.PerSecond, timings.Percentile(50), timings.Percentile(99), (server.Processor - before).TotalMilliseconds / o.Posts, server.PeakMegabytes);

        Task Post(int i, CancellationToken stop) => server.Post(path, bodies[i], stop);
    }

    // The middle round: one that a neighbour on the machine disturbed counts no more than another.
    private static Round Sum(List<Round> rounds) => new(
        Middle(rounds, r => r.PerSecond), Middle(rounds, r => r.P50), Middle(rounds, r => r.P99), Middle(rounds, r => r.CpuMs), Middle(rounds, r => r.PeakMb));

    private static double Middle(List<Round> rounds, Func<Round, double> of)
    {
        var sorted = rounds.Select(of).Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    private sealed record Round(double PerSecond, double P50, double P99, double CpuMs, double PeakMb);
}
