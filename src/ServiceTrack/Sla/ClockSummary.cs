namespace ServiceTrack.Sla;

/// <summary>What a list is filtered and sorted by. Of the clocks at the last event; time alone does not change it.</summary>
/// <param name="NextDueAt">The earliest due of what is neither done nor paused, past where it is overdue.</param>
/// <param name="BreachAt">
/// The earliest instant at which a clock was breached or will be if nothing more happens; null when none. The activity is
/// breached at every instant strictly after it.
/// </param>
public sealed record ClockSummary(DateTimeOffset? NextDueAt, DateTimeOffset? BreachAt)
{
    public static ClockSummary Of(IReadOnlyCollection<ClockReading> clocks) => new(
        clocks.Where(it => it is { MetAt: null, State: not ClockState.Paused }).Min(it => it.DueAt),
        clocks.Min(it => it.BreachAt));
}
