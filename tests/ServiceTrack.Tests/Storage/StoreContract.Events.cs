using System.Text;
using ServiceTrack.Journal;
using ServiceTrack.Storage;

namespace ServiceTrack.Tests.Storage;

public abstract partial class StoreContract
{
    [Fact]
    public async Task an_event_is_read_back_as_it_was_told_with_the_bytes_of_its_leaf()
    {
        var phone = new PersonalValue("customer.phone", SaltOf('A'), "\"13812345678\"", SaltOf('B'), "\"138****5678\"");
        var name = new PersonalValue("customer.name", SaltOf('C'), "\"王小明\"", SaltOf('D'), "\"王**\"");
        var told = Event("Received", phone, name) with { At = Start.AddTicks(12_345_678) };
        await Done(Ours, New() with { Append = new("activity/a1", 0, [told, Event("Responded")]) });

        var events = await Ours.Stream("activity/a1", None);

        Assert.Equal([0L, 1L], events.Select(e => e.Position));
        Assert.Equal([1L, 2L], events.Select(e => e.Version));
        Assert.Equal(
            (Start.AddMilliseconds(1_234), "Received", "person/p1", "activity/a1"),
            (events[0].At, events[0].Type, events[0].By, events[0].Stream));
        Assert.Equal(told.Data.ToJsonString(), events[0].Data.ToJsonString());
        Assert.Equal([name, phone], events[0].Personal.OrderBy(p => p.Path, StringComparer.Ordinal));
        Assert.Equal(
            LeafBytes.Of(Ours.Tenant, "activity/a1", 1, told, events[0].RecordedAt), events[0].Leaf.ToArray());
        Assert.DoesNotContain("13812345678", Encoding.UTF8.GetString(events[0].Leaf.Span));
    }

    [Fact]
    public async Task a_stream_grows_only_from_the_version_that_is_expected()
    {
        await Done(Ours, New() with { Append = Append("activity/a1", 0, "Received", "Responded") });

        Assert.Equal(
            new CommitResult.Stale("activity/a1", 2), await Ours.Commit(New() with { Append = Append("activity/a1", 0, "X") }, None));
        Assert.Equal(
            new CommitResult.Stale("activity/a9", 0), await Ours.Commit(New() with { Append = Append("activity/a9", 2, "X") }, None));
        var done = await Done(Ours, New() with { Append = Append("activity/a1", 2, "Resolved") });
        Assert.Equal(2, done.Position);
        Assert.Equal([1L, 2L, 3L], (await Ours.Stream("activity/a1", None)).Select(e => e.Version));
    }

    [Fact]
    public async Task a_commit_without_events_answers_the_end()
    {
        Assert.Equal(0, (await Done(Ours, New())).Position);
        Assert.Equal(0, (await Done(Ours, New() with { Append = Append("activity/a1", 0, "Received", "Responded") })).Position);
        Assert.Equal(2, (await Done(Ours, New() with { Documents = [Tickets.Put(Plain("t01"))] })).Position);
        Assert.Equal(2, await Ours.End(None));
    }

    [Fact]
    public async Task an_append_without_events_is_refused() => await Assert.ThrowsAnyAsync<ArgumentException>(
        () => Ours.Commit(New() with { Append = new("activity/a1", 0, []) }, None));

    [Fact]
    public async Task recorded_time_has_milliseconds_and_never_goes_back()
    {
        var late = New() with { At = Start.AddHours(1).AddTicks(5_678), Append = Append("activity/a1", 0, "Received") };
        var early = New() with { At = Start, Append = Append("activity/a2", 0, "Received") };

        Assert.Equal(Start.AddHours(1), (await Done(Ours, late)).RecordedAt);
        Assert.Equal(Start.AddHours(1), (await Done(Ours, early)).RecordedAt);
        Assert.All(await Ours.Feed(0, 10, None), e => Assert.Equal(Start.AddHours(1), e.RecordedAt));
    }

    [Fact]
    public async Task positions_are_dense_and_each_tenants_own_under_64_writers()
    {
        var before = await Neighbour.End(None);
        var results = await Task.WhenAll(Enumerable.Range(0, 64).Select(writer => Task.Run(async () =>
        {
            var positions = new List<long>();
            for (var i = 0; i < 10; i++)
                positions.Add((await Done(Ours, New() with
                {
                    At = Start.AddSeconds(writer - i), Append = Append($"activity/{writer}", i * 2, "Received", "Responded"),
                })).Position);
            return positions;
        })));

        var feed = await Ours.Feed(0, 10_000, None);
        Assert.Equal(Enumerable.Range(0, 1_280).Select(i => (long)i), feed.Select(e => e.Position));
        Assert.Equal(results.SelectMany(r => r).Order(), Enumerable.Range(0, 640).Select(i => i * 2L));
        Assert.All(feed.GroupBy(e => e.Stream), s => Assert.Equal(Enumerable.Range(1, 20).Select(i => (long)i), s.Select(e => e.Version)));
        Assert.Equal(feed.Select(e => e.RecordedAt).Order(), feed.Select(e => e.RecordedAt));
        Assert.Equal(before, await Neighbour.End(None));
    }

    [Fact]
    public async Task the_feed_goes_on_from_a_position()
    {
        await Done(Ours, New() with { Append = Append("activity/a1", 0, "A", "B", "C", "D", "E") });

        Assert.Equal([2L, 3L], (await Ours.Feed(2, 2, None)).Select(e => e.Position));
        Assert.Equal(["E"], (await Ours.Feed(4, 100, None)).Select(e => e.Type));
        Assert.Empty(await Ours.Feed(5, 100, None));
    }

    [Fact]
    public async Task a_tenant_that_has_written_nothing_reads_as_empty()
    {
        Assert.Equal(0, await Ours.End(None));
        Assert.Empty(await Ours.Feed(0, 10, None));
        Assert.Empty(await Ours.Stream("activity/a1", None));
        Assert.Null(await Ours.Find(Tickets, "t01", None));
        Assert.Empty((await Ours.Query(Tickets, new Query { OrderBy = "received" }, None)).Items);
        Assert.Null(await Ours.Claimed("external", "e1", None));
        Assert.Equal(0, (await Ours.Count(Tickets, Condition.Always, null, None))[""]);
    }

    [Fact]
    public async Task a_tenant_with_new_events_is_named()
    {
        using var enough = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await using var wakes = Store.Wakes(enough.Token).GetAsyncEnumerator(enough.Token);
        var next = wakes.MoveNextAsync();

        await Done(Ours, New() with { Documents = [Tickets.Put(Plain("t01"))] });
        await Done(Ours, New() with { Append = Append("activity/a1", 0, "Received") });

        Assert.True(await next);
        Assert.Equal(Ours.Tenant, wakes.Current);
    }

    [Fact]
    public async Task whoever_waits_for_new_events_stops_when_told_to()
    {
        using var enough = new CancellationTokenSource();
        await using var wakes = Store.Wakes(enough.Token).GetAsyncEnumerator(enough.Token);
        var next = wakes.MoveNextAsync();
        await enough.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next);
    }

    private static Salt SaltOf(char c) => new($"{new string(c, 21)}A");
}
