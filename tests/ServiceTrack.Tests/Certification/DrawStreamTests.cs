using FsCheck;
using FsCheck.Fluent;
using ServiceTrack.Certification;

namespace ServiceTrack.Tests.Certification;

public sealed class DrawStreamTests
{
    private const string Root = "EWPnAaySxgiaF0VPDZK9X9OHi2clkeNyaJlukbP09Fw=";

    /// <summary>Computed by other means, from the description alone: whoever repeats a draw must come to these.</summary>
    [Fact]
    public void a_draw_is_repeated_from_its_description()
    {
        var ids = Enumerable.Range(1, 20).Select(i => $"r{i:d2}").Reverse();
        Assert.Equal(Expected1, DrawStream.Of("t1", 3, Root, 20261122, 1, "").Sample(ids, 5));
        Assert.Equal(Expected2, DrawStream.Of("t1", 3, Root, 20261122, 2, "网点").Sample(ids, 20));
    }

    [Fact]
    public void a_sample_rests_on_root_number_draw_and_stratum_and_not_on_the_order_of_the_ids() => Prop.ForAll(
        Gen.Choose(1, 60).SelectMany(n => Gen.Choose(0, n).Select(k => (n, k))).ToArbitrary(), it =>
        {
            var ids = Enumerable.Range(0, it.n).Select(i => $"{i}").ToList();
            var sample = Sample(7, 1, "a", ids);
            Assert.Equal(sample, Sample(7, 1, "a", [.. ids.AsEnumerable().Reverse()]));
            Assert.Equal(it.k, sample.Distinct().Count());
            Assert.Subset(ids.ToHashSet(), sample.ToHashSet());
            if (it.k < 12) return;
            Assert.NotEqual(sample, Sample(8, 1, "a", ids));
            Assert.NotEqual(sample, Sample(7, 2, "a", ids));
            Assert.NotEqual(sample, Sample(7, 1, "b", ids));

            System.Collections.Immutable.ImmutableArray<string> Sample(long number, int draw, string stratum, List<string> from) =>
                DrawStream.Of("t", 1, Root, number, draw, stratum).Sample(from, it.k);
        }).Check(Config.QuickThrowOnFailure);

    [Fact]
    public void every_one_is_drawn_about_as_often()
    {
        var ids = Enumerable.Range(0, 10).Select(i => $"{i}").ToList();
        var drawn = Enumerable.Range(0, 5000).SelectMany(n => DrawStream.Of("t", 1, Root, n, 1, "").Sample(ids, 3)).CountBy(id => id);
        // 1,500 times each on average; four standard deviations are about 130.
        Assert.All(drawn, d => Assert.InRange(d.Value, 1370, 1630));
    }

    [Theory]
    [InlineData("a=10 b=10", 4, "a=2 b=2")]
    [InlineData("b=1 a=99", 10, "a=10 b=0")]
    [InlineData("a=5 b=3 c=2", 5, "a=3 b=1 c=1")]
    [InlineData("a=1 b=1 c=1", 2, "a=1 b=1 c=0")]
    [InlineData("=3 o=1", 4, "=3 o=1")]
    public void a_sample_is_divided_in_proportion_the_largest_remainders_first(string strata, int sample, string expected)
    {
        var sizes = strata.Split(' ').Select(s => s.Split('=')).Select(s => (s[0], int.Parse(s[1]))).ToList();
        Assert.Equal(expected, string.Join(' ', Strata.Divide(sizes, sample).Select(s => $"{s.Stratum}={s.Count}")));
    }

    private static readonly string[] Expected1 = ["r15", "r05", "r17", "r12", "r10"];
    private static readonly string[] Expected2 = ["r06", "r01", "r03", "r10", "r04", "r18", "r19", "r13", "r20", "r07", "r17", "r12", "r16", "r02", "r05", "r09", "r11", "r15", "r14", "r08"];
}
