using ServiceTrack.Classification;

namespace ServiceTrack.Tests.Classification;

public sealed class ComplaintReaderTests
{
    [Theory]
    [InlineData(.9, "normal", "auto")]
    [InlineData(.8, "normal", "auto")]
    [InlineData(.79, "serious", "suggest")]
    [InlineData(.4, "normal", "suggest")]
    [InlineData(.39, "normal", "human")]
    [InlineData(1, "safety", "human")]
    [InlineData(.5, "safety", "human")]
    public void a_band_starts_at_its_threshold_and_safety_is_a_persons(double confidence, string severity, string band) =>
        Assert.Equal(band, new ClassificationSettings(Auto: .8, Suggest: .4).BandOf(confidence, severity));

    [Fact]
    public void thresholds_that_make_no_sense_are_refused_by_name()
    {
        Assert.Null(new ClassificationSettings().Check());
        Assert.Equal(["suggest"], Refused(new(Auto: .5, Suggest: .6)));
        Assert.Equal(["auto", "suggest"], Refused(new(Auto: 1.1, Suggest: double.NaN)));
    }

    [Fact]
    public void a_reading_joins_model_and_rules()
    {
        var reading = new ComplaintReader(Samples.Trained, new()).Read("快递一直没送到，箱子还在冒烟，我要退款");
        Assert.Equal(("delivery", "safety", "refund", "human"), (reading.Category, reading.Severity, reading.Demand, reading.Band));
        Assert.Equal(reading.Ranked[0].Probability, reading.Confidence);
        Assert.Equal(Samples.Trained.Model, reading.Model);
    }

    private static IEnumerable<string> Refused(ClassificationSettings settings) =>
        Assert.IsType<Refusal.Invalid>(settings.Check()).Errors.Keys;
}
