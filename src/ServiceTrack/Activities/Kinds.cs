using System.Collections.Immutable;
using static ServiceTrack.Activities.FieldType;

namespace ServiceTrack.Activities;

/// <summary>The kinds every company starts with (API.md); the extra fields are our choice from DOMAIN.md §2, §4 and §6.</summary>
public static class Kinds
{
    private static readonly FieldDefinition SignedBy =
        new("signedBy", Text, "签字人", "Signed by", NeededToFinish: true, Unless: "unsignedReason");

    private static readonly FieldDefinition UnsignedReason =
        new("unsignedReason", Choice, "未签字原因", "Why unsigned", ["absent", "refused", "remote"]);

    public static readonly ImmutableArray<Kind> BuiltIn =
    [
        Plain("consultation", 1, "售前售后咨询", "Consultation"),
        Plain("survey-measure", 1, "测量勘察", "Site survey"),
        Plain("design", 1, "策划设计", "Design"),
        new("delivery", 2, "送货", "Delivery",
        [
            new("promisedAt", Time, "约定送达时间", "Promised for", NeededToFinish: true),
            new("deliveredAt", Time, "实际送达时间", "Delivered at", NeededToFinish: true),
            new("damaged", YesNo, "有无损坏", "Damaged", NeededToFinish: true),
            SignedBy, UnsignedReason,
        ]),
        new("installation", 2, "安装", "Installation",
        [
            new("scheduledAt", Time, "预约时间", "Scheduled for"),
            new("completedAt", Time, "完成时间", "Completed at", NeededToFinish: true),
            new("accepted", YesNo, "验收合格", "Accepted", NeededToFinish: true),
            SignedBy, UnsignedReason,
        ]),
        Plain("tech-support", 2, "技术支持", "Technical support"),
        Plain("training", 2, "使用培训", "Customer training"),
        Plain("commissioning", 2, "调试", "Commissioning"),
        new("complaint", 3, "投诉", "Complaint",
        [
            new("cause", Choice, "原因", "Cause", ["product", "delivery", "installation", "repair", "staff", "price", "misuse", "other"], NeededToFinish: true),
            new("authority", Text, "受理机关", "Authority"),
            new("caseNumber", Text, "转办编号", "Case number"),
            new("replyBy", Date, "答复期限", "Reply by"),
            new("decisionCommunicatedAt", Time, "告知处理结果时间", "Decision communicated at", NeededToFinish: true),
        ]),
        new("repair", 3, "维修", "Repair",
        [
            new("fault", Text, "故障现象", "Fault", NeededToFinish: true),
            new("diagnosis", Text, "诊断", "Diagnosis", NeededToFinish: true),
            new("warranty", YesNo, "保内", "In warranty", NeededToFinish: true),
            new("charge", Number, "收费（元）", "Charge (CNY)"),
            new("partsUsed", Text, "更换配件", "Parts used"),
            new("scheduledAt", Time, "预约时间", "Scheduled for"),
            new("completedAt", Time, "完成时间", "Completed at", NeededToFinish: true),
            SignedBy, UnsignedReason,
        ]),
        new("return", 3, "退货", "Return", ReturnFields),
        new("exchange", 3, "换货", "Exchange", ReturnFields),
        Plain("recall", 3, "召回", "Recall"),
        Plain("maintenance", 3, "保养", "Maintenance"),
        Plain("inspection", 3, "检测", "Inspection"),
        Plain("spare-parts", 3, "配件供应", "Spare parts"),
        Plain("recycling", 3, "废弃商品回收", "Recycling"),
        Plain("satisfaction", 4, "满意度调查", "Satisfaction survey"),
        Plain("follow-up", 4, "回访", "Follow-up"),
        Plain("customer-event", 4, "顾客联谊", "Customer event"),
        Plain("praise", 4, "表扬", "Praise"),
        Plain("knowledge-push", 5, "使用知识宣传", "Knowledge push"),
        Plain("announcement", 5, "信息发布", "Announcement"),
        Plain("site-service", 6, "现场服务", "On-site service"),
    ];

    private static ImmutableArray<FieldDefinition> ReturnFields =>
    [
        new("invoiceDate", Date, "发票日期", "Invoice date", NeededToFinish: true),
        new("receivedOn", Date, "收货日期", "Goods received on"),
        new("distanceSale", YesNo, "网购", "Distance sale"),
        new("fault", YesNo, "性能故障", "Performance fault", NeededToFinish: true),
        new("repairsBefore", Number, "已维修次数", "Repairs before"),
        new("daysInRepair", Number, "维修占用天数", "Days spent in repair"),
        new("decision", Choice, "决定", "Decision", ["refund", "exchange", "repair", "refused"], NeededToFinish: true),
    ];

    private static Kind Plain(string code, int group, string zh, string en) => new(code, group, zh, en, []);
}
