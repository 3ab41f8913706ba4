using ServiceTrack.Registers;
using ServiceTrack.Tenants;
using static ServiceTrack.Registers.RegisterField;

namespace ServiceTrack.Certification;

/// <summary>What a certification is asked for, what is held already, where its mark stands and what it costs.</summary>
public static class Application
{
    public static readonly Register Scope = new("scope", "认证范围", "Certification scope", "name",
    [
        Choice("kind", "类别", "Kind", ("product", "产品", "Product"), ("service", "服务", "Service"), ("site", "场所", "Site")).Needed(),
        Text("name", "名称", "Name").Needed(),
        Link("product", "products", "产品", "Product"),
        Link("site", Register.Outlets, "场所（网点）", "Site (outlet)"),
        Date("from", "纳入日期", "In scope from").Needed(),
        Date("until", "移出日期", "In scope until"),
    ])
    {
        ValidFrom = "from", ValidUntil = "until", Filters = ["kind"],
        Rule = d => d["kind"] == "site" && d["site"] is null ? [("site", "A site is one of the outlets.")] : [],
    };

    public static readonly Register Honours = new("honours", "已获证书与荣誉", "Certificates and honours", "name",
    [
        Choice("kind", "类别", "Kind", ("licence", "许可/资质", "Licence"), ("certificate", "认证证书", "Certificate"), ("honour", "荣誉", "Honour")).Needed(),
        Text("name", "名称", "Name").Needed(),
        Text("number", "编号", "Number"),
        Text("issuer", "颁发机构", "Issued by"),
        Date("issuedOn", "颁发日期", "Issued on").Needed(),
        Date("expiresOn", "有效期至", "Valid until"),
    ]) { ValidFrom = "issuedOn", ValidUntil = "expiresOn", Filters = ["kind"], Reminds = true };

    /// <summary>A mark may be used only within scope and validity; how it is worded is kept, too, since a service certificate is no management-system one.</summary>
    public static readonly Register MarkUses = new("mark-uses", "认证标志使用", "Uses of the mark", "place",
    [
        Text("place", "使用位置", "Where").Needed(),
        Choice("medium", "载体", "Medium", ("website", "网站", "Website"), ("packaging", "包装", "Packaging"), ("advertisement", "广告", "Advertisement"),
            ("document", "文件/投标", "Document or tender"), ("premises", "场所", "Premises"), ("other", "其他", "Other")).Needed(),
        Link("certificate", "certificates", "证书", "Certificate").Needed(),
        Text("wording", "表述", "Wording"),
        Date("from", "开始使用", "Used from").Needed(),
        Date("until", "停止使用", "Used until"),
    ])
    {
        ValidFrom = "from", ValidUntil = "until", Filters = ["medium", "certificate"], Reminds = true,
        Rule = d => d.Linked[d["certificate"]!].InForce(d.Date("from")!.Value) ? [] : [("from", "The certificate was not in force on that day.")],
    };

    /// <summary>Of an amount that names none.</summary>
    public const string HomeCurrency = "CNY";

    public static readonly Register Costs = new("certification-costs", "认证费用", "Costs of the certification", "purpose",
    [
        Date("paidOn", "支付日期", "Paid on").Needed(),
        CostKind,
        Text("purpose", "用途", "Purpose").Needed(),
        .. Amount,
        Text("payee", "收款单位", "Paid to"),
        Text("voucher", "凭证号", "Voucher"),
    ]) { EventDate = "paidOn", Filters = ["kind", "project"], Reads = Right.Evidence, Rule = OfOneProject };

    public static readonly Register CostPlans = new("certification-cost-plans", "认证费用计划", "Planned costs of the certification", "purpose",
    [
        CostKind,
        Text("purpose", "用途", "Purpose").Needed(),
        .. Amount,
    ]) { Filters = ["kind", "project"], Reads = Right.Evidence, Rule = d => d["project"] is null ? [("project", "Required.")] : OfOneProject(d) };

    private static RegisterField CostKind =>
        Choice("kind", "类别", "Kind", ("audit", "审核费", "Audit"), ("consulting", "咨询费", "Consulting"), ("travel", "差旅费", "Travel"), ("other", "其他", "Other")).Needed();

    private static RegisterField[] Amount =>
    [
        Money("amount", "金额", "Amount").Needed(),
        Choice("currency", "币种（默认人民币）", "Currency (CNY unless stated)", ("CNY", "人民币", "CNY"), ("HKD", "港元", "HKD"), ("USD", "美元", "USD"), ("EUR", "欧元", "EUR"),
            ("GBP", "英镑", "GBP"), ("JPY", "日元", "JPY")),
        Link("project", "certification-projects", "认证项目", "Project"),
        Link("stage", "project-stages", "认证阶段", "Stage"),
    ];

    private static IEnumerable<(string, string)> OfOneProject(RegisterDraft d)
    {
        if (d["stage"] is { } stage && d.Linked[stage].Fields["project"] != d["project"]) yield return ("stage", "Not a stage of the project.");
    }
}
