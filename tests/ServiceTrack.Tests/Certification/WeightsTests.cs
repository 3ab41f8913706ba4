using System.Text.Json.Nodes;
using ServiceTrack.Certification;

namespace ServiceTrack.Tests.Certification;

public sealed class WeightsTests
{
    [Fact]
    public void unknown_points_share_what_the_nearest_known_clause_above_has_left()
    {
        var weights = Weights.Of(ShippedSchemes.Find("gbt27922-2011")!).ToDictionary(w => w.Clause);

        // 5.1 has 40 points; 5.1.2.2 takes 5 of them, 15 others share the rest.
        Assert.Equal((true, Ratio.Of(5)), (weights["5.1.2.2"].Known, weights["5.1.2.2"].Points));
        Assert.Equal((false, Ratio.Of(7, 3)), (weights["5.1.7.3"].Known, weights["5.1.7.3"].Points));
        Assert.Equal((Ratio.Of(7, 6), Ratio.Of(14, 3)), (weights["5.1.7.3"].Low, weights["5.1.7.3"].High));
        Assert.Equal(Ratio.Of(35, 19), weights["5.2.3.1"].Points);
        Assert.Equal(Ratio.Of(25, 7), weights["5.3.2.3"].Points);
        Assert.Equal(Ratio.Of(100), weights.Values.Aggregate(Ratio.Zero, (sum, w) => sum + w.Points));
    }

    [Fact]
    public void where_nobody_knows_any_points_a_hundred_are_shared() =>
        Assert.All(Weights.Of(ShippedSchemes.Find("completeness")!), w => Assert.Equal(Ratio.Of(100, 6), w.Points));

    [Theory]
    [InlineData(1, 3, 1, "0.3")]
    [InlineData(-1, 3, 1, "-0.4")]
    [InlineData(9496, 100, 1, "94.9")]
    [InlineData(95, 1, 1, "95")]
    public void a_ratio_is_truncated_and_never_rounded_up(int over, int under, int decimals, string shown) =>
        Assert.Equal(shown, Ratio.Of(over, under).Truncated(decimals).ToString(System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public void three_thirds_are_one() => Assert.Equal(Ratio.One, Ratio.Of(1, 3) + Ratio.Of(1, 3) + Ratio.Of(1, 3));
}
