using ServiceTrack.Storage;

namespace ServiceTrack.Tests.Storage;

public abstract partial class StoreContract
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task work_is_due_from_its_time_on_earliest_first()
    {
        await Done(Ours, New() with
        {
            Work =
            [
                new("mail", "late", Start.AddMinutes(5), "c"), new("mail", "early", Start.AddMinutes(1), "a"),
                new("mail", "middle", Start.AddMinutes(3), "b"), new("sms", "early", Start, "other queue"),
            ],
        });

        Assert.Equal(["early", "middle"], (await Due("mail", Start.AddMinutes(3))).Select(d => d.Item.Key));
        Assert.Equal(["early"], (await Due("mail", Start.AddMinutes(3).AddMilliseconds(-1))).Select(d => d.Item.Key));
        Assert.Equal(["early", "middle", "late"], (await Due("mail", Start.AddDays(1))).Select(d => d.Item.Key));
        Assert.All(await Due("mail", Start.AddDays(1)), d => Assert.Equal(Ours.Tenant, d.Tenant));
        Assert.Equal(new WorkItem("mail", "early", Start.AddMinutes(1), "a"), (await Due("mail", Start.AddDays(1)))[0].Item);
    }

    [Fact]
    public async Task of_much_due_work_in_a_partition_the_earliest_comes_first()
    {
        await Done(Ours, New() with
        {
            Work = [.. Enumerable.Range(0, 300).Select(i => new WorkItem("mail", $"{i:000}", Start.AddSeconds(i * 7 % 300), ""))],
        });

        for (var partition = 0; partition < IWork.Partitions; partition++)
        {
            var due = (await Store.Work.Due(partition, "mail", Start.AddDays(1), 100, None)).Select(d => d.Item.DueAt).ToList();
            Assert.Equal(due.Order(), due);
            Assert.Equal(due.Take(2), (await Store.Work.Due(partition, "mail", Start.AddDays(1), 2, None)).Select(d => d.Item.DueAt));
        }
    }

    [Fact]
    public async Task work_put_again_replaces_what_stood_under_its_key()
    {
        await Done(Ours, New() with { Work = [new("mail", "m1", Start, "a")] });
        await Done(Ours, New() with { Work = [new("mail", "m1", Start.AddMinutes(9), "b")] });

        Assert.Empty(await Due("mail", Start));
        Assert.Equal("b", Assert.Single(await Due("mail", Start.AddMinutes(9))).Item.Payload);
    }

    [Fact]
    public async Task finished_work_is_gone_unless_the_commit_puts_it_again()
    {
        await Done(Ours, New() with { Work = [new("mail", "m1", Start, "a"), new("mail", "m2", Start, "a")] });
        await Done(Ours, New() with
        {
            Finish = [("mail", "m1"), ("mail", "m2"), ("mail", "never there")], Work = [new("mail", "m2", Start, "again")],
        });

        Assert.Equal("again", Assert.Single(await Due("mail", Start)).Item.Payload);
    }

    [Fact]
    public async Task work_of_two_tenants_under_one_key_stands_side_by_side()
    {
        await Done(Ours, New() with { Work = [new("sla", "a1", Start, "ours")] });

        var due = await Due("sla", Start);
        Assert.Equal(["neighbour", "ours"], due.Select(d => d.Tenant.Value).Order());
        Assert.Contains(await Store.Work.Due(IWork.PartitionOf(Ours.Tenant, "a1"), "sla", Start, 1, None), d => d.Item.Key == "a1");
    }

    [Fact]
    public async Task a_lease_is_held_by_one_owner_until_it_lapses_or_is_released()
    {
        var first = await Store.Work.Hold("p/1", "node-1", Start, Minute, None);
        Assert.Equal(new Lease("p/1", "node-1", 1, Start + Minute), first);
        Assert.Null(await Store.Work.Hold("p/1", "node-2", Start.AddSeconds(59), Minute, None));
        Assert.Equal(1, (await Store.Work.Hold("p/2", "node-2", Start, Minute, None))?.Epoch);

        var renewed = await Store.Work.Hold("p/1", "node-1", Start.AddSeconds(30), Minute, None);
        Assert.Equal(new Lease("p/1", "node-1", 1, Start.AddSeconds(90)), renewed);
        Assert.Null(await Store.Work.Hold("p/1", "node-2", Start.AddSeconds(89), Minute, None));
        Assert.Equal(2, (await Store.Work.Hold("p/1", "node-2", Start.AddSeconds(90), Minute, None))?.Epoch);
        Assert.Null(await Store.Work.Hold("p/1", "node-1", Start.AddSeconds(91), Minute, None));
    }

    [Fact]
    public async Task a_released_lease_is_free_and_its_epoch_never_comes_again()
    {
        var first = (await Store.Work.Hold("p/1", "node-1", Start, Minute, None))!;
        await Store.Work.Release(first, None);
        var second = (await Store.Work.Hold("p/1", "node-2", Start, Minute, None))!;
        await Store.Work.Release(first, None);

        Assert.Equal(2, second.Epoch);
        Assert.Null(await Store.Work.Hold("p/1", "node-1", Start, Minute, None));
        await Store.Work.Release(second, None);
        Assert.Equal(3, (await Store.Work.Hold("p/1", "node-1", Start, Minute, None))?.Epoch);
    }

    [Fact]
    public async Task the_epoch_rises_also_where_the_same_owner_comes_back_too_late()
    {
        await Store.Work.Hold("p/1", "node-1", Start, Minute, None);

        Assert.Equal(2, (await Store.Work.Hold("p/1", "node-1", Start + Minute, Minute, None))?.Epoch);
    }

    [Fact]
    public async Task a_node_whose_lease_has_passed_on_changes_nothing()
    {
        var mine = (await Store.Work.Hold("p/1", "node-1", Start, Minute, None))!;
        var commit = New() with { Fence = mine, Documents = [Tickets.Put(Plain("t01"))] };
        await Done(Ours, commit);
        await Store.Work.Hold("p/1", "node-1", Start, 2 * Minute, None);
        await Done(Ours, commit);

        Clock.Pass(3 * Minute);
        await Done(Ours, commit);
        await Store.Work.Hold("p/1", "node-2", Clock.Now, Minute, None);
        Assert.Equal(new CommitResult.Fenced("p/1"), await Ours.Commit(commit, None));

        Assert.Equal(3, (await Ours.Find(Tickets, "t01", None))?.Version);
    }

    [Fact]
    public async Task a_released_lease_fences_no_more()
    {
        var mine = (await Store.Work.Hold("p/1", "node-1", Start, Minute, None))!;
        await Store.Work.Release(mine, None);

        Assert.Equal(new CommitResult.Fenced("p/1"), await Ours.Commit(New() with { Fence = mine }, None));
    }

    private async Task<List<DueItem>> Due(string queue, DateTimeOffset now)
    {
        var due = new List<DueItem>();
        for (var partition = 0; partition < IWork.Partitions; partition++)
            due.AddRange(await Store.Work.Due(partition, queue, now, 100, None));
        return [.. due.OrderBy(d => d.Item.DueAt)];
    }
}
