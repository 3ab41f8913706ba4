using ServiceTrack.Sla;

namespace ServiceTrack.Tests.Sla;

public sealed class SlaAlarmsTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly SlaTargets Promise = new()
    {
        Response = SlaTarget.WorkingTime(2 * Hour),
        Resolution = SlaTarget.WorkingTime(7.5 * Hour),
    };
    // Received on Monday at 09:00: response due at 11:00, resolution at 18:00 and breached only on Tuesday at 09:00.
    private static readonly SlaEvent Received = new(Some.Shanghai("2026-09-21T09:00"), SlaEventType.Received);

    [Theory]
    [InlineData("09-21T09:00", "", "09-21T10:00:00.000")]
    [InlineData("09-21T10:00", "response/due-soon", "09-21T11:00:00.001")]
    [InlineData("09-21T11:00", "response/due-soon", "09-21T11:00:00.001")]
    [InlineData("09-21T11:01", "response/due-soon response/breached", "09-21T17:00:00.000")]
    [InlineData("09-21T18:00", "response/due-soon response/breached resolution/due-soon", "09-22T09:00:00.001")]
    [InlineData("09-22T09:00", "response/due-soon response/breached resolution/due-soon", "09-22T09:00:00.001")]
    [InlineData("09-24T09:00", "response/due-soon response/breached resolution/due-soon resolution/breached", null)]
    public void what_is_owed_comes_in_order_and_the_next_one_is_known(string now, string owed, string? next)
    {
        var at = Some.Shanghai($"2026-{now}");
        var plan = SlaAlarms.Plan(Clocks(at, Received), at, Hour);

        Assert.Equal(owed, string.Join(' ', plan.Owed.Select(it => it.Key)));
        Assert.Equal(next, plan.Next?.ToOffset(8 * Hour).ToString("MM-dd'T'HH:mm:ss.fff"));
    }

    [Fact]
    public void readings_of_the_last_event_tell_the_same_as_readings_of_now()
    {
        var stored = Clocks(Received.At, Received);

        for (var now = Received.At; now < Received.At.AddDays(3); now = now.AddMinutes(7))
        {
            var (old, fresh) = (SlaAlarms.Plan(stored, now, Hour), SlaAlarms.Plan(Clocks(now, Received), now, Hour));
            Assert.Equal(fresh.Owed.AsEnumerable(), old.Owed.AsEnumerable());
            Assert.Equal(fresh.Next, old.Next);
        }
    }

    [Fact]
    public void a_wake_at_each_next_instant_raises_every_alarm_once()
    {
        var raised = new List<string>();
        DateTimeOffset? wake = Received.At;
        for (var wakes = 0; wake is { } now && wakes < 20; wakes++)
        {
            var plan = SlaAlarms.Plan(Clocks(now, Received), now, Hour);
            raised.AddRange(plan.Owed.Select(it => it.Key).Except(raised));
            Assert.True(plan.Next is null || plan.Next > now);
            wake = plan.Next;
        }

        Assert.Null(wake);
        Assert.Equal(["response/due-soon", "response/breached", "resolution/due-soon", "resolution/breached"], raised);
    }

    [Theory]
    [InlineData("2026-09-21T10:30", SlaEventType.Responded, "resolution/due-soon resolution/breached")] // in time: moot
    [InlineData("2026-09-21T11:30", SlaEventType.Responded, "response/breached resolution/due-soon resolution/breached")] // late: a fact to tell
    [InlineData("2026-09-21T10:30", SlaEventType.Held, "response/due-soon response/breached")] // the resolution waits
    [InlineData("2026-09-21T10:30", SlaEventType.Cancelled, "")]
    public void what_happened_meanwhile_is_heeded(string at, SlaEventType type, string owed)
    {
        var now = Some.Shanghai("2026-09-24T09:00");
        var plan = SlaAlarms.Plan(Clocks(now, Received, new(Some.Shanghai(at), type)), now, Hour);

        Assert.Equal(owed, string.Join(' ', plan.Owed.Select(it => it.Key)));
        Assert.Null(plan.Next);
    }

    [Theory]
    [InlineData("2026-09-21T09:00", "2026-09-21T11:00", "2026-09-21T11:00")]
    [InlineData("2026-09-21T12:00", "2026-09-21T11:00", "2026-09-21T11:00")]
    [InlineData("2026-09-23T12:00", "2026-09-21T11:00", "2026-09-21T11:00")]
    public void the_summary_holds_the_next_due_and_the_first_breach(string now, string? nextDue, string breach)
    {
        var summary = ClockSummary.Of(Clocks(Some.Shanghai(now), Received));

        Assert.Equal(nextDue is null ? null : Some.Shanghai(nextDue), summary.NextDueAt);
        Assert.Equal(Some.Shanghai(breach), summary.BreachAt);
    }

    [Fact]
    public void without_clocks_the_summary_is_empty() => Assert.Equal(new ClockSummary(null, null), ClockSummary.Of([]));

    [Fact]
    public void done_in_time_nothing_will_be_breached()
    {
        var now = Some.Shanghai("2026-09-24T09:00");
        var done = Clocks(now, Received, new(Received.At, SlaEventType.Responded), new(Received.At + Hour, SlaEventType.Resolved));

        Assert.Equal(new ClockSummary(null, null), ClockSummary.Of(done));
    }

    private static ClockReading[] Clocks(DateTimeOffset now, params SlaEvent[] events) =>
        [.. SlaClock.Compute(Promise, Some.OfficeCalendar, [.. events], now)];
}
