using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using ServiceTrack.Dashboard;
using ServiceTrack.Storage;

namespace ServiceTrack.Tests.Dashboard;

public sealed class HistogramTests
{
    private static readonly Arbitrary<int[]> Durations =
        Gen.OneOf(Gen.Choose(0, 100), Gen.Choose(0, 10_000), Gen.Choose(0, int.MaxValue)).ArrayOf().Where(d => d.Length > 0).ToArbitrary();

    [Fact]
    public void a_quantile_is_as_near_as_promised() => Prop.ForAll(Durations, Gen.Choose(1, 100).ToArbitrary(), (durations, percent) =>
    {
        var exact = durations.Order().ElementAt((int)Math.Ceiling(percent / 100.0 * durations.Length) - 1);

        var quantile = Of(durations).Quantile(percent / 100.0)!.Value.TotalSeconds;

        if (exact < 64) Assert.Equal(exact, quantile);
        else Assert.InRange(quantile, exact * (1 - (1 / 64.0)), exact * (1 + (1 / 64.0)));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void histograms_of_parts_add_up_to_that_of_the_whole() => Prop.ForAll(Durations, Durations, (some, others) =>
    {
        var sum = Of(some);
        sum.Add(Of(others));

        Assert.Equal(Json(Of([.. some, .. others])), Json(sum));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void what_is_taken_out_was_never_there() => Prop.ForAll(Durations, Durations, (some, others) =>
    {
        var histogram = Of([.. some, .. others]);
        foreach (var d in others) histogram.Add(TimeSpan.FromSeconds(d), -1);

        Assert.Equal(Json(Of(some)), Json(histogram));
        Assert.Equal(Json(histogram), Json(JsonSerializer.Deserialize<Histogram>(Json(histogram), StoredJson.Options)!));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void kept_ones_add_up_like_those_just_counted_and_stay_as_they_were() => Prop.ForAll(Durations, Durations, Durations, (some, others, later) =>
    {
        var (kept, other) = (Kept(some), Kept(others));
        var sum = Of(later);
        sum.Add(kept);
        sum.Add(other);
        kept.Add(TimeSpan.FromSeconds(later[0]), 1);

        Assert.Equal(Json(Of([.. some, .. others, .. later])), Json(sum));
        Assert.Equal(some.Length + others.Length + later.Length, sum.Count);
        Assert.Equal(Json(Of([.. some, later[0]])), Json(kept));
        Assert.Equal(Json(Of(others)), Json(other));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void the_quantile_of_nothing_is_nothing() => Assert.Null(new Histogram().Quantile(0.5));

    private static Histogram Of(int[] seconds)
    {
        var histogram = new Histogram();
        foreach (var s in seconds) histogram.Add(TimeSpan.FromSeconds(s), 1);
        return histogram;
    }

    private static Histogram Kept(int[] seconds) => JsonSerializer.Deserialize<Histogram>(Json(Of(seconds)), StoredJson.Options)!;

    private static string Json(Histogram histogram) => JsonSerializer.Serialize(histogram, StoredJson.Options);
}
