using ServiceTrack.Journal;
using ServiceTrack.Registers;
using ServiceTrack.Tenants;
using static ServiceTrack.Registers.RegisterField;

namespace ServiceTrack.Customers;

/// <summary>What was sold, to whom, and how long it is warranted.</summary>
public static class Goods
{
    /// <summary>Periods depend on the goods; a table of the company's own, with where each comes from.</summary>
    public static readonly Register WarrantyClasses = new("warranty-classes", "三包期限", "Warranty classes", "name",
    [
        Text("name", "类别名称", "Name").Needed(),
        Number("months", "整机（月）", "Whole goods (months)").Needed() with { Most = 1200 },
        Number("mainPartMonths", "主要部件（月）", "Main parts (months)") with { Most = 1200 },
        Text("source", "依据", "Source").Needed(),
        Date("from", "生效日期", "In force from"),
        Date("until", "失效日期", "In force until"),
    ]) { ValidFrom = "from", ValidUntil = "until", Unique = ["name"] };

    public static readonly Register Products = new("products", "产品", "Products", "model",
    [
        Text("model", "型号", "Model").Needed(),
        Text("name", "名称", "Name").Needed(),
        Link("warrantyClass", "warranty-classes", "三包类别", "Warranty class"),
        Date("launchedOn", "上市日期", "Launched on"),
        Date("endOfProduction", "停产日期", "End of production"),
        Date("partsUntil", "备件供应至", "Parts supplied until"),
    ]) { ValidFrom = "launchedOn", Unique = ["model"], Filters = ["warrantyClass"] };

    /// <summary>One thing in one household, and so personal.</summary>
    public static readonly Register Serials = new("serials", "产品序列号", "Serial numbers", "serialNo",
    [
        Text("serialNo", "序列号", "Serial number").Needed().About(Mask.Number),
        Link("product", "products", "产品", "Product").Needed(),
        Date("invoicedOn", "发票日期", "Invoiced on"),
        Date("deliveredOn", "提货/送达日期", "Delivered on"),
        Number("daysInRepair", "维修占用天数", "Days spent in repair") with { Most = 10_000 },
        Text("customer", "顾客", "Customer").About(Mask.Name),
        Text("phone", "电话", "Phone").About(Mask.Number),
        AtOutlet(),
    ]) { ValidFrom = "invoicedOn", Unique = ["serialNo"], Filters = ["product"], Writes = Right.Handle };

    /// <summary>
    /// The last day of warranty: months from the invoice (the delivery where there is none) and then as many days as it
    /// spent in repair (DOMAIN.md §6). Null where no day is known.
    /// </summary>
    public static WarrantyPeriod? Warranty(RegisterEntry serial, RegisterEntry warrantyClass)
    {
        var invoiced = RegisterValues.Date(serial.Fields.GetValueOrDefault("invoicedOn"));
        var delivered = RegisterValues.Date(serial.Fields.GetValueOrDefault("deliveredOn"));
        if ((invoiced ?? delivered) is not { } from) return null;
        var repair = (int)(RegisterValues.Number(serial.Fields.GetValueOrDefault("daysInRepair")) ?? 0);
        DateOnly Until(string months) => from.AddMonths((int)(RegisterValues.Number(warrantyClass.Fields.GetValueOrDefault(months)) ?? 0)).AddDays(repair - 1);
        return new(from, invoiced, delivered, repair, Until("months"), warrantyClass.Fields.ContainsKey("mainPartMonths") ? Until("mainPartMonths") : null);
    }
}

/// <param name="From">The invoice; sources differ on it or the delivery, so both stand here.</param>
/// <param name="Until">The last day of warranty.</param>
public sealed record WarrantyPeriod(DateOnly From, DateOnly? InvoicedOn, DateOnly? DeliveredOn, int DaysInRepair, DateOnly Until, DateOnly? MainPartsUntil);
