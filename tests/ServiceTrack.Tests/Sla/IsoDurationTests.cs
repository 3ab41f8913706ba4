using FsCheck;
using FsCheck.Fluent;
using ServiceTrack.Sla;

namespace ServiceTrack.Tests.Sla;

public sealed class IsoDurationTests
{
    [Theory]
    [InlineData("PT0S", 0)]
    [InlineData("PT1H30M", 5400)]
    [InlineData("PT90M", 5400)]
    [InlineData("P1D", 86_400)]
    [InlineData("P1DT1S", 86_401)]
    [InlineData("P2W", 1_209_600)]
    [InlineData("PT0.5S", 0.5)]
    [InlineData("-PT30M", -1800)]
    public void a_duration_is_read(string text, double seconds)
    {
        Assert.True(IsoDuration.TryParse(text, out var duration));
        Assert.Equal(TimeSpan.FromSeconds(seconds), duration);
    }

    [Theory]
    [InlineData("")]
    [InlineData("P")]
    [InlineData("PT")]
    [InlineData("P1DT")]
    [InlineData("P1Y")]
    [InlineData("P1M")]
    [InlineData("1H")]
    [InlineData("PT1H ")]
    [InlineData("PT1H\n")]
    [InlineData("PT1.5H")]
    [InlineData("PT30M1H")]
    [InlineData("PT٣H")]
    [InlineData("PT999999999H")]
    [InlineData("04:00:00")]
    public void anything_else_is_refused(string text) => Assert.False(IsoDuration.TryParse(text, out _));

    [Theory]
    [InlineData(0, "PT0S")]
    [InlineData(86_400, "PT24H")]
    [InlineData(-1800, "-PT30M")]
    [InlineData(3661.25, "PT1H1M1.25S")]
    public void a_duration_is_written_without_days(double seconds, string text) =>
        Assert.Equal(text, IsoDuration.Format(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void what_is_written_is_read_back_to_the_tick() =>
        Prop.ForAll(Gen.Choose(-1_000_000_000, 1_000_000_000).Two().Select(it => new TimeSpan(it.Item1 * 1_000L + it.Item2)).ToArbitrary(),
            duration => IsoDuration.TryParse(IsoDuration.Format(duration), out var back) && back == duration).QuickCheckThrowOnFailure();
}
