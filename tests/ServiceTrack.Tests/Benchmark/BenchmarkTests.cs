using System.Text.Json.Nodes;
using ServiceTrack.Web.Benchmark;

namespace ServiceTrack.Tests.Benchmark;

/// <summary>The command end to end, with servers of its own; it counts rows through the API and fails where some are missing.</summary>
[Collection(nameof(Alone))]
public sealed class BenchmarkTests
{
    private static readonly string[] Tiny =
        ["--posts", "30", "--warm-up", "5", "--rounds", "1", "--concurrency", "8", "--rows", "200", "--reads", "2", "--journal", "50", "--texts", "50", "--nodes", "1,2"];

    [Fact]
    public async Task a_tiny_run_measures_everything_and_claims_the_rows_that_are_there()
    {
        using var output = new StringWriter();
        var code = await BenchmarkCommand.Run(Tiny, output, TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.True(code == 0, $"{output}");
        var last = $"{output}".Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1];
        var results = JsonNode.Parse(last)!["results"]!.AsArray().DistinctBy(r => (string)r!["name"]!).ToDictionary(r => (string)r!["name"]!, r => r!);
        Assert.Equal(35, (long)results["POST /activities"]["rows"]!);
        Assert.True((double)results["POST /activities"]["perSecond"]! > 0);
        Assert.True((double)results["bare floor"]["perSecond"]! > 0);
        Assert.Equal(200, (long)results["list, page of 50"]["rows"]!);
        Assert.Equal(200, (long)results["search, page of 50"]["rows"]!);
        Assert.True((double)results["search, page of 50"]["p95Ms"]! > 0);
        Assert.True((double)results["journal appends"]["perSecond"]! > 0);
        Assert.True((double)results["lease hand-over"]["seconds"]! > 0);
        Assert.True((double)results["texts classified"]["perCpuSecond"]! > 0);
    }

    [Theory]
    [InlineData("--postage", "3")]
    [InlineData("--posts", "many")]
    [InlineData("--posts", "0")]
    [InlineData("--rows", "100,x")]
    [InlineData("--only", "posts,parties")]
    public async Task an_option_that_means_nothing_is_refused_by_name(string option, string value)
    {
        using var output = new StringWriter();
        Assert.Equal(2, await BenchmarkCommand.Run([option, value], output, TimeProvider.System, TestContext.Current.CancellationToken));
        Assert.Contains($"{option} {value}", $"{output}");
    }

    [Theory]
    [InlineData(50, 50)]
    [InlineData(95, 95)]
    [InlineData(99, 99)]
    [InlineData(100, 100)]
    public void a_percentile_is_the_time_that_so_many_requests_did_not_exceed(double share, double milliseconds)
    {
        var timings = new Timings(TimeSpan.FromSeconds(2), [.. Enumerable.Range(1, 100).Reverse().Select(n => TimeSpan.FromMilliseconds(n))]);
        Assert.Equal(milliseconds, timings.Percentile(share));
        Assert.Equal(50, timings.PerSecond);
    }

    [Fact]
    public void an_aim_of_at_least_is_met_by_the_number_itself_and_one_of_below_is_not()
    {
        Assert.True(new Aim(AtLeast: 1000).IsMet(1000));
        Assert.False(new Aim(AtLeast: 1000).IsMet(999.9));
        Assert.True(new Aim(Below: 100).IsMet(99.9));
        Assert.False(new Aim(Below: 100).IsMet(100));
    }
}
