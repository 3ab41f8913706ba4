using System.Globalization;
using ServiceTrack.Registers;
using static ServiceTrack.Registers.RegisterField;

namespace ServiceTrack.Network;

/// <summary>Spare parts: what there is, what came and went, what is charged.</summary>
public static class Parts
{
    public static readonly Register Register = new("parts", "备件", "Spare parts", "name",
    [
        Text("number", "备件编号", "Part number").Needed(),
        Text("name", "名称", "Name").Needed(),
        Text("unit", "单位", "Unit"),
        Links("products", "products", "适用产品", "Fits products"),
        Number("least", "最低库存", "Least in stock"),
        Date("from", "启用日期", "Kept from"),
        Date("until", "供应截止", "Supplied until"),
    ]) { ValidFrom = "from", ValidUntil = "until", Unique = ["number"] };

    /// <summary>The stock of a part at an outlet is the sum of its movements, and never less than nothing.</summary>
    public static readonly Register Movements = new("part-movements", "备件出入库", "Stock movements", "part",
    [
        Date("movedOn", "日期", "Date").Needed(),
        Link("part", "parts", "备件", "Part").Needed(),
        AtOutlet().Needed(),
        Choice("kind", "类别", "Kind", ("received", "入库", "Received"), ("returned", "退回入库", "Returned"), ("found", "盘盈", "Found in count"),
            ("used", "领用", "Used"), ("sent", "调出", "Sent away"), ("scrapped", "报废", "Scrapped"), ("lost", "盘亏", "Missing in count")).Needed(),
        Number("quantity", "数量", "Quantity").Needed() with { Least = 1 },
        Link("activity", Register.Activities, "对应工单", "For activity"),
        Text("voucher", "单据号", "Voucher"),
    ])
    {
        EventDate = "movedOn", Filters = ["part", "kind", "activity"], Writes = Tenants.Right.Handle,
        Balance = new(["part", "outlet"], "quantity", Amount,
            there => string.Create(CultureInfo.InvariantCulture, $"Only {there:0.##} are in stock there; stock never falls below zero.")),
    };

    public static readonly Register Prices = new("prices", "收费价目", "Price list", "item",
    [
        Text("item", "项目", "Item").Needed(),
        Choice("kind", "类别", "Kind", ("part", "配件", "Part"), ("labour", "人工", "Labour"), ("visit", "上门", "Visit"), ("other", "其他", "Other")).Needed(),
        Link("part", "parts", "备件", "Part"),
        Money("price", "价格（元）", "Price (CNY)").Needed(),
        Text("published", "公示位置", "Published at"),
        Date("from", "生效日期", "In force from").Needed(),
        Date("until", "失效日期", "In force until"),
    ]) { ValidFrom = "from", ValidUntil = "until", Filters = ["kind", "part"] };

    public static decimal Amount(IReadOnlyDictionary<string, string> movement) =>
        (RegisterValues.Number(movement.GetValueOrDefault("quantity")) ?? 0) * (movement.GetValueOrDefault("kind") is "received" or "returned" or "found" ? 1 : -1);
}
