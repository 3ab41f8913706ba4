using ServiceTrack.Registers;
using ServiceTrack.Tenants;
using static ServiceTrack.Registers.RegisterField;

namespace ServiceTrack.Customers;

/// <summary>A recall is a campaign over serial numbers: each is reached and made good, or known not to be reachable.</summary>
public static class Recalls
{
    public static readonly Register Register = new("recalls", "召回活动", "Recalls", "title",
    [
        Date("announcedOn", "公告日期", "Announced on").Needed(),
        Text("title", "召回名称", "Title").Needed(),
        Link("product", "products", "产品", "Product").Needed(),
        LongText("defect", "缺陷", "Defect").Needed(),
        LongText("remedy", "补救措施", "Remedy").Needed(),
        YesNo("safety", "涉及安全", "Safety"),
        Text("authority", "备案机关", "Authority"),
        Date("closedOn", "结束日期", "Closed on"),
    ]) { EventDate = "announcedOn", Filters = ["product", "safety"] };

    public static readonly Register Units = new("recall-units", "召回产品清单", "Recalled units", "serial",
    [
        Link("recall", "recalls", "召回活动", "Recall").Needed(),
        Link("serial", "serials", "序列号", "Serial number").Needed(),
        Choice("state", "状态", "State", ("open", "未联系", "Not reached"), ("reached", "已联系", "Reached"), ("repaired", "已维修", "Repaired"),
            ("exchanged", "已更换", "Exchanged"), ("refunded", "已退款", "Refunded"), ("unreachable", "无法联系", "Cannot be reached")).Needed(),
        Date("stateOn", "状态日期", "Since"),
        Link("activity", Register.Activities, "对应工单", "Activity"),
    ])
    {
        Unique = ["recall", "serial"], Filters = ["recall", "state"], Writes = Right.Handle,
        Flow = new("state",
        [
            ("open", "reached"), ("open", "unreachable"), ("unreachable", "reached"), ("reached", "repaired"), ("reached", "exchanged"),
            ("reached", "refunded"), ("reached", "unreachable"),
        ], Since: "stateOn"),
        Rule = d => d.Linked[d["serial"]!].Fields["product"] == d.Linked[d["recall"]!].Fields["product"] ? [] : [("serial", "Is no unit of the recalled product.")],
    };

    /// <summary>How far a recall has come, counted over its units.</summary>
    public static RecallProgress Progress(IEnumerable<RegisterEntry> units)
    {
        var states = units.Select(u => u.Fields.GetValueOrDefault("state")).ToList();
        return new(states.Count, states.Count(s => s is "reached" or "repaired" or "exchanged" or "refunded"),
            states.Count(s => s is "repaired" or "exchanged" or "refunded"), states.Count(s => s == "unreachable"));
    }
}

/// <param name="Reached">Those made good among them.</param>
public sealed record RecallProgress(int Units, int Reached, int MadeGood, int Unreachable)
{
    /// <summary>Null while there are no units.</summary>
    public decimal? ShareReached => Units == 0 ? null : (decimal)Reached / Units;

    public decimal? ShareMadeGood => Units == 0 ? null : (decimal)MadeGood / Units;
}
