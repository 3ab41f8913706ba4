using System.Net;
using ServiceTrack.Tests.House;

namespace ServiceTrack.Tests.Registers;

public sealed class RegisterFilterTests : RegisterTest
{
    [Fact]
    public async Task a_list_is_asked_by_field_day_and_text()
    {
        var old = await Add("prices", new { item = "上门费", kind = "visit", price = "50", from = "2025-01-01", until = "2025-12-31" });
        var now = await Add("prices", new { item = "上门费", kind = "visit", price = "60.5", from = "2026-01-01" });
        var part = await Add("prices", new { item = "滤网", kind = "part", price = 30, from = "2026-02-01", until = "2026-12-31" });
        Assert.Equal([part, now, old], await Listed("prices"));
        Assert.Equal([old, part, now], await Listed("prices?sort=until"));
        Assert.Equal([now, old], await Listed("prices?kind=visit"));
        Assert.Equal([part, now, old], await Listed("prices?kind=visit&kind=part"));
        Assert.Equal([old], await Listed("prices?asOf=2025-12-31&kind=visit"));
        Assert.Equal([now], await Listed("prices?asOf=2026-01-01"));
        Assert.Equal([part, now], await Listed("prices?asOf=today"));
        Assert.Equal([part, old], await Listed("prices?until=2026-12-31"));
        Assert.Equal([now], await Listed("prices?from=2026-01-01&to=2026-02-01"));
        Assert.Equal([part], await Listed("prices?q=滤"));
        Assert.Equal("60.50", (string)(await Company.Get($"/api/v1/prices/{now}"))["fields"]!["price"]!);
    }

    [Theory]
    [InlineData("price=1", "price")]
    [InlineData("asOf=yesterday", "asOf")]
    [InlineData("from=2026-02-01&to=2026-01-01", "to")]
    [InlineData("sort=price", "sort")]
    [InlineData("limit=0", "limit")]
    [InlineData("cursor=x", "cursor")]
    public async Task a_filter_that_means_nothing_is_named(string filter, string field) =>
        (await Company.Client.Send(HttpMethod.Get, $"/api/v1/prices?{filter}")).IsProblem(HttpStatusCode.BadRequest, "invalid", field);

    [Fact]
    public async Task pages_give_each_entry_once()
    {
        var all = new List<string>();
        for (var i = 0; i < 7; i++) all.Add(await Add("laws", new { title = $"标准{i}", checkedOn = "2026-11-01", from = i % 2 == 0 ? "2026-01-01" : null }));
        await Add("prices", new { item = "另一表", kind = "visit", price = 1, from = "2026-01-01" });
        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await Company.Get($"/api/v1/laws?limit=3{(cursor is null ? "" : $"&cursor={cursor}")}");
            seen.AddRange(page["items"]!.AsArray().Select(i => i!.AsObject().Id()));
            cursor = (string?)page["next"];
        }
        while (cursor is not null);
        Assert.Equal(all.Order(), seen.Order());
    }
}
