using ServiceTrack.Journal;
using ServiceTrack.Registers;
using static ServiceTrack.Registers.RegisterField;

namespace ServiceTrack.Customers;

/// <summary>Complaints that went further: mediation, arbitration, litigation.</summary>
public static class Disputes
{
    public static readonly Register Register = new("disputes", "争议处理", "Disputes", "title",
    [
        Date("receivedOn", "收到日期", "Received on").Needed(),
        Text("title", "事由", "Matter").Needed(),
        Choice("stage", "阶段", "Stage", ("mediation", "调解", "Mediation"), ("arbitration", "仲裁", "Arbitration"), ("litigation", "诉讼", "Litigation")).Needed(),
        Choice("state", "状态", "State", ("open", "处理中", "Open"), ("replied", "已答复", "Replied"), ("decided", "已决定", "Decided"), ("closed", "已结案", "Closed")).Needed(),
        Text("customer", "顾客", "Customer").About(Mask.Name),
        Link("activity", Register.Activities, "对应投诉", "Complaint"),
        Text("authority", "受理机关", "Authority"),
        Text("caseNumber", "案号", "Case number"),
        Date("replyBy", "答复期限", "Reply by"),
        Date("repliedOn", "答复日期", "Replied on"),
        Links("against", "staff", "被投诉人员", "Complained about"),
        Link("decidedBy", "staff", "决定人", "Decided by"),
        LongText("decision", "处理决定", "Decision").About(Mask.Text),
        Date("closedOn", "结案日期", "Closed on"),
        AtOutlet(),
    ])
    {
        EventDate = "receivedOn", Filters = ["stage", "state", "activity"], Reminds = true,
        Flow = new("state", [("open", "replied"), ("open", "decided"), ("replied", "decided"), ("decided", "closed"), ("closed", "open")]),
        Rule = Rule,
    };

    /// <summary>Fair handling: whoever is complained about does not decide, neither by name nor by account.</summary>
    private static IEnumerable<(string, string)> Rule(RegisterDraft d)
    {
        var against = RegisterValues.Links(d["against"]);
        if (d["decidedBy"] is { } judge && against.Contains(judge)) yield return ("decidedBy", "Whoever is complained about does not decide the complaint.");
        var decides = d["decision"] != d.Before?.GetValueOrDefault("decision") || d["decidedBy"] != d.Before?.GetValueOrDefault("decidedBy");
        if (decides && against.Any(s => $"person/{d.Linked[s].Fields.GetValueOrDefault("account")}" == d.By))
            yield return ("decision", "You are complained about here, and so do not record the decision.");
        if (d["state"] is "decided" or "closed" && (d["decision"] is null || d["decidedBy"] is null))
            yield return (d["decision"] is null ? "decision" : "decidedBy", "A decided dispute says what was decided, and by whom.");
        if (d["state"] == "replied" && d["repliedOn"] is null) yield return ("repliedOn", "Say when the reply was given.");
    }
}
