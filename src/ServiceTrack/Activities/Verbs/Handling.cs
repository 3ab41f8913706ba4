using System.Collections.Immutable;
using static ServiceTrack.Activities.Statuses;

namespace ServiceTrack.Activities.Verbs;

/// <summary>Answers the customer. Only the first answer stops the response clock.</summary>
public sealed record Respond(string? Note = null) : IVerb
{
    public static string Name => "respond";
    public static ImmutableArray<Status> From => Open;

    public Decision Decide(Activity activity, Moment moment) =>
        Limits.Text("note", Note) ?? (Decision)new ActivityResponded(Note);
}

public sealed record Assign(string? AssigneeId = null, string? QueueId = null) : IVerb
{
    public static string Name => "assign";
    public static ImmutableArray<Status> From => Open;

    public Decision Decide(Activity activity, Moment moment)
    {
        if ((AssigneeId is null) == (QueueId is null)) return Refusal.For("assigneeId", "Name an assignee or a queue, not both.");
        if (Limits.Term("queueId", QueueId) is { } refusal) return refusal;
        return ((Decision)new ActivityAssigned(AssigneeId, QueueId)).Needing("assigneeId", ReferenceTo.Member, AssigneeId);
    }
}

public sealed record Start : IVerb
{
    public static string Name => "start";
    public static ImmutableArray<Status> From => [Status.New, Status.Responded];
    public Decision Decide(Activity activity, Moment moment) => new ActivityStarted();
}

/// <summary>Stops the resolution clock for a reason; time on hold is counted by reason, so that parking work shows.</summary>
public sealed record Hold(string Reason, DateTimeOffset? Until = null) : IVerb
{
    public static string Name => "hold";
    public static ImmutableArray<Status> From => [Status.New, Status.Responded, Status.InProgress];

    public Decision Decide(Activity activity, Moment moment)
    {
        if ((Limits.Required("reason", Reason) ?? Limits.Term("reason", Reason)) is { } refusal) return refusal;
        if (Until <= moment.Now) return Refusal.For("until", "Must be in the future.");
        return new ActivityHeld(Reason, Until?.ToUniversalTime());
    }
}

public sealed record Resume : IVerb
{
    public static string Name => "resume";
    public static ImmutableArray<Status> From => [Status.OnHold];
    public Decision Decide(Activity activity, Moment moment) => new ActivityResumed();
}

/// <summary>Solves it; what was never answered is answered by this.</summary>
public sealed record Resolve(string Outcome, string? Cause = null, string? Remedy = null) : IVerb
{
    public static string Name => "resolve";
    public static ImmutableArray<Status> From => Open;

    public Decision Decide(Activity activity, Moment moment)
    {
        if ((Limits.Required("outcome", Outcome) ?? Limits.Term("outcome", Outcome) ?? Limits.Term("cause", Cause)
            ?? Limits.Term("remedy", Remedy)) is { } refusal) return refusal;
        if (moment.Kind.CompletionRequired && moment.Kind.Missing(activity.Fields) is [_, ..] missing)
        {
            var errors = new FieldErrors();
            foreach (var field in missing) errors.Add(field, "Needed before this kind can be resolved.");
            return errors.ToRefusal();
        }
        ActivityResolved resolved = new(Outcome, Cause, Remedy);
        return Decision.Of(activity.RespondedAt is null ? [new ActivityResponded(), resolved] : [resolved]);
    }
}

public sealed record Close : IVerb
{
    public static string Name => "close";
    public static ImmutableArray<Status> From => [Status.Resolved];
    public Decision Decide(Activity activity, Moment moment) => new ActivityClosed();
}

/// <summary>The customer says it is not solved: the resolution clock runs on from where it stopped.</summary>
public sealed record Reopen(string Reason) : IVerb
{
    public static string Name => "reopen";
    public static ImmutableArray<Status> From => [Status.Resolved, Status.Closed];

    public Decision Decide(Activity activity, Moment moment) =>
        Limits.Required("reason", Reason) ?? Limits.Text("reason", Reason) ?? (Decision)new ActivityReopened(Reason);
}

public sealed record Cancel(string Reason) : IVerb
{
    public static string Name => "cancel";
    public static ImmutableArray<Status> From => Open;

    public Decision Decide(Activity activity, Moment moment) =>
        Limits.Required("reason", Reason) ?? Limits.Text("reason", Reason) ?? (Decision)new ActivityCancelled(Reason);
}
