using System.Collections.Immutable;
using ServiceTrack.Activities;
using ServiceTrack.Dashboard;
using ServiceTrack.Documents;
using ServiceTrack.Registers;
using ServiceTrack.Storage;

namespace ServiceTrack.Certification;

/// <summary>Which records an evidence rule means, as conditions on declared fields: what is counted, listed and drawn from is the same.</summary>
/// <param name="From">The first day that counts where a rule says no months of its own.</param>
/// <param name="End">The first day that does not any more; what holds is asked for the day before.</param>
/// <param name="Outlets">Only what stands at these; empty: all.</param>
public sealed record EvidenceRecords(TimeZoneInfo Zone, DateOnly From, DateOnly End, ImmutableArray<string> Outlets)
{
    public DateOnly AsOf => End.AddDays(-1);

    public DateOnly FromOf(EvidenceRule rule) => rule.Months is { } months ? End.AddMonths(-months) : From;

    /// <param name="kind">One kind of the rule's; null: all of them.</param>
    public Condition Activities(EvidenceRule rule, string? kind = null, bool counted = false)
    {
        List<Condition> where = [Condition.Between("occurredAt", Midnight(FromOf(rule)), Midnight(End))];
        if (kind is not null) where.Add(Condition.Is("kind", kind));
        else if (!rule.Kinds.IsEmpty) where.Add(Condition.Is("kind", [.. rule.Kinds]));
        if (!rule.Severities.IsEmpty) where.Add(Condition.Is("severity", [.. rule.Severities]));
        if (!Outlets.IsEmpty) where.Add(Condition.Is("outletId", [.. Outlets]));
        // A value that every row has, so that rows are counted along the index that ends with it and the time.
        if (counted) where.Add(Condition.Is("recorded", [.. RecordedHow.All]));
        return Condition.Both([.. where]);
    }

    /// <summary>The register that a rule on registers or documents means; null for outlets, which have a desk of their own.</summary>
    public static Register? RegisterOf(EvidenceRule rule) =>
        rule.From == EvidenceFrom.Document ? ControlledDocuments.Register : RegisterList.Named(rule.Named ?? "");

    public Condition Entries(Register register, EvidenceRule rule, bool counted = false)
    {
        List<Condition> where = [register.EventDate is null ? RegisterReading.HoldsOn(AsOf) : RegisterReading.Dated(FromOf(rule), End)];
        if (rule.From == EvidenceFrom.Document)
        {
            // A document was approved if it has a first day.
            where.Add(RegisterReading.Dated(CoverageList.FirstDay, null));
            where.Add(RegisterReading.Where(register, "type", rule.Named));
        }
        if (!rule.Kinds.IsEmpty) where.Add(RegisterReading.Where(register, "kind", [.. rule.Kinds]));
        if (!Outlets.IsEmpty && register.HasOutlet) where.Add(Condition.Is("outlet", [.. Outlets]));
        if (counted) where.Add(Condition.Is("recorded", [.. RecordedHow.All]));
        return RegisterReading.Of(register, [.. where]);
    }

    private long Midnight(DateOnly day) => LocalDays.Midnight(day, Zone).ToUnixTimeMilliseconds();
}
