using ServiceTrack.Registers;
using static ServiceTrack.Registers.RegisterField;

namespace ServiceTrack.Improvement;

/// <summary>What went wrong, why, who does what about it until when, and whether it helped.</summary>
public static class CorrectiveActions
{
    public static readonly Register Register = new("corrective-actions", "纠正与改进措施", "Corrective actions", "problem",
    [
        Date("openedOn", "提出日期", "Opened on").Needed(),
        Text("problem", "问题", "Problem").Needed(),
        Choice("source", "来源", "Source", ("complaint", "投诉", "Complaint"), ("survey", "满意度调查", "Survey"), ("review", "内部评价", "Internal review"),
            ("audit", "外部审核", "External audit"), ("assessment", "自评", "Self-assessment"), ("deduction", "特别扣分", "Special deduction"), ("other", "其他", "Other")).Needed(),
        Link("activity", Register.Activities, "对应活动", "Activity"),
        Link("review", "reviews", "对应评价", "Review"),
        Text("reference", "条款/发现编号", "Clause or finding"),
        Choice("state", "状态", "State", ("open", "进行中", "Open"), ("done", "已完成", "Done"), ("verified", "已验证", "Verified")).Needed(),
        LongText("cause", "原因分析", "Cause"),
        LongText("action", "措施", "Action"),
        Link("owner", "staff", "责任人", "Owner").Needed(),
        Date("dueOn", "期限", "Due on").Needed(),
        Date("doneOn", "完成日期", "Done on"),
        Text("measure", "衡量指标", "Measured by"),
        Number("before", "措施前", "Before") with { Least = null },
        Number("after", "措施后", "After") with { Least = null },
        Link("verifiedBy", "staff", "验证人", "Verified by"),
        Date("verifiedOn", "验证日期", "Verified on"),
        AtOutlet(),
    ])
    {
        EventDate = "openedOn", Filters = ["state", "source", "owner", "activity"],
        Reminds = true, Flow = new("state", [("open", "done"), ("done", "verified"), ("done", "open"), ("verified", "open")]), Rule = Rule,
    };

    /// <summary>Open ones whose day has passed.</summary>
    public static IEnumerable<RegisterEntry> Overdue(IEnumerable<RegisterEntry> actions, DateOnly day) =>
        actions.Where(a => a.Fields.GetValueOrDefault("state") == "open" && RegisterValues.Date(a.Fields.GetValueOrDefault("dueOn")) < day);

    private static IEnumerable<(string, string)> Rule(RegisterDraft d)
    {
        if (d["state"] is "done" or "verified")
            foreach (var needed in (string[])["cause", "action", "doneOn"])
                if (d[needed] is null) yield return (needed, "What is done says why it came about, what was done and when.");
        if (d["verifiedBy"] is { } verifier && verifier == d["owner"]) yield return ("verifiedBy", "An action is verified by another than its owner.");
        if (d["state"] == "verified" && (d["verifiedBy"] is null || d["verifiedOn"] is null))
            yield return (d["verifiedBy"] is null ? "verifiedBy" : "verifiedOn", "A verified action says by whom and when.");
        if (d.Date("doneOn") < d.Date("openedOn")) yield return ("doneOn", "Lies before the action was opened.");
        if (d.Date("verifiedOn") < d.Date("doneOn")) yield return ("verifiedOn", "Lies before the action was done.");
    }
}
