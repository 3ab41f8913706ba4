using System.Net;
using FsCheck;
using FsCheck.Fluent;
using ServiceTrack.Network;
using ServiceTrack.Registers;
using ServiceTrack.Tests.House;
using ServiceTrack.Tests.Registers;

namespace ServiceTrack.Tests.Network;

public sealed class PartsTests : RegisterTest
{
    [Fact]
    public async Task stock_is_the_sum_of_movements_and_never_below_nothing()
    {
        var (part, here, there) = (await Part(), await Outlet("甲库"), await Outlet("乙库"));
        var received = await Add("part-movements", Move(part, here, "received", 5));
        await Add("part-movements", Move(part, here, "used", 3));
        var answer = await Post("part-movements", Move(part, here, "used", 3));
        answer.IsProblemOf("fields.quantity");
        Assert.Contains("Only 2 are in stock", (string)answer.Body["detail"]!);
        (await Post("part-movements", Move(part, there, "used", 1))).IsProblemOf("fields.quantity");
        (await Put("part-movements", received, Move(part, here, "received", 2))).IsProblemOf("fields.quantity");
        (await Company.Client.Send(HttpMethod.Delete, $"/api/v1/part-movements/{received}", new { reason = "x" })).IsProblem(HttpStatusCode.BadRequest, "invalid");
        Assert.Equal(2, await Stock(part, here));
        Assert.Equal(HttpStatusCode.OK, (await Put("part-movements", received, Move(part, here, "received", 3))).Response.StatusCode);
        Assert.Equal(0, await Stock(part, here));
    }

    [Fact]
    public async Task many_at_once_take_no_more_than_there_is()
    {
        var (part, outlet) = (await Part(), await Outlet());
        await Add("part-movements", Move(part, outlet, "received", 4));
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Post("part-movements", Move(part, outlet, "used", 1))));
        Assert.Equal(4, answers.Count(a => a.Response.StatusCode == HttpStatusCode.Created));
        Assert.Equal(0, await Stock(part, outlet));
    }

    [Fact]
    public void what_comes_in_adds_and_all_else_takes_away() => Prop.ForAll(
        Gen.Choose(1, 1000).ToArbitrary(), quantity =>
        {
            decimal Sum(params string[] kinds) => kinds.Sum(k => Parts.Amount(Entry.Of(Parts.Movements, "m", ("kind", k), ("quantity", $"{quantity}")).Fields));
            return Sum("received", "returned", "found") == 3 * quantity && Sum("used", "sent", "scrapped", "lost") == -4 * quantity;
        }).QuickCheckThrowOnFailure();

    private Task<string> Part() => Add("parts", new { number = "P-1", name = "滤网", least = 2 });

    private static object Move(string part, string outlet, string kind, int quantity) => new { movedOn = "2026-11-20", part, outlet, kind, quantity };

    private async Task<decimal> Stock(string part, string outlet) =>
        (await Host.Store.For(Company.Tenant).Balances(Parts.Movements, TestContext.Current.CancellationToken)).GetValueOrDefault($"{part}/{outlet}");
}
