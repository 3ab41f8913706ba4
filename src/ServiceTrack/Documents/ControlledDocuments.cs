using System.Collections.Immutable;
using ServiceTrack.Registers;
using static ServiceTrack.Registers.RegisterField;

namespace ServiceTrack.Documents;

/// <summary>The service handbook and what else is in force: each version an entry, approved by another than its author.</summary>
public static class ControlledDocuments
{
    public static readonly Register Register = new("documents", "受控文件", "Controlled documents", "title",
    [
        Text("number", "文件编号", "Number").Needed(),
        Text("version", "版本", "Version").Needed(),
        Text("title", "名称", "Title").Needed(),
        Choice("type", "类别", "Type", ("handbook", "售后服务手册", "Service handbook"), ("rule", "制度/规范", "Rule"), ("standard", "作业标准", "Operating standard"),
            ("form", "表单", "Form"), ("organisation", "组织机构/任命", "Organisation or appointment"), ("plan", "计划", "Plan"), ("report", "报告", "Report"),
            ("label", "标识/包装", "Label or packaging"), ("manual", "说明书", "Manual"), ("terms", "保修/收费条款", "Warranty or charges"),
            ("publicity", "宣传资料", "Publicity"), ("contract", "合同", "Contract"), ("other", "其他", "Other")).Needed(),
        Links("kinds", Register.Kinds, "适用活动", "Kinds of activity it rules"),
        Link("author", "staff", "编制人", "Author").Needed(),
        Link("approvedBy", "staff", "批准人", "Approved by"),
        Date("approvedOn", "批准日期", "Approved on"),
        Date("from", "生效日期", "In force from"),
        Date("until", "失效日期", "In force until"),
    ])
    {
        ValidFrom = "from", ValidUntil = "until", Unique = ["number", "version"], Filters = ["type", "number"], Rule = Rule,
    };

    public static readonly Register Readings = new("document-readings", "文件阅读确认", "Documents read", "document",
    [
        Date("readOn", "阅读日期", "Read on").Needed(),
        Link("document", "documents", "文件", "Document").Needed(),
        Links("staff", "staff", "阅读人员", "Read by").Needed(),
    ]) { EventDate = "readOn", Filters = ["document"] };

    public static readonly Register Laws = new("laws", "法律法规标准清单", "Laws and standards", "title",
    [
        Text("title", "名称", "Title").Needed(),
        Text("number", "文号/标准号", "Number"),
        Text("issuer", "发布机关", "Issued by"),
        Text("appliesTo", "适用条款", "Applies to"),
        Date("from", "实施日期", "In force from"),
        Date("until", "废止日期", "In force until"),
        Date("checkedOn", "核对日期", "Last checked on").Needed(),
    ]) { ValidFrom = "from", ValidUntil = "until" };

    /// <summary>A document rules from the day it says, once it was approved; where two versions do, the later one alone.</summary>
    public static ImmutableArray<RegisterEntry> InForce(IEnumerable<RegisterEntry> documents, DateOnly day) =>
    [
        .. documents.Where(d => d.InForce(day) && d.Fields.ContainsKey("from") && RegisterValues.Date(d.Fields.GetValueOrDefault("approvedOn")) <= day)
            .GroupBy(d => d.Fields["number"], StringComparer.Ordinal)
            .Select(g => g.MaxBy(d => (d.Fields["from"], d.Fields["approvedOn"], d.Id))!),
    ];

    /// <summary>Which documents rule each kind of activity on a day; a kind with none is a gap.</summary>
    public static ImmutableSortedDictionary<string, ImmutableArray<RegisterEntry>> RulesInForce(
        IEnumerable<RegisterEntry> documents, IEnumerable<string> kinds, DateOnly day)
    {
        var ruling = InForce(documents, day);
        return kinds.ToImmutableSortedDictionary(
            k => k, k => ruling.Where(d => RegisterValues.Links(d.Fields.GetValueOrDefault("kinds")).Contains(k)).ToImmutableArray(), StringComparer.Ordinal);
    }

    /// <summary>Who in service on a day has not read a document.</summary>
    public static ImmutableArray<string> Unread(RegisterEntry document, IEnumerable<RegisterEntry> readings, IEnumerable<RegisterEntry> staff, DateOnly day)
    {
        var read = readings.Where(r => r.InForce(day) && r.Fields["document"] == document.Id).SelectMany(r => RegisterValues.Links(r.Fields["staff"])).ToHashSet();
        return [.. staff.Where(s => s.InForce(day) && !read.Contains(s.Id)).Select(s => s.Id).Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<(string, string)> Rule(RegisterDraft d)
    {
        if (d["approvedBy"] is { } approver && approver == d["author"]) yield return ("approvedBy", "A document is approved by another than its author.");
        if ((d["approvedBy"] is null) != (d["approvedOn"] is null))
            yield return (d["approvedBy"] is null ? "approvedBy" : "approvedOn", "An approval has its name and its day.");
        if (d["from"] is not null && d["approvedBy"] is null) yield return ("from", "Only an approved document comes into force.");
        if (d.Date("from") < d.Date("approvedOn")) yield return ("from", "Lies before the approval.");
    }
}
