using ServiceTrack.Journal;
using ServiceTrack.Registers;
using ServiceTrack.Tenants;
using static ServiceTrack.Registers.RegisterField;

namespace ServiceTrack.Certification;

/// <summary>From the application to the certificate, and through the years it is valid: what was planned, held, found and put right.</summary>
public static class Certificates
{
    public static readonly Register Register = new("certificates", "服务认证证书", "Service certificates", "name",
    [
        Text("name", "证书名称", "Name").Needed(),
        Text("number", "证书编号", "Number").Needed(),
        Text("body", "认证机构", "Certification body").Needed(),
        Text("scheme", "认证依据（方案编号）", "Scheme (its id)"),
        Text("level", "等级", "Level"),
        Links("scope", "scope", "认证范围", "Scope"),
        Date("issuedOn", "发证日期", "Issued on").Needed(),
        Date("expiresOn", "有效期至", "Valid until").Needed(),
        Text("link", "公示查询网址", "Where to look it up"),
        Date("checkedOn", "最近一次在公示平台核对", "Last checked on the public platform"),
        Date("renewalFiledOn", "再认证申请提交日期", "Renewal filed on"),
    ])
    {
        ValidFrom = "issuedOn", ValidUntil = "expiresOn", Unique = ["number"], Reminds = true, Rule = Rule,
        HintZh = "证书名称、等级以认证机构颁发的为准。", HintEn = "Name and level are the body's own.",
    };

    public static readonly Register Audits = new("certification-audits", "认证审核", "Certification audits", "kind",
    [
        Link("certificate", "certificates", "证书", "Certificate"),
        Link("project", "certification-projects", "认证项目", "Project"),
        Choice("kind", "类别", "Kind", ("stage-1", "第一阶段", "Stage 1"), ("stage-2", "第二阶段", "Stage 2"), ("on-site", "现场审核", "On-site audit"), ("surveillance", "监督审核", "Surveillance"),
            ("renewal", "再认证", "Renewal"), ("level-change", "等级变更", "Change of level")).Needed(),
        Date("heldOn", "审核日期", "Held on").Needed(),
        Choice("result", "结论", "Result", ("passed", "通过", "Passed"), ("conditions", "整改后通过", "Passed once put right"), ("failed", "不通过", "Failed")),
        Text("auditors", "审核员", "Auditors").About(Mask.Text),
        Links("outlets", Register.Outlets, "抽样网点", "Outlets sampled"),
        LongText("followUp", "后续工作", "Follow-up work"),
        Date("followUpDueOn", "后续工作期限", "Follow-up due on"),
        Date("followUpDoneOn", "后续工作完成", "Follow-up done on"),
    ])
    {
        EventDate = "heldOn", Filters = ["certificate", "project", "kind"], Reminds = true,
        Rule = d => d["certificate"] is null && d["project"] is null ? [("certificate", "Name the certificate or the project.")] : [],
        Asks = Gates.Wait("heldOn", "kind"),
    };

    public static readonly Register Findings = new("audit-findings", "审核发现", "Audit findings", "finding",
    [
        Date("raisedOn", "提出日期", "Raised on").Needed(),
        Link("audit", "certification-audits", "审核", "Audit"),
        Text("clause", "条款", "Clause"),
        LongText("finding", "发现", "Finding").Needed(),
        Choice("grade", "程度", "Grade", ("observation", "观察项", "Observation"), ("minor", "一般不符合", "Minor nonconformity"), ("major", "严重不符合", "Major nonconformity")).Needed(),
        Choice("state", "状态", "State", ("open", "待整改", "Open"), ("answered", "已整改", "Answered"), ("closed", "已关闭", "Closed")).Needed(),
        Date("dueOn", "整改期限", "Due on"),
        Link("action", "corrective-actions", "纠正措施", "Corrective action"),
        LongText("answer", "整改说明", "Answer"),
        Date("closedOn", "关闭日期", "Closed on"),
        Link("activity", Register.Activities, "记录", "Record"),
        AtOutlet(),
    ])
    {
        EventDate = "raisedOn", Filters = ["audit", "state", "grade", "clause"], Reminds = true, Writes = Right.LeaveFindings,
        Flow = new("state", [("open", "answered"), ("answered", "closed"), ("answered", "open"), ("closed", "open")]),
        Rule = d => d["state"] is "answered" or "closed" && d["answer"] is null && d["action"] is null
            ? [("answer", "An answered finding says what was done, or names the corrective action.")] : [],
    };

    public static readonly Register Projects = new("certification-projects", "认证项目", "Certification projects", "name",
    [
        Text("name", "名称", "Name").Needed(),
        Text("scheme", "认证依据（方案编号）", "Scheme (its id)").Needed(),
        Text("targetLevel", "目标等级", "Level aimed at"),
        Text("body", "认证机构", "Certification body"),
        Text("contact", "联系人", "Contact").About(Mask.Name),
        Date("startedOn", "启动日期", "Started on").Needed(),
        Date("endedOn", "结束日期", "Ended on"),
        .. PerceivedQuality.Terms,
    ])
    {
        ValidFrom = "startedOn", ValidUntil = "endedOn", Rule = PerceivedQuality.CheckTerms,
        HintZh = "感知质量指数的算法为本产品自拟；门槛与权重由本公司定，五项权重合计为 1，都不填则相等。",
        HintEn = "How the perceived quality index is computed is our own; its threshold and weights are the company's. The five weights come to 1; none stated, they are equal.",
    };

    public static readonly Register Stages = new("project-stages", "认证阶段", "Stages of a project", "stage",
    [
        Link("project", "certification-projects", "认证项目", "Project").Needed(),
        Text("stage", "阶段", "Stage").Needed(),
        Date("plannedFrom", "计划开始", "Planned from"),
        Date("plannedUntil", "计划完成", "Planned until"),
        Number("personDays", "人日", "Person-days"),
        Date("doneOn", "实际完成", "Done on"),
        Text("note", "说明", "Note"),
    ])
    {
        ValidFrom = "plannedFrom", ValidUntil = "plannedUntil", Filters = ["project"], Unique = ["project", "stage"], Reminds = true,
        Asks = Gates.Wait("doneOn", "stage", "note"),
    };

    public static readonly Register Papers = new("project-papers", "申请材料", "Papers of an application", "name",
    [
        Link("project", "certification-projects", "认证项目", "Project").Needed(),
        Number("number", "序号", "Number").Needed(),
        Text("name", "名称", "Name").Needed(),
        Choice("state", "状态", "State", ("missing", "缺", "Missing"), ("ready", "已备齐", "Ready"), ("submitted", "已提交", "Submitted"), ("not-applicable", "不适用", "Not applicable")).Needed(),
        Link("document", "documents", "文件", "Document"),
        Text("reason", "说明", "Reason"),
    ])
    {
        Filters = ["project", "state"], Unique = ["project", "number"],
        Flow = new("state", [("missing", "ready"), ("ready", "submitted"), ("ready", "missing"), ("submitted", "ready"), ("missing", "not-applicable"), ("not-applicable", "missing")]),
        Rule = d => d["state"] == "not-applicable" && d["reason"] is null ? [("reason", "Say why it does not apply.")] : [],
    };

    private static IEnumerable<(string, string)> Rule(RegisterDraft d)
    {
        if (d["link"] is { } link && !(Uri.TryCreate(link, UriKind.Absolute, out var at) && at.Scheme is "http" or "https"))
            yield return ("link", "Must be an address that begins with https:// or http://.");
        foreach (var field in (string[])["checkedOn", "renewalFiledOn"])
        {
            if (d.Date(field) > d.Today) yield return (field, "Lies in the future; only what has happened is recorded.");
            if (d.Date(field) < d.Date("issuedOn")) yield return (field, "Lies before the certificate was issued.");
        }
    }
}
