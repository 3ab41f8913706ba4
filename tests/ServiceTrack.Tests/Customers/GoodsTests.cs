using ServiceTrack.Customers;
using ServiceTrack.Registers;
using ServiceTrack.Tests.Registers;
using static ServiceTrack.Tests.Registers.Entry;

namespace ServiceTrack.Tests.Customers;

public sealed class GoodsTests : RegisterTest
{
    private static readonly RegisterEntry TwelveMonths = Entry.Of(Goods.WarrantyClasses, "w", ("name", "整机"), ("months", "12"), ("mainPartMonths", "36"));

    [Theory]
    [InlineData("2026-01-15", "2026-01-20", null, "2026-01-15", "2027-01-14")]
    [InlineData("2026-01-15", "2026-01-20", "10", "2026-01-15", "2027-01-24")]
    [InlineData(null, "2026-01-20", null, "2026-01-20", "2027-01-19")]
    [InlineData("2024-02-29", null, null, "2024-02-29", "2025-02-27")]
    public void warranty_begins_at_the_invoice_and_time_in_repair_extends_it(string? invoiced, string? delivered, string? repair, string from, string until)
    {
        (string, string)[] fields = [.. new[] { ("invoicedOn", invoiced), ("deliveredOn", delivered), ("daysInRepair", repair) }.Where(f => f.Item2 is not null).Select(f => (f.Item1, f.Item2!))];
        var period = Goods.Warranty(Entry.Of(Goods.Serials, "s", fields), TwelveMonths)!;
        Assert.Equal((Day(from), Day(until)), (period.From, period.Until));
        Assert.Equal(period.Until.AddMonths(24).Year, period.MainPartsUntil!.Value.Year);
        Assert.Equal((invoiced, delivered), (period.InvoicedOn is { } i ? RegisterValues.Text(i) : null, period.DeliveredOn is { } d ? RegisterValues.Text(d) : null));
    }

    [Fact]
    public void without_any_day_nothing_is_known_of_the_warranty() =>
        Assert.Null(Goods.Warranty(Entry.Of(Goods.Serials, "s", ("serialNo", "1")), TwelveMonths));

    [Fact]
    public void a_recall_counts_whom_it_reached()
    {
        string[] states = ["open", "reached", "repaired", "exchanged", "refunded", "unreachable"];
        var progress = Recalls.Progress(states.Select(s => Entry.Of(Recalls.Units, s, ("recall", "r"), ("state", s))));
        Assert.Equal(new RecallProgress(6, 4, 3, 1), progress);
        Assert.Equal((4m / 6, 3m / 6), (progress.ShareReached, progress.ShareMadeGood));
        Assert.Null(Recalls.Progress([]).ShareReached);
    }

    [Fact]
    public async Task a_unit_is_recalled_once_if_it_is_of_the_product_and_goes_step_by_step()
    {
        var (product, other) = (await Add("products", new { model = "M-1", name = "机" }), await Add("products", new { model = "M-2", name = "机" }));
        var (serial, stray) = (await Add("serials", new { serialNo = "SN0001", product }), await Add("serials", new { serialNo = "SN0002", product = other }));
        var recall = await Add("recalls", new { announcedOn = "2026-11-01", title = "电源召回", product, defect = "过热", remedy = "更换电源", safety = true });
        var unit = await Add("recall-units", new { recall, serial, state = "open" });
        (await Post("recall-units", new { recall, serial, state = "open" })).IsProblemOf("fields.recall");
        (await Post("recall-units", new { recall, serial = stray, state = "open" })).IsProblemOf("fields.serial");
        (await Put("recall-units", unit, new { recall, serial, state = "repaired" })).IsProblemOf("fields.state");
        foreach (var (state, stateOn) in new[] { ("reached", "2026-11-19"), ("repaired", "2026-11-20") })
            Assert.False((bool)(await Put("recall-units", unit, new { recall, serial, state, stateOn })).Body["amended"]!);
        Assert.True((bool)(await Put("recall-units", unit, new { recall, serial, state = "repaired", stateOn = "2026-11-18" })).Body["amended"]!);
        (await Post("serials", new { serialNo = "SN0001", product })).IsProblemOf("fields.serialNo");
    }
}
