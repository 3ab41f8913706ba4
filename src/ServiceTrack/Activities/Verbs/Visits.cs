using System.Collections.Immutable;
using static ServiceTrack.Activities.Statuses;

namespace ServiceTrack.Activities.Verbs;

/// <summary>The kinds whose work is done at the customer's.</summary>
file static class AtTheCustomer
{
    public static readonly ImmutableArray<string> Kinds =
        ["installation", "commissioning", "repair", "maintenance", "inspection", "survey-measure", "training", "tech-support", "site-service", "recycling"];

    public static Decision Unless(Activity a, string verb, ImmutableArray<string> states, Func<Decision> decide) =>
        a.Visit is { } visit && states.Contains(visit.State)
            ? decide()
            : new Refusal.NotAllowedInStatus(verb, a.Visit is null ? "no visit" : $"visit {a.Visit.State}");
}

public sealed record Schedule(DateTimeOffset ScheduledAt, string? TechnicianId = null) : IVerb
{
    public static string Name => "schedule";
    public static ImmutableArray<Status> From => Open;
    public static ImmutableArray<string> For => AtTheCustomer.Kinds;

    public Decision Decide(Activity activity, Moment moment) => ScheduledAt <= moment.Now
        ? Refusal.For("scheduledAt", "Must be in the future.")
        : ((Decision)new VisitScheduled(ScheduledAt.ToUniversalTime(), TechnicianId)).Needing("technicianId", ReferenceTo.Member, TechnicianId);
}

public sealed record Reschedule(DateTimeOffset ScheduledAt, string? TechnicianId = null) : IVerb
{
    public static string Name => "reschedule";
    public static ImmutableArray<Status> From => Open;
    public static ImmutableArray<string> For => AtTheCustomer.Kinds;

    public Decision Decide(Activity activity, Moment moment) => AtTheCustomer.Unless(activity, Name,
        ["scheduled", "accepted", "refused", "missed"], () => new Schedule(ScheduledAt, TechnicianId).Decide(activity, moment));
}

public sealed record Accept : IVerb
{
    public static string Name => "accept";
    public static ImmutableArray<Status> From => Open;
    public static ImmutableArray<string> For => AtTheCustomer.Kinds;
    public Decision Decide(Activity activity, Moment moment) =>
        AtTheCustomer.Unless(activity, Name, ["scheduled"], () => new VisitAccepted());
}

/// <summary>An entrusted outlet may refuse a job it was given.</summary>
public sealed record Refuse(string Reason) : IVerb
{
    public static string Name => "refuse";
    public static ImmutableArray<Status> From => Open;
    public static ImmutableArray<string> For => AtTheCustomer.Kinds;

    public Decision Decide(Activity activity, Moment moment) =>
        Limits.Required("reason", Reason) ?? Limits.Text("reason", Reason)
        ?? AtTheCustomer.Unless(activity, Name, ["scheduled", "accepted"], () => new VisitRefused(Reason));
}

public sealed record CheckIn : IVerb
{
    public static string Name => "check-in";
    public static ImmutableArray<Status> From => Open;
    public static ImmutableArray<string> For => AtTheCustomer.Kinds;
    public Decision Decide(Activity activity, Moment moment) =>
        AtTheCustomer.Unless(activity, Name, ["scheduled", "accepted"], () => new VisitCheckedIn());
}

public sealed record NoShow(string Reason) : IVerb
{
    public static string Name => "no-show";
    public static ImmutableArray<Status> From => Open;
    public static ImmutableArray<string> For => AtTheCustomer.Kinds;

    public Decision Decide(Activity activity, Moment moment) =>
        Limits.Required("reason", Reason) ?? Limits.Text("reason", Reason)
        ?? AtTheCustomer.Unless(activity, Name, ["scheduled", "accepted", "checkedIn"], () => new VisitMissed(Reason));
}

/// <summary>The work is done and signed for; a missing signature needs its reason.</summary>
public sealed record Complete(string? SignedBy = null, string? UnsignedReason = null) : IVerb
{
    public static string Name => "complete";
    public static ImmutableArray<Status> From => Open;
    public static ImmutableArray<string> For => AtTheCustomer.Kinds;

    public Decision Decide(Activity activity, Moment moment) =>
        Signature.Check(SignedBy, UnsignedReason)
        ?? AtTheCustomer.Unless(activity, Name, ["scheduled", "accepted", "checkedIn"], () => new VisitCompleted(SignedBy, UnsignedReason));
}

internal static class Signature
{
    public static Refusal? Check(string? signedBy, string? unsignedReason) =>
        (signedBy is null) == (unsignedReason is null)
            ? Refusal.For("signedBy", "Give who signed, or why nobody did.")
            : Limits.Term("signedBy", signedBy)
              ?? (unsignedReason is null ? null : Limits.OneOf("unsignedReason", unsignedReason, ["absent", "refused", "remote"]));
}
