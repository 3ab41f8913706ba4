using System.Collections.Immutable;
using ServiceTrack.Registers;

namespace ServiceTrack.Certification;

/// <summary>Something that has to be done by a day.</summary>
/// <param name="Code">What it is, as the names of <see cref="DeadlineKinds"/>.</param>
/// <param name="Register">Where the entry stands that it follows from.</param>
/// <param name="Title">Of that entry.</param>
/// <param name="DueOn">The last day on which it is in time.</param>
/// <param name="Projected">Rests on another deadline being used up to its last day; nobody is reminded of it.</param>
public sealed record Deadline(string Code, string Register, string Entry, string Title, DateOnly DueOn, ImmutableArray<int> RemindDays, bool Projected = false)
{
    /// <summary>The days on which people are told, the earliest first.</summary>
    public IEnumerable<DateOnly> RemindOn => Projected ? [] : RemindDays.OrderDescending().Select(days => DueOn.AddDays(-days));
}

/// <summary>
/// What a certificate asks for through the years (DOMAIN.md §1): a surveillance audit at the latest so many months after the
/// last audit, so that the deadlines chain; renewal filed some months before expiry. Months are calendar months: a year
/// after 29 February is 28 February.
/// </summary>
public static class CertificateCalendar
{
    /// <summary>Where no scheme says otherwise.</summary>
    public static readonly CertificateTerms Usual = new(new(36, FactSource.Seed), new(12, FactSource.Agency), new(3, FactSource.Agency), [90, 30, 7]);

    /// <summary>Ours: how long before an audit preparing for it begins, and how old a look at the public platform may be.</summary>
    private const int PreparationMonths = 3, CheckMonths = 12;

    /// <param name="audits">Any; those of this certificate that were held and not failed count.</param>
    public static IEnumerable<Deadline> Of(RegisterEntry certificate, IEnumerable<RegisterEntry> audits, CertificateTerms terms)
    {
        var (issued, expires) = (Day(certificate, "issuedOn")!.Value, Day(certificate, "expiresOn")!.Value);
        var last = audits.Where(a => a.Fields.GetValueOrDefault("certificate") == certificate.Id && a.Fields.GetValueOrDefault("result") != "failed")
            .Select(a => Day(a, "heldOn")!.Value).Append(issued).Max();
        var projected = false;
        for (var due = last.AddMonths(terms.SurveillanceMonths.Value); due < expires; due = due.AddMonths(terms.SurveillanceMonths.Value))
        {
            yield return Of("preparation", due.AddMonths(-PreparationMonths), projected);
            yield return Of("surveillance", due, projected);
            projected = true;
        }
        if (certificate.Fields.GetValueOrDefault("renewalFiledOn") is null) yield return Of("renewal", expires.AddMonths(-terms.RenewalMonths.Value));
        yield return Of("expiry", expires);
        if ((Day(certificate, "checkedOn") ?? issued).AddMonths(CheckMonths) is var check && check < expires) yield return Of("platform-check", check);

        Deadline Of(string code, DateOnly due, bool projected = false) =>
            new(code, Certificates.Register.Name, certificate.Id, certificate.Title ?? "", due, terms.ReminderDays, projected);
    }

    private static DateOnly? Day(RegisterEntry entry, string field) => RegisterValues.Date(entry.Fields.GetValueOrDefault(field));
}

/// <summary>What deadlines are called, and how sure it is that they hold.</summary>
public static class DeadlineKinds
{
    public static readonly ImmutableSortedDictionary<string, (Bilingual Name, FactSource Source)> All =
        new Dictionary<string, (Bilingual, FactSource)>
        {
            ["preparation"] = (new("准备监督审核", "Prepare the surveillance audit"), FactSource.Ours),
            ["surveillance"] = (new("监督审核最迟日期", "Surveillance audit at the latest"), FactSource.Agency),
            ["renewal"] = (new("提交再认证申请", "File the renewal"), FactSource.Agency),
            ["expiry"] = (new("证书到期, 标志停用", "The certificate expires, and the use of its mark"), FactSource.Seed),
            ["platform-check"] = (new("在公示平台核对证书", "Check the certificate on the public platform"), FactSource.Ours),
            ["follow-up"] = (new("审核后续工作期限", "Follow-up work after an audit"), FactSource.Seed),
            ["finding"] = (new("审核发现整改期限", "A finding is to be put right"), FactSource.Seed),
            ["stage"] = (new("认证阶段计划完成", "A stage is planned to be done"), FactSource.Ours),
            ["corrective-action"] = (new("纠正措施期限", "A corrective action is due"), FactSource.Ours),
            ["reply"] = (new("纠纷答复期限", "A dispute is to be answered"), FactSource.Ours),
            ["mark-use"] = (new("证书到期, 停止使用标志", "The mark comes down with its certificate"), FactSource.Seed),
            ["qualification"] = (new("人员证书到期", "A qualification expires"), FactSource.Ours),
            ["licence"] = (new("许可或证书到期", "A licence or certificate expires"), FactSource.Ours),
            ["calibration"] = (new("工具校准到期", "A tool is due for calibration"), FactSource.Ours),
        }.ToImmutableSortedDictionary(StringComparer.Ordinal);
}
