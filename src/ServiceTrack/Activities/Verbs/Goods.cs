using System.Collections.Immutable;
using static ServiceTrack.Activities.Statuses;

namespace ServiceTrack.Activities.Verbs;

/// <summary>Goods were handed over and signed for; a missing signature needs its reason.</summary>
public sealed record Deliver(string? SignedBy = null, string? UnsignedReason = null, bool Damaged = false) : IVerb
{
    public static string Name => "deliver";
    public static ImmutableArray<Status> From => Open;
    public static ImmutableArray<string> For => ["delivery"];

    public Decision Decide(Activity activity, Moment moment) =>
        Signature.Check(SignedBy, UnsignedReason) ?? (Decision)new GoodsDelivered(SignedBy, UnsignedReason, Damaged);
}

/// <summary>Decides a return or exchange; what the law's rules advise at that moment is kept beside the decision.</summary>
public sealed record DecideReturn(string Decision) : IVerb
{
    public static string Name => "decide-return";
    public static ImmutableArray<Status> From => Open;
    public static ImmutableArray<string> For => ["return", "exchange"];

    public Decision Decide(Activity activity, Moment moment) =>
        Limits.OneOf("decision", Decision, ["refund", "exchange", "repair", "refused"])
        ?? (Decision)new ReturnDecided(Decision, ReturnAdvice.For(activity, moment.Today)?.Rule ?? "none");
}
