using ServiceTrack.Storage;

namespace ServiceTrack.Tests.Storage;

public abstract partial class StoreContract
{
    [Fact]
    public async Task a_document_is_found_as_it_was_written()
    {
        var ticket = new Ticket("t01", "open", null, 5, null, "空调 “loud” \u0000 é 𠮷");
        await Put(ticket);

        Assert.Equal(new Stored<Ticket>(ticket, 1), await Ours.Find(Tickets, "t01", None));
        Assert.Null(await Ours.Find(Tickets, "t02", None));
    }

    [Fact]
    public async Task each_write_of_a_document_counts_its_version()
    {
        await Put(Plain("t01"));
        await Put(Plain("t01") with { Status = "closed" });

        var stored = await Ours.Find(Tickets, "t01", None);
        Assert.Equal((2, "closed"), (stored?.Version, stored?.Value.Status));
    }

    [Fact]
    public async Task a_document_is_written_only_over_the_version_that_is_expected()
    {
        await Done(Ours, New() with { Documents = [Tickets.Put(Plain("t01"), 0)] });

        Assert.Equal(new CommitResult.Stale("t01", 1), await Ours.Commit(New() with { Documents = [Tickets.Put(Plain("t01"), 0)] }, None));
        Assert.Equal(new CommitResult.Stale("t01", 1), await Ours.Commit(New() with { Documents = [Tickets.Remove("t01", 2)] }, None));
        Assert.Equal(new CommitResult.Stale("t02", 0), await Ours.Commit(New() with { Documents = [Tickets.Put(Plain("t02"), 1)] }, None));
        await Done(Ours, New() with { Documents = [Tickets.Put(Plain("t01"), 1)] });
        Assert.Equal(2, (await Ours.Find(Tickets, "t01", None))?.Version);
    }

    [Fact]
    public async Task a_removed_document_is_gone_from_every_list()
    {
        await Put(Plain("t01"), Plain("t02"));
        await Done(Ours, New() with { Documents = [Tickets.Remove("t01", 1)] });
        await Done(Ours, New() with { Documents = [Tickets.Remove("t09")] });

        Assert.Null(await Ours.Find(Tickets, "t01", None));
        Assert.Equal(["t02"], await Ids(Condition.Always));
        Assert.Equal(["t02"], await Found("plain"));
    }

    [Fact]
    public async Task a_removed_document_begins_again_at_version_1()
    {
        await Put(Plain("t01"));
        await Put(Plain("t01"));
        await Done(Ours, New() with { Documents = [Tickets.Remove("t01", 2)] });
        await Done(Ours, New() with { Documents = [Tickets.Put(Plain("t01"), 0)] });

        Assert.Equal(1, (await Ours.Find(Tickets, "t01", None))?.Version);
    }

    public static TheoryData<string> Refusals => ["fence", "claim", "stream", "document", "removal", "data", "blob"];

    [Theory, MemberData(nameof(Refusals))]
    public async Task a_refused_commit_leaves_nothing_of_any_of_its_parts(string refusal)
    {
        await Done(Ours, New() with
        {
            Append = Append("activity/a1", 0, "Received"),
            Documents = [Tickets.Put(Plain("t01"))],
            Claims = [new("external", "e1", "ours")],
            Work = [new("sla", "a1", Start, "ours")],
            KeepBlobs = [await Staged(Ours, "shared content")],
        });
        var lease = await Store.Work.Hold("partition/1", "node-1", Clock.Now, TimeSpan.FromMinutes(1), None);
        var staged = await Staged(Ours, "new content");
        var before = await Everything(Ours);

        var commit = New() with
        {
            Fence = refusal == "fence" ? lease! with { Epoch = lease.Epoch - 1 } : lease,
            Claims = refusal == "claim" ? [new("external", "e2", "x"), new("external", "e1", "x")] : [new("external", "e2", "x")],
            Unclaim = refusal == "claim" ? [] : [("external", "e1")],
            Append = refusal == "data"
                ? new("activity/a2", 0, [Event("Received") with { Data = new() { ["fraction"] = 0.5 } }])
                : Append("activity/a1", refusal == "stream" ? 0 : 1, "Responded", "Resolved"),
            Documents =
            [
                Tickets.Put(Plain("t01") with { Status = "closed" }), Tickets.Put(Plain("t02")),
                refusal == "removal" ? Tickets.Remove("t03", 1) : Tickets.Put(Plain("t03"), refusal == "document" ? 7 : 0),
            ],
            Work = [new("sla", "a1", Start.AddHours(1), "changed"), new("sla", "a2", Start, "new")],
            Finish = [("sla", "a1")],
            KeepBlobs = refusal == "blob" ? [staged, new StagedBlob(Sha256("never staged"), 3)] : [staged],
            DropBlobs = [Sha256("shared content")],
        };
        if (refusal is "data" or "blob") await Assert.ThrowsAnyAsync<Exception>(() => Ours.Commit(commit, None));
        else Assert.IsNotType<CommitResult.Done>(await Ours.Commit(commit, None));

        Assert.Equal(before, await Everything(Ours));
        Assert.Equal("ours", await Ours.Claimed("external", "e1", None));
        Assert.Null(await Ours.Claimed("external", "e2", None));
        Assert.Equal("-", await Content(Ours, "new content"));
        Assert.Empty(await Ours.Stream("activity/a2", None));
        Assert.Equal(["t01"], await Found("plain"));
    }

    [Fact]
    public async Task the_first_check_that_fails_is_the_answer()
    {
        await Done(Ours, New() with
        {
            Append = Append("activity/a1", 0, "Received"), Documents = [Tickets.Put(Plain("t01"))], Claims = [new("external", "e1", "ours")],
        });
        var all = New() with
        {
            Fence = new Lease("partition/1", "node-1", 1, Start.AddHours(1)),
            Claims = [new("external", "e1", "x")],
            Append = Append("activity/a1", 5, "Responded"),
            Documents = [Tickets.Put(Plain("t01"), 5)],
        };

        Assert.Equal(new CommitResult.Fenced("partition/1"), await Ours.Commit(all, None));
        Assert.Equal(new CommitResult.Taken("external", "e1", "ours"), await Ours.Commit(all with { Fence = null }, None));
        Assert.Equal(new CommitResult.Stale("activity/a1", 1), await Ours.Commit(all with { Fence = null, Claims = [] }, None));
        Assert.Equal(
            new CommitResult.Stale("t01", 1), await Ours.Commit(all with { Fence = null, Claims = [], Append = null }, None));
    }

    [Fact]
    public async Task a_cancelled_commit_is_not_kept()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Ours.Commit(New() with { Documents = [Tickets.Put(Plain("t01"))] }, cancelled.Token));
        Assert.Null(await Ours.Find(Tickets, "t01", None));
    }

    [Fact]
    public async Task of_many_who_write_over_the_same_version_one_succeeds()
    {
        await Put(Plain("t01"));

        var results = await Task.WhenAll(Enumerable.Range(0, 32).Select(i => Task.Run(
            () => Ours.Commit(New() with { Documents = [Tickets.Put(Plain("t01") with { Due = i }, 1)] }, None))));

        Assert.Single(results.OfType<CommitResult.Done>());
        Assert.All(results.OfType<CommitResult.Stale>(), s => Assert.Equal(2, s.Version));
    }

    [Fact]
    public async Task the_directory_keeps_documents_and_claims_of_its_own()
    {
        var people = Store.Directory;
        await Done(people, New() with { Documents = [Tickets.Put(Plain("t01"))], Claims = [new("external", "e1", "the directory's")] });

        Assert.NotNull(await people.Find(Tickets, "t01", None));
        Assert.Null(await Ours.Find(Tickets, "t01", None));
        Assert.Equal("the directory's", await people.Claimed("external", "e1", None));
        Assert.Equal(["t01"], (await All(people, new Query { OrderBy = "received" })).Ids);
    }

    [Fact]
    public async Task a_commit_of_the_directory_with_events_work_or_files_is_refused()
    {
        await Assert.ThrowsAnyAsync<ArgumentException>(
            () => Store.Directory.Commit(New() with { Append = Append("person/p1", 0, "Invited") }, None));
        await Assert.ThrowsAnyAsync<ArgumentException>(
            () => Store.Directory.Commit(New() with { Work = [new("mail", "m1", Start, "")] }, None));
    }

    [Fact]
    public async Task a_document_of_five_megabytes_is_kept_whole()
    {
        var text = string.Concat(Enumerable.Repeat("0123456789", 500_000));
        await Put(Plain("t01") with { Text = text });

        Assert.Equal(text, (await Ours.Find(Tickets, "t01", None))?.Value.Text);
    }

    protected static Ticket Plain(string id) => new(id, "open", "north", 1, 1, "plain text");
}
