using ServiceTrack.Activities;
using ServiceTrack.Classification;
using ServiceTrack.Storage;

namespace ServiceTrack.Tests.Classification;

public sealed class ClassificationFollowerTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task a_complaint_is_classified_and_whoever_looks_at_it_is_not_stale()
    {
        await using var desk = await DeskOfOne.Open();
        var id = await desk.Log("快递三天了还没送到，我要退款");
        var logged = await desk.Get(id);

        await Classify(desk);

        var (read, now) = (new ComplaintReader(Samples.Trained, new()).Read("快递三天了还没送到，我要退款"), await desk.Get(id));
        Assert.Equal(new Classified(read.Category, read.Severity, "refund", (int)(read.Confidence * 100), read.Band, Samples.Trained.Model), now.Classification);
        Assert.Equal((logged.Version, logged.Events + 1), (now.Version, now.Events));
        Assert.Equal(ClassificationFollower.By, (await desk.Company.Stream(Activity.StreamOf(id), Cancel))[^1].By);
    }

    [Fact]
    public async Task following_the_same_events_twice_classifies_once()
    {
        await using var desk = await DeskOfOne.Open();
        var id = await desk.Log("送货员把洗衣机放在楼下就走");
        var events = await desk.Company.Feed(0, 100, Cancel);

        for (var i = 0; i < 2; i++) await new ClassificationFollower(desk.Store, Samples.Shelf, DeskOfOne.Clock).Follow(desk.Company, events, Cancel);

        Assert.Single(await desk.Company.Stream(Activity.StreamOf(id), Cancel), e => e.Type == nameof(ActivityClassified));
    }

    [Fact]
    public async Task what_a_person_has_categorized_and_what_is_no_complaint_are_left_alone()
    {
        await using var desk = await DeskOfOne.Open();
        var (complaint, praise) = (await desk.Log("上门费多收了五十块"), await desk.Log("师傅态度很好", "praise"));
        await desk.Categorize(complaint, "other");

        await Classify(desk);

        Assert.Equal(("other", null), ((await desk.Get(complaint)).Category, (await desk.Get(complaint)).Classification));
        Assert.Null((await desk.Get(praise)).Classification);
    }

    [Fact]
    public async Task a_correction_becomes_the_activitys_one_training_row()
    {
        await using var desk = await DeskOfOne.Open();
        var id = await desk.Log("上门费多收了五十块");
        await Classify(desk);
        await desk.Categorize(id, "other");
        await desk.Categorize(id, "billing");

        await new CorrectionFollower().CatchUp(desk.Company, DeskOfOne.Clock.Now, Cancel);

        Assert.Equal(new Correction(id, DeskOfOne.Clock.Now, "上门费多收了五十块", "billing"), Assert.Single(await Correction.All(desk.Company, Cancel)));
        Assert.Equal("corrected", (await desk.Get(id)).Classification!.Band);
        Assert.Empty(await Correction.All(desk.Store.For(new("neighbour")), Cancel));
    }

    [Theory]
    [InlineData("complaint", "插座漏电", "safety", "人身安全")]
    [InlineData("repair", "空调冒烟了", "safety", "人身安全")]
    [InlineData("complaint", "再不处理我就找律师起诉", "serious", "严重投诉")]
    [InlineData("complaint", "快递三天了还没送到", null, "投诉")]
    [InlineData("announcement", "安全提示：谨防触电", null, "无时限")]
    public async Task danger_in_the_words_is_known_and_promised_for_from_the_first_second(string kind, string text, string? severity, string? promise)
    {
        await using var desk = await DeskOfOne.Open();
        var activity = await desk.Get(await desk.Log(text, kind));
        Assert.Equal((severity, promise), (activity.Severity, activity.Promise?.Rule));
    }

    private static Task Classify(DeskOfOne desk) =>
        new ClassificationFollower(desk.Store, Samples.Shelf, DeskOfOne.Clock).CatchUp(desk.Company, DeskOfOne.Clock.Now, Cancel);
}
