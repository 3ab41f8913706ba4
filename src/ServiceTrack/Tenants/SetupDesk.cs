using System.Collections.Immutable;
using ServiceTrack.Activities;
using ServiceTrack.Journal;
using ServiceTrack.Sla;
using ServiceTrack.Storage;

namespace ServiceTrack.Tenants;

/// <summary>A change of how the company works; journaled, since promises and evidence rest on it.</summary>
public abstract record SetupEvent;

public sealed record CompanyFounded(string Name, string TimeZone) : SetupEvent;
public sealed record PolicyPutInForce(SlaPolicy Policy) : SetupEvent;
public sealed record CalendarPutInForce(SlaCalendar Calendar) : SetupEvent;
public sealed record KindDefined(Kind Kind) : SetupEvent;
public sealed record SettingsChanged(string Name, string TimeZone, int DueSoonMinutes, ImmutableArray<string> AnsweredInContact) : SetupEvent;

/// <summary>Commits changes of one company's setup, each with its event.</summary>
public sealed class SetupDesk(ITenantStore store)
{
    public const string Stream = "setup";

    public async Task<Setup> Found(Setup setup, string by, DateTimeOffset now, CancellationToken cancel)
    {
        await Save(setup, 0, 0,
            [new CompanyFounded(setup.Name, setup.TimeZone), new PolicyPutInForce(setup.Policy), .. setup.Calendars.Select(c => new CalendarPutInForce(c))],
            [.. setup.Calendars.Select(c => Setup.CalendarVersions.Put(c))], by, now, cancel);
        return setup;
    }

    /// <summary>Puts a policy in force as the next version, for what is received from now on.</summary>
    public Task<Refusal?> PutPolicy(SlaPolicy policy, string by, DateTimeOffset now, CancellationToken cancel) => Change(
        s => s with { Policy = policy with { Version = s.Policy.Version + 1 } }, s => new PolicyPutInForce(s.Policy), _ => [], by, now, cancel);

    /// <summary>Puts a calendar in force as the next version; clocks that run keep the one they were promised under.</summary>
    public Task<Refusal?> PutCalendar(SlaCalendar calendar, string by, DateTimeOffset now, CancellationToken cancel)
    {
        return Change(
            s => s with { Calendars = [.. s.Calendars.Select(c => c.Id == calendar.Id ? Next(s) : c), .. s.Calendar(calendar.Id) is null ? [Next(s)] : (SlaCalendar[])[]] },
            s => new CalendarPutInForce(s.Calendar(calendar.Id)!), s => [Setup.CalendarVersions.Put(s.Calendar(calendar.Id)!)], by, now, cancel);

        SlaCalendar Next(Setup s) => calendar with { Version = (s.Calendar(calendar.Id)?.Version ?? 0) + 1 };
    }

    public Task<Refusal?> PutKind(Kind kind, string by, DateTimeOffset now, CancellationToken cancel) => Change(
        s => s with { OwnKinds = [.. s.OwnKinds.Where(k => k.Code != kind.Code), kind] }, _ => new KindDefined(kind), _ => [], by, now, cancel);

    public Task<Refusal?> PutSettings(SettingsChanged settings, string by, DateTimeOffset now, CancellationToken cancel) => Change(
        s => s with
        {
            Name = settings.Name, TimeZone = settings.TimeZone, DueSoonMinutes = settings.DueSoonMinutes, AnsweredInContact = settings.AnsweredInContact,
        }, _ => settings, _ => [], by, now, cancel);

    private async Task<Refusal?> Change(
        Func<Setup, Setup> change, Func<Setup, SetupEvent> tell, Func<Setup, ImmutableArray<DocumentWrite>> also,
        string by, DateTimeOffset now, CancellationToken cancel)
    {
        var stored = await store.Find(Setup.Collection, Setup.Id, cancel) ?? throw new InvalidOperationException("The company has no setup.");
        var events = await store.Stream(Stream, cancel);
        var next = change(stored.Value);
        return await Save(next, stored.Version, events.Count, [tell(next)], also(next), by, now, cancel) is CommitResult.Done
            ? null : new Refusal.Stale(stored.Version + 1);
    }

    private Task<CommitResult> Save(
        Setup setup, long documentVersion, long streamVersion, ImmutableArray<SetupEvent> events, ImmutableArray<DocumentWrite> also,
        string by, DateTimeOffset now, CancellationToken cancel) => store.Commit(new()
    {
        At = now,
        Append = new(Stream, streamVersion, [.. events.Select(e => Sealed(e, now, by))]),
        Documents = [Setup.Collection.Put(setup, documentVersion), .. also],
    }, cancel);

    private static NewEvent Sealed(SetupEvent e, DateTimeOffset now, string by)
    {
        var (data, personal) = EventData.Split(e);
        return new(e.GetType().Name, now, by, data, personal);
    }
}
