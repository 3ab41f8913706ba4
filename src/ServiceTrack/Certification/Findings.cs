using System.Collections.Immutable;
using System.Text.Json;
using ServiceTrack.Activities;
using ServiceTrack.Dashboard;
using ServiceTrack.Improvement;
using ServiceTrack.Registers;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Certification;

/// <summary>What auditors found: in the order in which the next one asks, and turned into corrective actions.</summary>
public static class Findings
{
    /// <summary>
    /// Those of the last audit first, of each audit those that are not closed, then whatever else is not closed, then the
    /// rest; oldest first. A surveillance begins with what the last audit found.
    /// </summary>
    public static ImmutableArray<RegisterEntry> InOrderOfReview(IEnumerable<RegisterEntry> findings, IEnumerable<RegisterEntry> audits, DateOnly day)
    {
        var last = audits.Where(a => a.InForce(day)).MaxBy(a => (a.Fields["heldOn"], a.Id))?.Id;
        return
        [
            .. findings.OrderBy(f => (last is not null && f.Fields.GetValueOrDefault("audit") == last, f.Fields["state"] == "closed") switch
                { (true, false) => 0, (true, true) => 1, (false, false) => 2, _ => 3 })
                .ThenBy(f => f.Fields["raisedOn"], StringComparer.Ordinal).ThenBy(f => f.Id, StringComparer.Ordinal),
        ];
    }

    /// <summary>
    /// Opens a corrective action for a finding and names it there. Asked again after a failure in between, by the same
    /// person, it goes on with the action that was opened.
    /// </summary>
    public static async Task<RegisterHandled> Answer(
        this RegisterDesk desk, RegisterEntry finding, string owner, DateOnly dueOn, Caller caller, TimeZoneInfo zone, DateTimeOffset now, CancellationToken cancel)
    {
        if (finding.Fields.TryGetValue("action", out var already)) return new Refusal.AlreadyExists("action", already);
        var key = IdempotencyKey.For(caller.By, "finding", finding.Id, []);
        var opened = await desk.Add(CorrectiveActions.Register, Values(ActionFor(finding, owner, dueOn, LocalDays.DayOf(now, zone))), caller, key, now, cancel);
        if (opened.Entry is not { } action) return opened;
        var named = await desk.Change(Certificates.Findings, finding.Id, Values(finding.Fields.SetItem("action", action.Id)), caller, finding.Version, now, cancel);
        return named.Refusal is { } refusal ? refusal : opened;
    }

    private static ImmutableSortedDictionary<string, string> ActionFor(RegisterEntry finding, string owner, DateOnly dueOn, DateOnly today)
    {
        var action = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        action["openedOn"] = RegisterValues.Text(today);
        action["problem"] = Start(finding.Fields["finding"]);
        action["source"] = "audit";
        action["state"] = "open";
        action["owner"] = owner;
        action["dueOn"] = RegisterValues.Text(dueOn);
        foreach (var (from, to) in (IEnumerable<(string, string)>)[("clause", "reference"), ("activity", "activity"), (Register.OutletField, Register.OutletField)])
            if (finding.Fields.TryGetValue(from, out var value)) action[to] = value;
        return action.ToImmutable();
    }

    // The action's title is short; the finding itself stands beside it whole.
    private static string Start(string text) => text.Length <= Activities.Verbs.Limits.LongestTerm ? text
        : new System.Globalization.StringInfo(text).SubstringByTextElements(0, Activities.Verbs.Limits.LongestTerm / 2) + "…";

    private static Dictionary<string, JsonElement> Values(IReadOnlyDictionary<string, string> fields) =>
        fields.ToDictionary(f => f.Key, f => JsonSerializer.SerializeToElement(f.Value));
}
