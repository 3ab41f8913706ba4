namespace ServiceTrack.Sla;

/// <summary>
/// What was promised when an activity was received: journaled with its receipt, so that a later change of policy or
/// calendar cannot rewrite whether it was kept.
/// </summary>
/// <param name="Rule">The rule of the policy that matched.</param>
public sealed record Promise(
    string PolicyId, int PolicyVersion, string Rule, string CalendarId, int CalendarVersion, SlaTargets Targets);
