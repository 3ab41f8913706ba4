using System.Collections.Immutable;
using ServiceTrack.Sla;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Activities;

/// <summary>Ties activities to what was promised: picks the promise at receipt, keeps the clocks' summary, plans the next alarm.</summary>
public sealed class PromiseKeeper(ITenantStore store, Setup setup)
{
    /// <summary>Queue of work items by activity: its next clock that comes due.</summary>
    public const string Alarms = "sla-alarms";

    private readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(setup.TimeZone);

    /// <summary>Null where no rule of the policy in force matches.</summary>
    public Promise? PromiseFor(ActivityReceived e)
    {
        if (setup.Policy.Match(new(e.Kind, e.Priority, e.Severity, e.OutletId, e.Channel)) is not { } rule) return null;
        var calendar = setup.Calendar(rule.CalendarId) ?? setup.Calendars[0];
        return new(setup.Policy.Id, setup.Policy.Version, rule.Name, calendar.Id, calendar.Version, rule.Targets);
    }

    public Moment MomentFor(Activity activity, DateTimeOffset now) => new(now, now,
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime),
        setup.Kind(activity.Kind) ?? new Kind(activity.Kind, 0, activity.Kind, activity.Kind, []));

    /// <summary>The clocks at an instant, with their explanation.</summary>
    public async Task<ImmutableArray<ClockReading>> Read(Activity activity, DateTimeOffset now, CancellationToken cancel)
    {
        if (activity.Promise is not { } promise) return [];
        var last = activity.Trail[^1].At;
        return SlaClock.Compute(promise.Targets, await CalendarOf(promise, cancel), activity.Trail, last > now ? last : now);
    }

    /// <summary>
    /// The commit of some events, with the activity as it stands after them and the next alarm planned. An activity told of
    /// after the fact raises no alarm: history is imported, not missed.
    /// </summary>
    /// <param name="before">Null for a new activity.</param>
    public async Task<(Activity Activity, Commit Commit)> Commit(
        string id, Activity? before, ImmutableArray<ActivityFold.Happened> events, string by, DateTimeOffset now, CancellationToken cancel)
    {
        var folded = events.Aggregate(before, (a, e) => ActivityFold.Apply(id, a, e))!;
        var clocks = await Read(folded, now, cancel);
        var after = folded with { Clocks = clocks.IsEmpty ? null : ClockSummary.Of(clocks) };
        return (after, Plan(after, clocks, now) with
        {
            Append = new(Activity.StreamOf(id), before?.Events ?? 0, [.. events.Select(e => ActivityEvents.Seal(e.Event, e.At, by))]),
            Documents = [ActivityCollection.Activities.Put(after, before is null ? 0 : null)],
        });
    }

    /// <summary>A commit that only plans the next alarm, or takes the plan back.</summary>
    public Commit Plan(Activity activity, ImmutableArray<ClockReading> clocks, DateTimeOffset now) =>
        activity.Recorded != Recorded.Imported && NextAlarm(activity, clocks, now) is { } due
            ? new() { At = now, Work = [new(Alarms, activity.Id, due, "")] }
            : new() { At = now, Finish = [(Alarms, activity.Id)] };

    /// <summary>The alarms that an activity owes and has not raised yet, earliest first.</summary>
    public ImmutableArray<SlaAlarm> Owed(Activity activity, ImmutableArray<ClockReading> clocks, DateTimeOffset now) =>
        [.. SlaAlarms.Plan(clocks, now, DueSoonLead).Owed.Where(a => !activity.Alarms.Contains(a.Key))];

    private DateTimeOffset? NextAlarm(Activity activity, ImmutableArray<ClockReading> clocks, DateTimeOffset now) =>
        Owed(activity, clocks, now) is [_, ..] ? now : SlaAlarms.Plan(clocks, now, DueSoonLead).Next;

    private TimeSpan DueSoonLead => TimeSpan.FromMinutes(setup.DueSoonMinutes);

    private async Task<SlaCalendar> CalendarOf(Promise promise, CancellationToken cancel)
    {
        if (setup.Calendar(promise.CalendarId) is { } current && current.Version == promise.CalendarVersion) return current;
        var kept = await store.Find(Setup.CalendarVersions, $"{promise.CalendarId}@{promise.CalendarVersion}", cancel);
        return kept?.Value ?? throw new InvalidOperationException($"Calendar {promise.CalendarId}@{promise.CalendarVersion} is not kept.");
    }
}
