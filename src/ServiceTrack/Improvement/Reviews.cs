using System.Collections.Immutable;
using ServiceTrack.Registers;
using static ServiceTrack.Registers.RegisterField;

namespace ServiceTrack.Improvement;

/// <summary>How the company looks at its own service: reviews, targets, and what came of them month by month.</summary>
public static class Reviews
{
    public static readonly Register Register = new("reviews", "内部评价与监督", "Internal reviews", "title",
    [
        Date("heldOn", "日期", "Held on").Needed(),
        Text("title", "名称", "Title").Needed(),
        Choice("kind", "类别", "Kind", ("audit", "内部审核", "Internal audit"), ("management", "管理评审", "Management review"), ("supervision", "日常监督", "Supervision"),
            ("external", "外部评价", "External evaluation")).Needed(),
        Text("scope", "范围", "Scope"),
        Link("leader", "staff", "负责人", "Led by").Needed(),
        Number("findings", "发现问题数", "Findings"),
        LongText("conclusion", "结论", "Conclusion"),
        AtOutlet(),
    ]) { EventDate = "heldOn", Filters = ["kind", "leader"] };

    public static readonly Register Targets = new("targets", "服务目标", "Targets", "name",
    [
        Text("name", "目标", "Target").Needed(),
        Choice("direction", "方向", "Direction", ("atLeast", "不低于", "At least"), ("atMost", "不高于", "At most")).Needed(),
        Number("value", "目标值", "Value").Needed() with { Least = null },
        Text("unit", "单位", "Unit"),
        Link("owner", "staff", "责任人", "Owner"),
        Date("from", "开始日期", "From").Needed(),
        Date("until", "结束日期", "Until"),
    ]) { ValidFrom = "from", ValidUntil = "until", Filters = ["owner"] };

    public static readonly Register Results = new("target-results", "目标完成情况", "Results by month", "target",
    [
        Date("month", "月份（该月最后一日）", "Month (its last day)").Needed(),
        Link("target", "targets", "目标", "Target").Needed(),
        Number("value", "实际值", "Result").Needed() with { Least = null },
        Text("remark", "说明", "Remark"),
    ])
    {
        EventDate = "month", Unique = ["target", "month"], Filters = ["target"],
        Rule = d => d.Date("month")!.Value.AddDays(1).Day == 1 ? [] : [("month", "Give the last day of the month.")],
    };

    /// <summary>Results against their targets, by month; whether a month met its target is null where the target is gone.</summary>
    public static ImmutableArray<TargetMonth> Compare(IEnumerable<RegisterEntry> targets, IEnumerable<RegisterEntry> results)
    {
        var known = targets.ToDictionary(t => t.Id);
        return
        [
            .. from result in results
               let value = RegisterValues.Number(result.Fields["value"])!.Value
               orderby result.Fields["month"], result.Id
               select new TargetMonth(result.Fields["target"], result.Fields["month"], value, Met(known.GetValueOrDefault(result.Fields["target"]), value)),
        ];
    }

    private static bool? Met(RegisterEntry? target, decimal value) =>
        target is null ? null : target.Fields["direction"] == "atLeast" ? value >= RegisterValues.Number(target.Fields["value"]) : value <= RegisterValues.Number(target.Fields["value"]);
}

/// <param name="Month">Its last day.</param>
public sealed record TargetMonth(string TargetId, string Month, decimal Value, bool? Met);
