using System.Text;
using ServiceTrack.Activities;
using ServiceTrack.Classification;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Tests.Classification;

public sealed class RetrainingTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Engines.BuiltIn)]
    [InlineData(Engines.MLNet)]
    public async Task a_challenger_learns_from_corrections_is_judged_on_later_ones_and_answers_once_promoted(string engine)
    {
        var shelf = Samples.ShelfOf(Samples.Engine(engine));
        await using var desk = await DeskOfOne.Open();
        // The shipped model knows three labels; people here have long called these "other".
        await Correct(desk, Enumerable.Range(0, 240).Select(i => ($"屏幕第{i}行闪烁发花看不清", "other")));

        var done = await Retrain(desk, shelf);

        Assert.Equal(RetrainingStatus.Completed, done.Status);
        ModelDesk models = new(desk.Company, shelf);
        var line = (await models.Read(DeskOfOne.Clock.Now, Cancel)).Line;
        Assert.True(line.Trials[done.Model!].Passed, line.Trials[done.Model!].Reason);
        Assert.Equal(Samples.Trained.Model, (await shelf.Champion(desk.Company, Cancel)).Model);

        Assert.Null(await models.Promote(done.Model!, "person/p", DeskOfOne.Clock.Now, Cancel));
        var champion = await shelf.Champion(desk.Company, Cancel);
        Assert.Equal((done.Model, "other"), (champion.Model, champion.Predict("屏幕闪烁发花").Label));
        Assert.Equal(Samples.Trained.Model, (await shelf.Champion(desk.Store.For(new("neighbour")), Cancel)).Model);

        Assert.Null(await models.RollBack("person/p", DeskOfOne.Clock.Now, Cancel));
        Assert.Equal(Samples.Trained.Model, (await shelf.Champion(desk.Company, Cancel)).Model);
        Assert.Equal(
            ["ModelTrained", "ModelPromoted", "ModelTrained", "ChallengerJudged", "ModelPromoted", "ModelRolledBack"],
            (await desk.Company.Stream(CompanyModels.Stream, Cancel)).Select(e => e.Type));
    }

    [Fact]
    public async Task without_corrections_there_is_nothing_to_judge_on()
    {
        await using var desk = await DeskOfOne.Open();
        var done = await Retrain(desk, Samples.Shelf);
        Assert.Equal((RetrainingStatus.Failed, null), (done.Status, done.Model));
        Assert.NotNull(done.Failure);
        Assert.IsType<Refusal.NotFound>(await new ModelDesk(desk.Company, Samples.Shelf).Promote("nobody", "person/p", DeskOfOne.Clock.Now, Cancel));
    }

    [Theory]
    [InlineData(Engines.BuiltIn, "PK another program's", "not a model of the built-in")]
    [InlineData("oracle", "a file of an engine this build has not", "no engine oracle")]
    public async Task a_model_that_cannot_be_read_is_not_promoted_and_the_champion_stays(string engine, string content, string sentence)
    {
        await using var desk = await DeskOfOne.Open();
        ModelDesk models = new(desk.Company, Samples.Shelf);
        var now = DeskOfOne.Clock.Now;
        using MemoryStream bytes = new(Encoding.UTF8.GetBytes(content));
        Evaluation evaluation = new(100, 3, .9, .9, .02);
        Trial passed = new("new", Samples.Trained.Model, now, now, evaluation, evaluation, 12, 2, .006, true, "Better.");
        await models.Challenge(
            new("new", engine, now, now, 100), passed, await desk.Company.Blobs.Stage(bytes, 1000, Cancel), "person/p", now, commit => commit, Cancel);

        var refusal = Assert.IsType<Refusal.Invalid>(await models.Promote("new", "person/p", now, Cancel));

        Assert.Contains(sentence, Assert.Single(Assert.Single(refusal.Errors).Value));
        Assert.Equal(Samples.Trained.Model, (await models.Read(now, Cancel)).Line.Champion!.Model);
        Assert.Equal(Samples.Trained.Model, (await Samples.Shelf.Champion(desk.Company, Cancel)).Model);
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

    private static async Task<Retraining> Retrain(DeskOfOne desk, ModelShelf shelf)
    {
        Retraining asked = new("r1", "person/p", DeskOfOne.Clock.Now);
        await RetrainingWorker.Request(desk.Company, asked, Cancel);
        var partition = IWork.PartitionOf(new TenantId("a"), "r1");
        var item = Assert.Single(await desk.Store.Work.Due(partition, RetrainingWorker.Retrainings, DeskOfOne.Clock.Now, 10, Cancel)).Item;
        var lease = await desk.Store.Work.Hold("l", "me", DeskOfOne.Clock.Now, TimeSpan.FromMinutes(1), Cancel);
        await new RetrainingWorker(shelf, DeskOfOne.Clock).Do(desk.Company, item, lease!, Cancel);
        Assert.Empty(await desk.Store.Work.Due(partition, RetrainingWorker.Retrainings, DeskOfOne.Clock.Now, 10, Cancel));
        return (await desk.Company.Find(Retraining.Collection, "r1", Cancel))!.Value;
    }
}
