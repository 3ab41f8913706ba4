using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace ServiceTrack.Sla;

/// <summary>
/// Reads targets: <c>{ "response": "PT4H", "resolution": { "unit": "workingDays", "amount": 7, "pausedBy": ["*"] }, "steps": [
/// { "name", "startsAt", "endsAt": [], "target" } ] }</c>. A bare duration is working time.
/// </summary>
internal static partial class TargetsReader
{
    private const int MostSteps = 20;
    private static readonly TimeSpan Longest = new(WorkingHours.Horizon);

    public static SlaTargets Read(JsonField field)
    {
        if (!field.IsObject(SlaTargets.ResponseName, SlaTargets.ResolutionName, "steps")) return new SlaTargets();
        return new SlaTargets
        {
            Response = Optional(field[SlaTargets.ResponseName]),
            Resolution = Optional(field[SlaTargets.ResolutionName]),
            Steps = Steps(field["steps"]),
        };
    }

    private static SlaTarget? Optional(JsonField field) => field.IsMissing ? null : Target(field);

    public static SlaTarget? Target(JsonField field)
    {
        if (field.IsText) return Duration(field) is { } time ? SlaTarget.WorkingTime(time) : null;
        if (!field.IsObject("unit", "amount", "pausedBy") || !field["unit"].Text(out var unit)) return null;
        ImmutableArray<string>? pausedBy = field["pausedBy"].IsMissing ? null : field["pausedBy"].Texts();
        switch (unit)
        {
            case "workingTime": return Duration(field["amount"]) is { } work ? SlaTarget.WorkingTime(work) with { PausedBy = pausedBy } : null;
            case "clockTime": return Duration(field["amount"]) is { } time ? SlaTarget.ClockTime(time) with { PausedBy = pausedBy } : null;
            case "workingDays": return field["amount"].Count(1, 3650) is { } days ? SlaTarget.WorkingDays(days) with { PausedBy = pausedBy } : null;
            default:
                field["unit"].Refuse("must be workingTime, clockTime or workingDays");
                return null;
        }
    }

    private static TimeSpan? Duration(JsonField field)
    {
        if (!field.Text(out var text)) return null;
        if (!IsoDuration.TryParse(text, out var duration)) field.Refuse("must be an ISO 8601 duration without years and months, such as PT4H");
        else if (duration < TimeSpan.Zero) field.Refuse("must not be negative");
        else if (duration > Longest) field.Refuse("must not be longer than a hundred years");
        else return duration;
        return null;
    }

    private static ImmutableArray<SlaStep> Steps(JsonField field)
    {
        var steps = ImmutableArray.CreateBuilder<SlaStep>();
        foreach (var item in field.Items())
        {
            if (steps.Count == MostSteps)
            {
                item.Refuse($"is one too many: there are at most {MostSteps} steps");
                break;
            }
            if (!item.IsObject("name", "startsAt", "endsAt", "target")) continue;
            var name = EventName(item["name"]);
            var start = EventName(item["startsAt"]);
            ImmutableArray<string> ends = [.. item["endsAt"].Items().Select(EventName).OfType<string>()];
            if (ends.IsEmpty) item["endsAt"].Refuse("must name at least one event");
            if (start is not null && ends.Contains(start)) item["endsAt"].Refuse("must not hold the event at which the step starts");
            if (name is SlaTargets.ResponseName or SlaTargets.ResolutionName || steps.Any(it => it.Name == name))
                item["name"].Refuse("is the name of another clock");
            if (Target(item["target"]) is { } target && name is not null && start is not null)
                steps.Add(new SlaStep(name, start, ends, target));
        }
        return steps.DrainToImmutable();
    }

    private static string? EventName(JsonField field)
    {
        if (!field.Text(out var text)) return null;
        if (Name.IsMatch(text)) return text;
        field.Refuse("must be a name of at most 40 letters, digits and dashes that begins with a letter");
        return null;
    }

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9-]{0,39}\z")]
    private static partial Regex Name { get; }
}
