using ServiceTrack.Storage;

namespace ServiceTrack.Tests.Storage;

public abstract partial class StoreContract
{
    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 1)]
    [InlineData(false, 4)]
    [InlineData(true, 7)]
    [InlineData(true, 100)]
    public async Task pages_give_every_row_once_in_order_with_ties_and_rows_without_value(bool descending, int limit)
    {
        var tickets = Enumerable.Range(0, 40).Select(i => Plain($"t{i * 7 % 40:00}") with
        {
            Received = i % 4 == 0 ? null : i % 5, Status = i % 3 == 0 ? "open" : i % 3 == 1 ? "closed" : null,
        }).ToArray();
        await Put(tickets);
        var expected = tickets.OrderBy(t => t.Received ?? -1).ThenBy(t => t.Id, StringComparer.Ordinal).ToList();
        if (descending) expected.Reverse();

        var all = await All(Ours, new Query { OrderBy = "received", Descending = descending, Limit = limit });
        var two = await All(Ours, new Query
        {
            OrderBy = "received", Descending = descending, Limit = limit, Where = Condition.Is("status", "closed", null, "closed"),
        });

        Assert.Equal(expected.Select(t => t.Id), all.Ids);
        Assert.Equal(expected.Where(t => t.Status != "open").Select(t => t.Id), two.Ids);
        Assert.Equal(Math.Ceiling(40.0 / limit), all.Pages);
    }

    [Fact]
    public async Task rows_inserted_meanwhile_disturb_no_page()
    {
        await Put([.. Enumerable.Range(0, 30).Select(i => Plain($"t{i:00}") with { Received = 100 - i })]);
        var query = new Query { OrderBy = "received", Descending = true, Limit = 10 };
        var first = await Ours.Query(Tickets, query, None);
        await Put(Plain("new1") with { Received = 200 }, Plain("new2") with { Received = 1 }, Plain("new3") with { Received = 95 });
        await Done(Ours, New() with { Documents = [Tickets.Remove("t02"), Tickets.Remove("t09")] });

        var rest = await All(Ours, query with { Cursor = first.Next });

        Assert.Equal([.. Enumerable.Range(10, 20).Select(i => $"t{i:00}"), "new2"], rest.Ids);
    }

    [Fact]
    public async Task text_is_ordered_by_code_point()
    {
        string[] names = ["a", "B", "b", "é", "王", "\uFF21", "𠮷", "", "a\0b"];
        await Put([.. names.Select((n, i) => Plain($"t{i}") with { Text = n })]);

        Assert.Equal(
            ["", "B", "a", "a\0b", "b", "é", "王", "\uFF21", "𠮷"],
            (await Ids(Condition.Always, "name")).Select(id => names[int.Parse(id[1..])]));
    }

    [Fact]
    public async Task a_cursor_belongs_to_its_list_and_its_company()
    {
        await Put([.. Enumerable.Range(0, 5).Select(i => Plain($"t{i:00}"))]);
        var query = new Query { OrderBy = "received", Limit = 2, Where = Condition.Is("status", "open") };
        var cursor = (await Ours.Query(Tickets, query, None)).Next!;
        Query[] others =
        [
            query with { Cursor = "x" }, query with { Cursor = "" }, query with { Cursor = "§$%" },
            query with { Cursor = cursor[..^1] }, query with { Cursor = cursor[..^2] + (cursor[^2] == 'A' ? "B" : "A") + cursor[^1] },
            query with { Cursor = cursor, Descending = true }, query with { Cursor = cursor, OrderBy = "due" },
            query with { Cursor = cursor, Where = Condition.Is("status", "closed") },
            query with { Cursor = cursor, Where = Condition.Is("outlet", "open") },
            query with { Cursor = cursor, Where = Condition.Always },
        ];

        foreach (var other in others)
            await Assert.ThrowsAsync<BrokenCursorException>(() => Ours.Query(Tickets, other, None));
        await Assert.ThrowsAsync<BrokenCursorException>(() => Neighbour.Query(Tickets, query with { Cursor = cursor }, None));
        Assert.Equal(2, (await Ours.Query(Tickets, query with { Cursor = cursor }, None)).Items.Count);
    }

    [Fact]
    public async Task a_list_without_an_index_for_its_order_is_a_bug_of_the_caller()
    {
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Ours.Query(Tickets, new Query { OrderBy = "status" }, None));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Ours.Query(Tickets, new Query { OrderBy = "nothing" }, None));
    }

    [Fact]
    public async Task conditions_select_the_rows_that_they_name()
    {
        await Put(
            new Ticket("a", "open", "north", 1, 10, "x"), new Ticket("b", "open", null, 2, 20, "x"),
            new Ticket("c", "closed", "south", 3, null, "x"), new Ticket("d", null, "north", 4, 30, "x"),
            new Ticket("e", "closed", "north", null, 20, "x"));

        Assert.Equal(["a", "b"], await Ids(Condition.Is("status", "open")));
        Assert.Equal(["e", "c", "d"], await Ids(Condition.Is("status", "closed", null)));
        Assert.Equal(["d"], await Ids(Condition.Is("status", [null])));
        Assert.Empty(await Ids(Condition.Is("status")));
        Assert.Equal(["e", "b"], await Ids(Condition.Is("due", 20)));
        Assert.Equal(["c"], await Ids(Condition.Is("due", [null])));
        Assert.Equal(["a", "b"], await Ids(Condition.Between("received", 1, 3)));
        Assert.Equal(["e", "b"], await Ids(Condition.Between("due", 11, 21)));
        Assert.Equal(["e", "a", "d"], await Ids(Condition.Is("outlet", "north")));
        Assert.Equal(
            ["e", "d"], await Ids(Condition.Both(Condition.Is("outlet", "north"), Condition.Is("status", "closed", null))));
        Assert.Equal(
            ["b", "c", "d"],
            await Ids(Condition.Either(Condition.Is("due", 30), Condition.Is("outlet", "south", null))));
        Assert.Equal(
            ["a", "d"],
            await Ids(Condition.Both(
                Condition.Is("outlet", "north"),
                Condition.Either(
                    Condition.Both(Condition.Is("status", "open"), Condition.Between("due", 0, 100)),
                    Condition.Between("due", 30, 31)))));
        Assert.Empty(await Ids(Condition.Either()));
        Assert.Equal(5, (await Ids(Condition.Both())).Count);
        Assert.Empty(await Ids(Condition.Both(Condition.Is("status", "open"), Condition.Is("status", "closed"))));
        Assert.Equal(["a", "b", "d"], (await Ids(Condition.Between("due", 0, 100), "due")).Where(id => id != "e"));
    }

    [Fact]
    public async Task a_condition_on_what_is_not_declared_is_a_bug_of_the_caller()
    {
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Ids(Condition.Is("colour", "red")));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Ids(Condition.Is("status", 5)));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Ids(Condition.Is("received", "5")));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Ids(Condition.Between("status", 1, 2)));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Ours.Count(Tickets, Condition.Always, "colour", None));
    }

    [Fact]
    public async Task counts_are_told_by_the_value_of_a_field()
    {
        await Put(
            new Ticket("a", "open", "north", 1, 10, "x"), new Ticket("b", "open", null, 2, 20, "x"),
            new Ticket("c", "closed", "", 3, null, "x"), new Ticket("d", null, "north", 4, 10, "x"));

        Assert.Equal([KeyValuePair.Create("", 4L)], await Ours.Count(Tickets, Condition.Always, null, None));
        Assert.Equal([KeyValuePair.Create("", 0L)], await Ours.Count(Tickets, Condition.Is("status", "lost"), null, None));
        Assert.Equal(
            new Dictionary<string, long> { ["north"] = 2, [""] = 2 }, await Ours.Count(Tickets, Condition.Always, "outlet", None));
        Assert.Equal(
            new Dictionary<string, long> { ["10"] = 1, ["20"] = 1 },
            await Ours.Count(Tickets, Condition.Is("status", "open"), "due", None));
        Assert.Empty(await Ours.Count(Tickets, Condition.Is("status", "lost"), "outlet", None));
    }

    [Fact]
    public async Task a_cancelled_read_ends()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Ours.Query(Tickets, new Query { OrderBy = "received" }, cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Neighbour.Feed(0, 10, cancelled.Token));
    }

    [Fact]
    public async Task a_change_moves_a_row_between_lists()
    {
        await Put(Plain("t01") with { Received = 5 });
        await Put(Plain("t01") with { Status = "closed", Received = 9, Due = null });

        Assert.Empty(await Ids(Condition.Is("status", "open")));
        Assert.Equal(["t01"], await Ids(Condition.Is("status", "closed")));
        Assert.Equal(["t01"], await Ids(Condition.Is("due", [null])));
        Assert.Empty(await Ids(Condition.Between("received", 5, 6)));
    }
}
