using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;

namespace ServiceTrack.Web.Benchmark;

/// <summary>
/// From an event to everyone who watches: activities are posted at a steady rate, and each of many connected dashboards
/// notes when its figure of today's activities first counts each of them. Measured from the moment a request is due to be
/// sent, so it holds the request, the commit, the follower, the hub's coalescing and the wire.
/// </summary>
public static class Live
{
    private const int Before = 200;
    private const int WarmUpSeconds = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<ImmutableArray<Result>> Measure(BenchmarkOptions o, WorkFolder work, TextWriter output, TimeProvider clock, CancellationToken cancel)
    {
        var company = await Company.Found(work.New(), clock, cancel);
        await History.Load(company, Before, clock, cancel);
        await using var server = await company.Serve(cancel);
        if (!await server.Has("/api/v1/dashboard", cancel)) return [];
        var (warmUp, posts) = (o.Rate * WarmUpSeconds, o.Rate * o.Seconds);
        var sent = new long[warmUp + posts];
        var latencies = new ConcurrentBag<List<TimeSpan>>();
        var clients = await Connect(server, company, o.Dashboards, cancel);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        try
        {
            var first = new long[clients.Count];
            for (var c = 0; c < clients.Count; c++)
                first[c] = await clients[c].Next(cancel) ?? throw new BenchmarkFailedException("The hub ended a connection.");
            var watching = clients.Select((client, c) => Watch(client, first[c], sent, latencies, end.Token)).ToList();
            var cpu = server.Processor;
            await Post(server, sent.Length, o.Rate, sent, clock, cancel);
            end.CancelAfter(Patience);
            await Task.WhenAll(watching);
            cpu = server.Processor - cpu;
            var all = new Timings(TimeSpan.FromSeconds(o.Seconds), [.. latencies.SelectMany(l => l.Skip(warmUp))]);
            return
            [
                new("event to client", $"{o.Dashboards} dashboards, {o.Rate} activities/s for {o.Seconds} s", Before + sent.Length,
                [
                    new("p50Ms", all.Percentile(50), "ms"), new("p99Ms", all.Percentile(99), "ms", new(Below: 1000)), new("maxMs", all.Percentile(100), "ms"),
                    new("seen", latencies.Sum(l => l.Count) / (double)sent.Length / clients.Count, "", new(AtLeast: 1)), new("cores", cpu.TotalSeconds / (WarmUpSeconds + o.Seconds), ""),
                ]),
            ];
        }
        finally
        {
            foreach (var client in clients) await client.DisposeAsync();
        }
    }

    private static async Task<List<LiveClient>> Connect(Child server, Company company, int count, CancellationToken cancel)
    {
        var hub = new UriBuilder(server.Address) { Scheme = "ws", Path = "/hubs/dashboard" }.Uri;
        var clients = new ConcurrentBag<LiveClient>();
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 20, CancellationToken = cancel },
            async (_, stop) => clients.Add(await LiveClient.Subscribe(hub, company.Token, stop)));
        return [.. clients];
    }

    private static async Task Post(Child server, int count, int rate, long[] sent, TimeProvider clock, CancellationToken cancel)
    {
        using var beat = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / rate), clock);
        List<Task> under = [];
        for (var i = 0; i < count && await beat.WaitForNextTickAsync(cancel); i++)
        {
            Volatile.Write(ref sent[i], Stopwatch.GetTimestamp());
            under.Add(server.Post("/api/v1/activities", Samples.Body(Samples.Request(i)), cancel));
        }
        await Task.WhenAll(under);
    }

    /// <summary>The figure rises by one with each activity, so its value tells how many are in it.</summary>
    private static async Task Watch(LiveClient client, long first, long[] sent, ConcurrentBag<List<TimeSpan>> latencies, CancellationToken end)
    {
        var mine = new List<TimeSpan>(sent.Length);
        latencies.Add(mine);
        try
        {
            while (mine.Count < sent.Length && await client.Next(end) is { } value)
            {
                if (value < first) throw new BenchmarkFailedException("Midnight has passed and today's figure began anew; run it again.");
                while (mine.Count < value - first) mine.Add(Stopwatch.GetElapsedTime(Volatile.Read(ref sent[mine.Count])));
            }
        }
        catch (OperationCanceledException)
        {
            // What was not seen in time is told by the share that was.
        }
    }
}
