using System.Collections.Immutable;
using ServiceTrack.Activities;
using ServiceTrack.Certification;
using ServiceTrack.Dashboard;
using ServiceTrack.Documents;
using ServiceTrack.Improvement;
using ServiceTrack.Network;
using ServiceTrack.Registers;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Evidence;

public enum TrailPart { Activity, Linked, RuleInForce, CorrectiveAction, RuleChanged, Training, Finding }

/// <summary>One record of a trail.</summary>
/// <param name="Register">Null: an activity.</param>
/// <param name="Follows">The id of the step that leads to it; null for the first.</param>
/// <param name="On">When it happened, or from when it holds.</param>
/// <param name="Title">Null where it would tell of a person.</param>
public sealed record TrailStep(
    TrailPart Part, string? Register, string Id, string? Follows, DateOnly? On, string? Title, DateTimeOffset RecordedAt, string By, Recorded Recorded, bool Amended,
    long Version);

/// <param name="Withheld">How many records belong to it that the caller may not see.</param>
public sealed record TrailFound(ImmutableArray<TrailStep> Steps, int Withheld);

/// <summary>
/// What came of an activity, and what it was done by: the rules in force on its day, the corrective actions opened for it,
/// what those rules became afterwards, who was taught them, and what auditors found.
/// </summary>
public sealed class Trail(ITenantStore store, TimeZoneInfo zone)
{
    public async Task<TrailFound> Of(Activity activity, Caller caller, CancellationToken cancel)
    {
        var day = LocalDays.DayOf(activity.OccurredAt, zone);
        var steps = ImmutableArray.CreateBuilder<TrailStep>();
        var withheld = 0;
        steps.Add(await Step(TrailPart.Activity, activity, null, cancel));
        string[] linked = [.. activity.Links.Select(l => l.ActivityId), .. activity.MergedInto is { } into ? [into] : (string[])[]];
        foreach (var id in linked.Distinct())
            if (await store.Find(ActivityCollection.Activities, id, cancel) is { Value: var other } && caller.Sees(other)) steps.Add(await Step(TrailPart.Linked, other, activity.Id, cancel));
            else withheld++;

        var documents = await store.All(ControlledDocuments.Register, cancel);
        var rules = Ruling(ControlledDocuments.InForce(documents, day), activity.Kind);
        AddAll(TrailPart.RuleInForce, ControlledDocuments.Register, rules, _ => activity.Id);
        var actions = await store.Entries(CorrectiveActions.Register, RegisterReading.Where(CorrectiveActions.Register, "activity", activity.Id), cancel).ToListAsync(cancel);
        AddAll(TrailPart.CorrectiveAction, CorrectiveActions.Register, actions, _ => activity.Id);
        var changed = documents.Where(d => rules.Any(r => IsLater(d, r))).ToList();
        AddAll(TrailPart.RuleChanged, ControlledDocuments.Register, changed, d => rules.First(r => IsLater(d, r)).Id);
        foreach (var rule in rules.Concat(changed))
            AddAll(TrailPart.Training, Training.Register,
                await store.Entries(Training.Register, RegisterReading.Where(Training.Register, "document", rule.Id), cancel).ToListAsync(cancel), _ => rule.Id);
        var findings = await store.All(Certificates.Findings, cancel);
        AddAll(TrailPart.Finding, Certificates.Findings,
            findings.Where(f => f.Fields.GetValueOrDefault("activity") == activity.Id || actions.Any(a => a.Id == f.Fields.GetValueOrDefault("action"))),
            f => actions.FirstOrDefault(a => a.Id == f.Fields.GetValueOrDefault("action"))?.Id ?? activity.Id);
        return new(steps.ToImmutable(), withheld);

        void AddAll(TrailPart part, Register register, IEnumerable<RegisterEntry> entries, Func<RegisterEntry, string> follows)
        {
            foreach (var entry in entries.OrderBy(e => e.Fields.GetValueOrDefault(register.EventDate ?? register.ValidFrom!), StringComparer.Ordinal).ThenBy(e => e.Id, StringComparer.Ordinal))
                if (caller.Sees(register, entry)) steps.Add(Step(part, register, entry, follows(entry)));
                else withheld++;
        }
    }

    /// <summary>What rules a kind of activity, and the handbook, which rules them all.</summary>
    private static List<RegisterEntry> Ruling(IEnumerable<RegisterEntry> documents, string kind) =>
        [.. documents.Where(d => d.Fields["type"] == "handbook" || RegisterValues.Links(d.Fields.GetValueOrDefault("kinds")).Contains(kind))];

    private static bool IsLater(RegisterEntry document, RegisterEntry rule) =>
        document.Fields["number"] == rule.Fields["number"] && string.CompareOrdinal(document.Fields.GetValueOrDefault("from"), rule.Fields["from"]) > 0;

    private async Task<TrailStep> Step(TrailPart part, Activity a, string? follows, CancellationToken cancel)
    {
        var received = (await store.Stream(Activity.StreamOf(a.Id), cancel))[0];
        return new(part, null, a.Id, follows, LocalDays.DayOf(a.OccurredAt, zone), a.Kind, received.RecordedAt, received.By, a.Recorded, a.Amended, a.Version);
    }

    private static TrailStep Step(TrailPart part, Register register, RegisterEntry e, string follows) => new(
        part, register.Name, e.Id, follows, RegisterValues.Date(e.Fields.GetValueOrDefault(register.EventDate ?? register.ValidFrom!)),
        register.Field(register.Title)!.Mask is null ? e.Title : null, e.RecordedAt, e.By, e.Recorded, e.Amended, e.Version);
}
