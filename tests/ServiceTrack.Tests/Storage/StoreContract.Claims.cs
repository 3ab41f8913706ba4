using ServiceTrack.Storage;

namespace ServiceTrack.Tests.Storage;

public abstract partial class StoreContract
{
    [Fact]
    public async Task a_claim_is_held_once_in_its_scope()
    {
        await Done(Ours, Claiming("external", "e1", "first"));

        Assert.Equal(new CommitResult.Taken("external", "e1", "first"), await Ours.Commit(Claiming("external", "e1", "second"), None));
        await Done(Ours, Claiming("import", "e1", "other scope"));
        await Done(Ours, Claiming("external", "E1", "other key"));
        Assert.Equal("first", await Ours.Claimed("external", "e1", None));
    }

    [Fact]
    public async Task a_claim_given_up_is_free_also_for_the_same_commit()
    {
        await Done(Ours, Claiming("external", "e1", "first"));
        await Done(Ours, Claiming("external", "e1", "second") with { Unclaim = [("external", "e1")] });
        Assert.Equal("second", await Ours.Claimed("external", "e1", None));

        await Done(Ours, New() with { Unclaim = [("external", "e1"), ("external", "never held")] });
        Assert.Null(await Ours.Claimed("external", "e1", None));
    }

    [Fact]
    public async Task an_expired_claim_is_free_from_that_moment_on()
    {
        await Done(Ours, New() with { Claims = [new("idempotency", "k", "first", Clock.Now.AddMinutes(10)), new("idempotency", "l", "stays")] });
        Clock.Pass(TimeSpan.FromMinutes(10) - TimeSpan.FromMilliseconds(1));
        Assert.Equal("first", await Ours.Claimed("idempotency", "k", None));
        Assert.IsType<CommitResult.Taken>(await Ours.Commit(Claiming("idempotency", "k", "second"), None));

        Clock.Pass(TimeSpan.FromMilliseconds(1));
        Assert.Null(await Ours.Claimed("idempotency", "k", None));
        await Done(Ours, Claiming("idempotency", "k", "second"));
        Clock.Pass(TimeSpan.FromDays(400));
        await Done(Ours, New());
        Assert.Equal("second", await Ours.Claimed("idempotency", "k", None));
        Assert.Equal("stays", await Ours.Claimed("idempotency", "l", None));
    }

    [Fact]
    public async Task of_many_who_claim_the_same_one_succeeds()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 32).Select(i => Task.Run(
            () => Ours.Commit(Claiming("external", "e1", $"{i}") with { Append = Append($"activity/{i}", 0, "Received") }, None))));

        Assert.Single(results.OfType<CommitResult.Done>());
        Assert.Single(await Ours.Feed(0, 100, None));
        var holder = await Ours.Claimed("external", "e1", None);
        Assert.All(results.OfType<CommitResult.Taken>(), t => Assert.Equal(holder, t.Value));
    }

    private Commit Claiming(string scope, string key, string value) => New() with { Claims = [new(scope, key, value)] };
}
