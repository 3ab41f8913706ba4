using ServiceTrack.Journal;
using ServiceTrack.Registers;
using static ServiceTrack.Registers.RegisterField;

namespace ServiceTrack.Network;

/// <summary>Who works in after-sales service, and what they are qualified for.</summary>
public static class Staff
{
    public const string ServiceManager = "service-manager";

    public static readonly Register Register = new("staff", "服务人员", "Staff", "name",
    [
        Text("staffNumber", "工号", "Staff number").Needed(),
        Text("name", "姓名", "Name").Needed().About(Mask.Name),
        AtOutlet(),
        Text("department", "部门", "Department"),
        Text("position", "岗位", "Position"),
        Choice("duty", "职责", "Duty", ("technician", "技术", "Technician"), ("agent", "客服", "Agent"), ("management", "管理", "Management"), ("other", "其他", "Other")).Needed(),
        YesNo("serviceManagement", "服务管理人员", "In service management"),
        YesNo("fullTime", "专职", "Full-time"),
        Date("joinedOn", "到岗日期", "Joined on").Needed(),
        Date("leftOn", "离岗日期", "Left on"),
        Text("phone", "电话", "Phone").About(Mask.Number),
        Text("idNumber", "身份证号", "ID number").About(Mask.Number),
        Link("account", Register.People, "系统账号", "Account"),
    ])
    {
        ValidFrom = "joinedOn", ValidUntil = "leftOn", Unique = ["staffNumber"], Filters = ["duty", "serviceManagement", "department", "account"],
    };

    public static readonly Register Qualifications = new("qualifications", "人员资质证书", "Qualifications", "name",
    [
        Link("staff", "staff", "人员", "Person").Needed(),
        Choice("kind", "类别", "Kind", (ServiceManager, "售后服务管理师", "After-sales service manager"), ("electrician", "电工", "Electrician"),
            ("welding", "焊工", "Welding"), ("height", "高处作业", "Work at height"), ("refrigeration", "制冷", "Refrigeration"), ("other", "其他", "Other")).Needed(),
        Text("name", "证书名称", "Certificate").Needed(),
        Text("number", "证书编号", "Number").About(Mask.Number),
        Text("issuer", "发证机构", "Issued by"),
        Date("issuedOn", "发证日期", "Issued on").Needed(),
        Date("expiresOn", "有效期至", "Valid until"),
    ]) { ValidFrom = "issuedOn", ValidUntil = "expiresOn", Filters = ["staff", "kind"], Reminds = true };

    /// <summary>
    /// Whether there are service managers enough on a day: max(1, ⌈10 % of service-management staff⌉), rounding up is ours
    /// (DOMAIN.md §3). Counted are people in service who hold a certificate in force, each once.
    /// </summary>
    /// <param name="warnDays">Certificates that end within so many days are named.</param>
    public static ManagerRatio Ratio(IEnumerable<RegisterEntry> staff, IEnumerable<RegisterEntry> qualifications, DateOnly day, int warnDays = 90)
    {
        var present = staff.Where(s => s.InForce(day)).ToDictionary(s => s.Id);
        var managing = present.Values.Count(s => s.Fields.GetValueOrDefault("serviceManagement") == "true");
        var held = qualifications.Where(q => q.Fields["kind"] == ServiceManager && q.InForce(day) && present.ContainsKey(q.Fields["staff"])).ToList();
        var needed = Math.Max(1, (managing + 9) / 10);
        var holders = held.Select(q => q.Fields["staff"]).ToHashSet();
        var lasting = held.Where(q => q.InForce(day.AddDays(warnDays))).Select(q => q.Fields["staff"]).ToHashSet();
        return new(managing, needed, holders.Count, holders.Count >= needed, [.. holders.Except(lasting).Order(StringComparer.Ordinal)]);
    }
}

/// <param name="Management">Service-management staff.</param>
/// <param name="Expiring">Holders, by their staff entry, whose last certificate ends soon.</param>
public sealed record ManagerRatio(int Management, int Needed, int Holding, bool Enough, System.Collections.Immutable.ImmutableArray<string> Expiring);
