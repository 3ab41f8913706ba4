using ServiceTrack.Activities;
using ServiceTrack.Classification;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Tests.Classification;

public sealed class RetrainingTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task a_challenger_learns_from_corrections_is_judged_on_later_ones_and_answers_once_promoted()
    {
        await using var desk = await DeskOfOne.Open();
        // The shipped model knows three labels; people here have long called these "other".
        await Correct(desk, Enumerable.Range(0, 240).Select(i => ($"屏幕第{i}行闪烁发花看不清", "other")));

        var done = await Retrain(desk);

        Assert.Equal(RetrainingStatus.Completed, done.Status);
        ModelDesk models = new(desk.Company, Samples.Shelf);
        var line = (await models.Read(DeskOfOne.Clock.Now, Cancel)).Line;
        Assert.True(line.Trials[done.Model!].Passed, line.Trials[done.Model!].Reason);
        Assert.Equal(Samples.Trained.Model, (await Samples.Shelf.Champion(desk.Company, Cancel)).Model);

        Assert.Null(await models.Promote(done.Model!, "person/p", DeskOfOne.Clock.Now, Cancel));
        var champion = await Samples.Shelf.Champion(desk.Company, Cancel);
        Assert.Equal((done.Model, "other"), (champion.Model, champion.Predict("屏幕闪烁发花").Label));
        Assert.Equal(Samples.Trained.Model, (await Samples.Shelf.Champion(desk.Store.For(new("neighbour")), Cancel)).Model);

        Assert.Null(await models.RollBack("person/p", DeskOfOne.Clock.Now, Cancel));
        Assert.Equal(Samples.Trained.Model, (await Samples.Shelf.Champion(desk.Company, Cancel)).Model);
        Assert.Equal(
            ["ModelTrained", "ModelPromoted", "ModelTrained", "ChallengerJudged", "ModelPromoted", "ModelRolledBack"],
            (await desk.Company.Stream(CompanyModels.Stream, Cancel)).Select(e => e.Type));
    }

    [Fact]
    public async Task without_corrections_there_is_nothing_to_judge_on()
    {
        await using var desk = await DeskOfOne.Open();
        var done = await Retrain(desk);
        Assert.Equal((RetrainingStatus.Failed, null), (done.Status, done.Model));
        Assert.NotNull(done.Failure);
        Assert.IsType<Refusal.NotFound>(await new ModelDesk(desk.Company, Samples.Shelf).Promote("nobody", "person/p", DeskOfOne.Clock.Now, Cancel));
    }

    private static async Task Correct(DeskOfOne desk, IEnumerable<(string Text, string Label)> said)
    {
        var at = DeskOfOne.Clock.Now;
        foreach (var (text, label) in said)
            await desk.Company.Commit(new()
            {
                At = at, Documents = [Correction.Collection.Put(new($"{at.UtcTicks}", at = at.AddMinutes(1), text, label))],
            }, Cancel);
    }

    private static async Task<Retraining> Retrain(DeskOfOne desk)
    {
        Retraining asked = new("r1", "person/p", DeskOfOne.Clock.Now);
        await RetrainingWorker.Request(desk.Company, asked, Cancel);
        var partition = IWork.PartitionOf(new TenantId("a"), "r1");
        var item = Assert.Single(await desk.Store.Work.Due(partition, RetrainingWorker.Retrainings, DeskOfOne.Clock.Now, 10, Cancel)).Item;
        var lease = await desk.Store.Work.Hold("l", "me", DeskOfOne.Clock.Now, TimeSpan.FromMinutes(1), Cancel);
        await new RetrainingWorker(Samples.Shelf, DeskOfOne.Clock).Do(desk.Company, item, lease!, Cancel);
        Assert.Empty(await desk.Store.Work.Due(partition, RetrainingWorker.Retrainings, DeskOfOne.Clock.Now, 10, Cancel));
        return (await desk.Company.Find(Retraining.Collection, "r1", Cancel))!.Value;
    }
}
