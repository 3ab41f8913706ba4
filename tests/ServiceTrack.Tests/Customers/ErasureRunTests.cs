using System.Collections.Immutable;
using ServiceTrack.Activities;
using ServiceTrack.Classification;
using ServiceTrack.Customers;
using ServiceTrack.Evidence;
using ServiceTrack.Journal;
using ServiceTrack.Notifications;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;
using ServiceTrack.Tests.Classification;
using ServiceTrack.Tests.House;

namespace ServiceTrack.Tests.Customers;

/// <summary>The worker alone, stopped wherever it can be.</summary>
public sealed class ErasureRunTests
{
    private static readonly Caller Owner = new(new("a"), "person/p", "P", Roles.RightsOf(Role.Owner), []);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task stopped_before_any_of_its_commits_it_ends_the_same()
    {
        await using var desk = await DeskOfOne.Open();
        ErasureCounts? uninterrupted = null;
        for (var stop = 0; ; stop++)
        {
            var id = await desk.Log($"电话 {stop} 漏水");
            await desk.Categorize(id, "product-quality");
            await new CorrectionFollower().CatchUp(desk.Company, DeskOfOne.Clock.Now, Cancel);
            var pack = await Pack(desk);
            var erasure = await Ask(desk, new ErasureRequest { ActivityIds = [id], Reason = "本人要求", IncludeOpen = true });
            var commits = 0;
            var stopped = stop > 0 && !await Runs(desk, erasure, () => ++commits == stop);
            Assert.True(await Runs(desk, erasure, () => false));

            var ended = (await desk.Company.Find(Erasure.Collection, erasure, Cancel))!.Value;
            uninterrupted ??= ended.Counts;
            Assert.Equal((ErasureStatus.Completed, uninterrupted, null, null), (ended.Status, ended.Counts, ended.Subject, ended.Known));
            Assert.Equal(new ErasureCounts(Activities: 1, Values: 1, TrainingRows: 1, Packs: 1), ended.Counts);
            Assert.Equal("", (await desk.Get(id)).Text);
            Assert.Equal([nameof(ErasureRequested), nameof(ErasureEnded)], (await desk.Company.Stream(Erasure.StreamOf(erasure), Cancel)).Select(e => e.Type));
            Assert.Single(await desk.Company.Stream(Activity.StreamOf(id), Cancel), e => e.Type == nameof(ActivityErased));
            Assert.Single(await desk.Company.Stream(PackRecord.StreamOf(pack), Cancel), e => e.Type == nameof(PackRemade));
            if (stop > 0 && !stopped) return;
        }
    }

    [Theory]
    [InlineData("imports")]
    [InlineData("retrainings")]
    [InlineData(PackWorker.Packs)]
    public async Task it_waits_for_work_that_may_still_hold_the_values(string queue)
    {
        await using var desk = await DeskOfOne.Open();
        var id = await desk.Log("漏水");
        var erasure = await Ask(desk, new ErasureRequest { ActivityIds = [id], Reason = "本人要求", IncludeOpen = true });
        await desk.Company.Commit(new() { At = DeskOfOne.Clock.Now, Work = [new(queue, "j1", DeskOfOne.Clock.Now, "")] }, Cancel);
        Assert.True(await Runs(desk, erasure, () => false));
        var waiting = (await desk.Company.Find(Erasure.Collection, erasure, Cancel))!.Value;
        Assert.Equal((ErasureStatus.Running, queue), (waiting.Status, waiting.Waiting));
        await desk.Company.Commit(new() { At = DeskOfOne.Clock.Now, Finish = [(queue, "j1")] }, Cancel);
        Assert.True(await Runs(desk, erasure, () => false));
        Assert.Equal((ErasureStatus.Completed, null), ((await desk.Company.Find(Erasure.Collection, erasure, Cancel))!.Value is var e ? (e.Status, e.Waiting) : default));
    }

    [Fact]
    public async Task work_and_letters_that_carry_the_persons_number_are_given_up_and_others_are_not()
    {
        await using var desk = await DeskOfOne.Open();
        foreach (var last in (int[])[3, 4])
        {
            var (letter, work) = new Letter($"m{last}", "a@example.com", "回访", $"请拨打 139-8765-012{last}", DeskOfOne.Clock.Now).Posted();
            await desk.Company.Commit(new() { At = DeskOfOne.Clock.Now, Documents = [letter], Work = [work] }, Cancel);
        }
        await desk.Company.Commit(new()
        {
            At = DeskOfOne.Clock.Now,
            Work = [new("letters", "l1", DeskOfOne.Clock.Now, "to 139 8765 0123"), new("letters", "l2", DeskOfOne.Clock.Now, "to 139 8765 0124")],
        }, Cancel);
        var erasure = await Ask(desk, new ErasureRequest { Phone = "13987650123", Reason = "本人要求" });
        Assert.True(await Runs(desk, erasure, () => false));
        Assert.Equal(["l2"], await desk.Company.Rows.AllWork(10, Cancel).Where(w => w.Queue == "letters").Select(w => w.Key).ToListAsync(Cancel));
        Assert.Equal(["m4"], await desk.Company.Rows.AllDocuments(Letter.Collection, 10, Cancel).Select(l => l.Id).ToListAsync(Cancel));
        Assert.Equal(2, (await desk.Company.Find(Erasure.Collection, erasure, Cancel))!.Value.Counts.WorkItems);
    }

    [Theory]
    [InlineData(Engines.MLNet, 1)]
    [InlineData(Engines.BuiltIn, 0)]
    public async Task a_model_that_keeps_pieces_of_what_it_learned_from_is_withdrawn(string engine, int withdrawn)
    {
        await using var desk = await DeskOfOne.Open();
        var id = await desk.Log("漏水");
        await desk.Categorize(id, "product-quality");
        await new CorrectionFollower().CatchUp(desk.Company, DeskOfOne.Clock.Now, Cancel);
        var now = DeskOfOne.Clock.Now;
        Evaluation evaluation = new(100, 3, .9, .9, .02);
        await new ModelDesk(desk.Company, Samples.Shelf).Challenge(
            new("own", engine, now, now, 100), new("own", Samples.Trained.Model, now, now, evaluation, evaluation, 12, 2, .006, true, "Better."),
            await desk.Company.Blobs.Stage(new MemoryStream([1, 2, 3]), 1000, Cancel), "person/p", now, c => c, Cancel);
        var file = (await desk.Company.Find(CompanyModels.Collection, CompanyModels.Id, Cancel))!.Value.Files["own"];

        Assert.True(await Runs(desk, await Ask(desk, new ErasureRequest { ActivityIds = [id], Reason = "本人要求", IncludeOpen = true }), () => false));

        var models = (await desk.Company.Find(CompanyModels.Collection, CompanyModels.Id, Cancel))!.Value;
        Assert.Equal(withdrawn == 0, models.Line.Models.ContainsKey("own"));
        await using var kept = await desk.Company.Blobs.Open(file, Cancel);
        Assert.Equal(withdrawn == 0, kept is not null);
        Assert.Equal(withdrawn, (await desk.Company.Stream(CompanyModels.Stream, Cancel)).Count(e => e.Type == nameof(ModelWithdrawn)));
        Assert.Empty(await Correction.All(desk.Company, Cancel));
    }

    [Fact]
    public async Task a_pack_that_cannot_be_made_again_does_not_stay()
    {
        await using var desk = await DeskOfOne.Open();
        var id = await desk.Log("漏水");
        var pack = await Pack(desk);
        var file = (await desk.Company.Find(PackRecord.Collection, pack, Cancel))!.Value.Sha256!;
        using var other = JournalKey.Generate();
        await desk.Company.Commit(new() { At = DeskOfOne.Clock.Now, Documents = [JournalRecords.Keys.Put(new(other.Export()))] }, Cancel);

        Assert.True(await Runs(desk, await Ask(desk, new ErasureRequest { ActivityIds = [id], Reason = "本人要求", IncludeOpen = true }), () => false));

        var lost = (await desk.Company.Find(PackRecord.Collection, pack, Cancel))!.Value;
        Assert.Equal((PackState.Failed, null), (lost.State, lost.Sha256));
        Assert.Contains("could not be made again", lost.Failure, StringComparison.Ordinal);
        Assert.Null(await desk.Company.Blobs.Open(file, Cancel));
    }

    private static async Task<string> Pack(DeskOfOne desk)
    {
        var now = DeskOfOne.Clock.Now;
        PackRecord asked = new(Guid.CreateVersion7(now).ToString("N"), now.AddDays(-1), now.AddDays(1), "person/p", now);
        await PackWorker.Request(desk.Company, asked, Cancel);
        var lease = await desk.Store.Work.Hold("packs", "me", now, TimeSpan.FromMinutes(1), Cancel);
        await new PackWorker(DeskOfOne.Clock).Do(desk.Company, new(PackWorker.Packs, asked.Id, now, ""), lease!, Cancel);
        return asked.Id;
    }

    private static async Task<string> Ask(DeskOfOne desk, ErasureRequest request)
    {
        var (erasure, refusal, _) = await new ErasureDesk(desk.Company).Request(request, Owner, null, DeskOfOne.Clock.Now, Cancel);
        Assert.Null(refusal);
        return erasure!.Id;
    }

    /// <summary>Whether it came to the end of a turn, and was not stopped before a commit.</summary>
    private static async Task<bool> Runs(DeskOfOne desk, string erasure, Func<bool> stops)
    {
        WatchedStore store = new(desk.Store, (_, _, _) => stops() ? throw new StoppedException() : Task.CompletedTask);
        var lease = await desk.Store.Work.Hold("erasures", "me", DeskOfOne.Clock.Now, TimeSpan.FromMinutes(1), Cancel);
        try
        {
            await new ErasureWorker(store, new(null), DeskOfOne.Clock).Do(store.For(Owner.Tenant), new(Erasure.Queue, erasure, DeskOfOne.Clock.Now, ""), lease!, Cancel);
            return true;
        }
        catch (StoppedException)
        {
            return false;
        }
    }

    private sealed class StoppedException : Exception;
}
