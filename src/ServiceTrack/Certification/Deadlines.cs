using System.Collections.Immutable;
using ServiceTrack.Customers;
using ServiceTrack.Improvement;
using ServiceTrack.Network;
using ServiceTrack.Registers;
using ServiceTrack.Storage;

namespace ServiceTrack.Certification;

/// <summary>Every deadline that a company's registers give.</summary>
public static class Deadlines
{
    private static readonly ImmutableArray<int> Month = [30, 7];

    /// <summary>A date field that is a deadline as long as the entry is open.</summary>
    private sealed record Kept(string Code, Register Register, string Due, Func<IReadOnlyDictionary<string, string>, bool> Open);

    private static readonly ImmutableArray<Kept> Fields =
    [
        new("follow-up", Certificates.Audits, "followUpDueOn", f => !f.ContainsKey("followUpDoneOn")),
        new("finding", Certificates.Findings, "dueOn", f => f["state"] != "closed"),
        new("stage", Certificates.Stages, "plannedUntil", f => !f.ContainsKey("doneOn")),
        new("corrective-action", CorrectiveActions.Register, "dueOn", f => f["state"] == "open"),
        new("licence", Application.Honours, "expiresOn", f => f["kind"] != "honour"),
        new("reply", Disputes.Register, "replyBy", f => !f.ContainsKey("repliedOn") && f["state"] != "closed"),
        new("calibration", Equipment.Tools, "calibrationDue", _ => true),
    ];

    /// <summary>By day. What is long past and still open is among them; what a later entry has replaced is not.</summary>
    public static async Task<ImmutableArray<Deadline>> Of(ITenantStore store, DateOnly today, CancellationToken cancel)
    {
        var deadlines = new List<Deadline>();
        var audits = await store.All(Certificates.Audits, cancel);
        var schemes = new SchemeDesk(store);
        await foreach (var certificate in store.Entries(Certificates.Register, Condition.Always, cancel))
        {
            // One that has expired asks for nothing any more.
            if (RegisterValues.Date(certificate.Fields["expiresOn"]) < today) continue;
            var scheme = certificate.Fields.GetValueOrDefault("scheme") is { } id ? await schemes.Find(id, null, cancel) : null;
            deadlines.AddRange(CertificateCalendar.Of(certificate, audits, scheme?.Certificate ?? CertificateCalendar.Usual));
        }
        foreach (var kept in Fields)
            await foreach (var entry in store.Entries(kept.Register, Condition.Always, cancel))
                if (RegisterValues.Date(entry.Fields.GetValueOrDefault(kept.Due)) is { } due && kept.Open(entry.Fields))
                    deadlines.Add(new(kept.Code, kept.Register.Name, entry.Id, entry.Title ?? "", due, Month));
        deadlines.AddRange(Marks(await store.All(Application.MarkUses, cancel), await store.All(Certificates.Register, cancel)));
        deadlines.AddRange(Qualifications(await store.InForce(Staff.Register, today, cancel), await store.All(Staff.Qualifications, cancel)));
        return [.. deadlines.OrderBy(d => d.DueOn).ThenBy(d => d.Code, StringComparer.Ordinal).ThenBy(d => d.Entry, StringComparer.Ordinal)];
    }

    /// <summary>A mark that is still in use comes down on the day its certificate ends.</summary>
    public static IEnumerable<Deadline> Marks(ImmutableArray<RegisterEntry> uses, ImmutableArray<RegisterEntry> certificates) =>
        from use in uses
        where !use.Fields.ContainsKey("until")
        join certificate in certificates on use.Fields["certificate"] equals certificate.Id
        select new Deadline("mark-use", Application.MarkUses.Name, use.Id, use.Title ?? "", RegisterValues.Date(certificate.Fields["expiresOn"])!.Value, Month);

    /// <summary>The last certificate of a kind that each person in service holds.</summary>
    public static IEnumerable<Deadline> Qualifications(ImmutableArray<RegisterEntry> staff, ImmutableArray<RegisterEntry> qualifications) =>
        from held in qualifications
        where held.Fields.ContainsKey("expiresOn") && staff.Any(s => s.Id == held.Fields["staff"])
        group held by (held.Fields["staff"], held.Fields["kind"]) into same
        let last = same.MaxBy(q => q.Fields["expiresOn"], StringComparer.Ordinal)!
        where qualifications.All(q => (q.Fields["staff"], q.Fields["kind"]) != same.Key || q.Fields.ContainsKey("expiresOn"))
        select new Deadline("qualification", Staff.Qualifications.Name, last.Id, last.Title ?? "", RegisterValues.Date(last.Fields["expiresOn"])!.Value, Month);
}
