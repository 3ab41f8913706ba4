using System.Collections.Immutable;
using System.Globalization;
using ServiceTrack.Dashboard;
using ServiceTrack.Journal;
using ServiceTrack.Network;
using ServiceTrack.Registers;
using ServiceTrack.Storage;

namespace ServiceTrack.Certification;

/// <summary>A reason to think of a special deduction; whoever judges makes it, or does not.</summary>
/// <param name="Trigger">What it would be made for.</param>
/// <param name="List">The records it rests on.</param>
/// <param name="Ids">Of them, where not all of the list are meant.</param>
public sealed record SpecialProposal(string Key, string Trigger, Bilingual Text, long Count, string List, ImmutableArray<string> Ids);

/// <summary>Special deductions that the records suggest [ours]: expired licences, promises broken too often, matters of safety.</summary>
public static class SpecialProposals
{
    /// <summary>More late clocks than this of a hundred are a rule of one's own that is not kept.</summary>
    public const int MostLatePercent = 10;

    public static async Task<ImmutableArray<SpecialProposal>> Of(ITenantStore store, EvidenceRecords records, DateTimeOffset now, CancellationToken cancel)
    {
        var all = ImmutableArray.CreateBuilder<SpecialProposal>();
        var day = records.AsOf;
        var staff = (await store.InForce(Staff.Register, day, cancel)).Select(s => s.Id).ToHashSet();
        var lapsed = Lapsed(await store.All(Staff.Qualifications, cancel), day, q => $"{q.Fields["staff"]}/{q.Fields["kind"]}").Where(q => staff.Contains(q.Fields["staff"]));
        Add("expired-qualifications", "law", "在岗人员的资质证书已过期", "Certificates of staff in service have expired", [.. lapsed.Select(q => q.Id)], $"/api/v1/qualifications?until={Day(day.AddDays(-1))}");
        var licences = Lapsed(await store.Entries(Application.Honours, RegisterReading.Where(Application.Honours, "kind", "licence"), cancel).ToListAsync(cancel), day, h => h.Fields["name"]);
        Add("expired-licences", "law", "企业的许可或资质已过期", "Licences of the company have expired", [.. licences.Select(h => h.Id)], $"/api/v1/honours?kind=licence&until={Day(day.AddDays(-1))}");

        var figures = (await new CoverageReading(store, records, now).Figures(records.From, cancel)).All;
        var (kept, late, safety) = (figures[Counted.Kept], figures[Counted.Late], figures[Counted.Safety]);
        if (late * 100 > (kept + late) * MostLatePercent)
            all.Add(new("promises-broken", "own-rules", new($"超过承诺时限的比例高于 {MostLatePercent}%", $"More than {MostLatePercent} % of promised times were missed"), late,
                $"/api/v1/reports/promise-kept?from={Day(records.From)}&to={Day(records.End)}", []));
        if (safety > 0)
            all.Add(new("safety-records", "trade", new("有涉及安全的记录", "There are records of danger"), safety,
                $"/api/v1/activities?severity=safety&from={Time(records.From)}&to={Time(records.End)}", []));
        return all.ToImmutable();

        void Add(string key, string trigger, string zh, string en, ImmutableArray<string> ids, string list)
        {
            if (!ids.IsEmpty) all.Add(new(key, trigger, new(zh, en), ids.Length, list, ids));
        }

        string Time(DateOnly date) => JournalTime.Text(LocalDays.Midnight(date, records.Zone));
    }

    /// <summary>What has expired by a day and has no successor that holds.</summary>
    public static IEnumerable<RegisterEntry> Lapsed(IEnumerable<RegisterEntry> entries, DateOnly day, Func<RegisterEntry, string> same)
    {
        return entries.GroupBy(same, StringComparer.Ordinal).Where(g => !g.Any(e => e.InForce(day))).Select(g => g.MaxBy(End)!).Where(e => End(e) < day);

        static DateOnly? End(RegisterEntry entry) => RegisterValues.Date(entry.Fields.GetValueOrDefault("expiresOn"));
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
