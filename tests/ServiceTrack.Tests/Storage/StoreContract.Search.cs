using ServiceTrack.Storage;

namespace ServiceTrack.Tests.Storage;

public abstract partial class StoreContract
{
    private static readonly (string Id, string Text)[] Sentences =
    [
        ("s01", "空调不制冷，请尽快上门"), ("s02", "冷柜漏水"), ("s03", "客服热线打不通"), ("s04", "Washing machine LEAKS water"),
        ("s05", "洗衣机 XQB80 漏水 hotline"), ("s06", "ＸＱＢ８０ 故障"), ("s07", "制冷剂泄漏，𠮷野家门店"), ("s08", "开空调很冷"),
        ("s09", "水"), ("s10", "エアコンが冷えない"), ("s11", ""), ("s12", "!!! ??? …"),
    ];

    [Theory]
    [InlineData("空调", "s08 s01")]
    [InlineData("冷", "s10 s08 s07 s02 s01")]
    [InlineData("调", "s08 s01")]
    [InlineData("水", "s09 s05 s02")]
    [InlineData("空调 冷", "s08 s01")]
    [InlineData("制冷 空调", "s01")]
    [InlineData("不制冷", "s01")]
    [InlineData("漏水 hotline", "s05")]
    [InlineData("leaks", "s04")]
    [InlineData("WASH", "s04")]
    [InlineData("wash wat", "s04")]
    [InlineData("ash", "")]
    [InlineData("xqb80", "s06 s05")]
    [InlineData("ｘｑｂ", "s06 s05")]
    [InlineData("𠮷", "s07")]
    [InlineData("𠮷野", "s07")]
    [InlineData("洗衣机xqb80", "s05")]
    [InlineData("冷えない", "s10")]
    [InlineData("热水", "")]
    [InlineData("空调 热", "")]
    [InlineData("空调,冷", "s08 s01")]
    public async Task a_search_finds_what_holds_all_of_its_words(string search, string expected)
    {
        await Put([.. Sentences.Select((s, i) => Plain(s.Id) with { Text = s.Text, Received = i })]);

        Assert.Equal(expected, string.Join(' ', await Found(search)));
        Assert.Equal(expected, string.Join(' ', (await All(Ours, Searching(search) with { Limit = 1 })).Ids));
    }

    [Theory]
    [InlineData("  ")]
    [InlineData("!")]
    public async Task a_search_for_nothing_is_no_search(string search)
    {
        await Put(Plain("t01"), Plain("t02"));

        Assert.Equal(["t02", "t01"], await Found(search));
    }

    [Fact]
    public async Task a_search_keeps_to_its_conditions()
    {
        await Put(
            Plain("a") with { Text = "空调", Status = "open", Received = 1 }, Plain("b") with { Text = "空调", Status = "closed", Received = 2 },
            Plain("c") with { Text = "空调", Status = null, Received = 3 }, Plain("d") with { Text = "冰箱", Status = "open", Received = 4 });

        Assert.Equal(["c", "a"], (await All(Ours, Searching("空调") with { Where = Condition.Is("status", "open", null) })).Ids);
        Assert.Equal(["b", "a"], (await All(Ours, Searching("空") with { Where = Condition.Between("received", 1, 3) })).Ids);
    }

    [Fact]
    public async Task what_is_found_comes_highest_first_with_ties_by_id_and_once_over_all_pages()
    {
        var tickets = Enumerable.Range(0, 60).Select(i => Plain($"t{i * 7 % 60:00}") with
        {
            Text = i % 2 == 0 ? "空调 noisy" : "冰箱 noisy 空", Received = i % 6 == 0 ? null : i % 5,
        }).ToArray();
        await Put(tickets);
        var ordered = tickets.OrderByDescending(t => t.Received ?? -1).ThenByDescending(t => t.Id, StringComparer.Ordinal).ToList();

        foreach (var limit in (int[])[1, 7, 100])
        {
            Assert.Equal(ordered.Select(t => t.Id), (await All(Ours, Searching("空") with { Limit = limit })).Ids);
            Assert.Equal(ordered.Select(t => t.Id), (await All(Ours, Searching("nois") with { Limit = limit })).Ids);
            Assert.Equal(
                ordered.Where(t => t.Text[0] == '空').Select(t => t.Id), (await All(Ours, Searching("空调 noisy") with { Limit = limit })).Ids);
        }
    }

    [Fact]
    public async Task a_changed_text_is_found_by_its_new_words_and_order_only()
    {
        await Put(Plain("a") with { Text = "空调漏水", Received = 1 }, Plain("b") with { Text = "空调", Received = 2 });
        await Put(Plain("a") with { Text = "空调不制冷", Received = 3 });

        Assert.Equal(["a", "b"], await Found("空调"));
        Assert.Empty(await Found("漏"));
        Assert.Equal(["a"], await Found("制冷"));
        await Put(Plain("a") with { Text = "", Received = 3 });
        Assert.Equal(["b"], await Found("空调"));
    }

    [Fact]
    public async Task a_search_in_another_order_is_a_bug_of_the_caller()
    {
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Ours.Query(Tickets, Searching("空") with { OrderBy = "due" }, None));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Ours.Query(Tickets, Searching("空") with { Descending = false }, None));
    }

    protected static Query Searching(string search) => new() { OrderBy = "received", Descending = true, Search = search };

    protected async Task<List<string>> Found(string search) => (await All(Ours, Searching(search))).Ids;
}
