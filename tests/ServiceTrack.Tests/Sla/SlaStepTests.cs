using ServiceTrack.Sla;

namespace ServiceTrack.Tests.Sla;

public sealed class SlaStepTests
{
    private static readonly SlaCalendar Office = Some.OfficeCalendar;

    [Theory]
    [InlineData("2026-09-28T10:00", 1, "2026-09-29T18:00")]
    [InlineData("2026-09-28T23:00", 1, "2026-09-29T18:00")] // the day of receipt is not counted, whatever the hour
    [InlineData("2026-09-25T10:00", 1, "2026-09-28T18:00")] // over the weekend
    [InlineData("2026-09-26T10:00", 7, "2026-10-12T18:00")] // over the holiday, the make-up Saturday counted
    public void working_days_end_at_the_closing_of_the_last_one(string received, int days, string due)
    {
        var clock = Read(SlaTarget.WorkingDays(days), received, [new(Some.Shanghai(received), SlaEventType.Received)]);

        Assert.Equal(Some.Shanghai(due), clock.DueAt);
    }

    [Fact]
    public void a_hold_pushes_working_days_back_by_the_working_time_held()
    {
        SlaEvent[] events =
        [
            new(Some.Shanghai("2026-09-21T09:00"), SlaEventType.Received),
            new(Some.Shanghai("2026-09-21T10:00"), SlaEventType.Held),
            new(Some.Shanghai("2026-09-22T10:00"), SlaEventType.Resumed),
        ];

        Assert.Equal(Some.Shanghai("2026-09-23T18:00"), Read(SlaTarget.WorkingDays(1), "2026-09-22T10:00", events).DueAt);
    }

    [Fact]
    public void working_days_an_empty_calendar_never_has_are_never_due()
    {
        var empty = new SlaCalendar("c", 1, "UTC");
        var targets = new SlaTargets { Resolution = SlaTarget.WorkingDays(3) };
        var at = Some.Shanghai("2026-09-28T10:00");

        Assert.Null(SlaClock.Compute(targets, empty, [new(at, SlaEventType.Received)], at.AddDays(9))[0].DueAt);
    }

    [Theory]
    [InlineData("waiting-parts", ClockState.Paused)]
    [InlineData("waiting-customer", ClockState.Running)]
    [InlineData(null, ClockState.Running)]
    public void only_the_holds_named_pause_a_clock(string? reason, ClockState state)
    {
        var target = SlaTarget.WorkingTime(TimeSpan.FromHours(9)) with { PausedBy = ["waiting-parts"] };
        SlaEvent[] events =
        [
            new(Some.Shanghai("2026-09-28T09:00"), SlaEventType.Received),
            new(Some.Shanghai("2026-09-28T10:00"), SlaEventType.Held, reason),
        ];

        Assert.Equal(state, Read(target, "2026-09-28T11:00", events).State);
    }

    [Theory]
    [InlineData(new[] { "arrived" }, ClockState.Met, "2026-09-28T11:00")]
    [InlineData(new[] { "left", "resolved" }, ClockState.Met, "2026-09-28T11:30")]
    [InlineData(new[] { "scheduled", "left" }, ClockState.Running, null)] // what came before the start does not end it
    public void a_step_runs_from_its_first_start_to_the_first_end_after_it(string[] ends, ClockState state, string? metAt)
    {
        SlaEvent[] events =
        [
            new(Some.Shanghai("2026-09-28T09:00"), SlaEventType.Received),
            new(Some.Shanghai("2026-09-28T09:10"), SlaEventType.Marker, "scheduled"),
            new(Some.Shanghai("2026-09-28T10:00"), SlaEventType.Marker, "accepted"),
            new(Some.Shanghai("2026-09-28T10:30"), SlaEventType.Marker, "accepted"),
            new(Some.Shanghai("2026-09-28T11:00"), SlaEventType.Marker, "arrived"),
            new(Some.Shanghai("2026-09-28T11:30"), SlaEventType.Resolved),
        ];
        var step = new SlaStep("visit", "accepted", [.. ends], SlaTarget.ClockTime(TimeSpan.FromHours(4)));

        var clock = Assert.Single(SlaClock.Compute(new SlaTargets { Steps = [step] }, Office, events, Some.Shanghai("2026-09-28T12:00")));

        Assert.Equal((state, metAt is null ? null : Some.Shanghai(metAt)), (clock.State, clock.MetAt));
        Assert.Equal(Some.Shanghai("2026-09-28T14:00"), clock.DueAt);
    }

    [Theory]
    [InlineData(SlaEventType.Cancelled)]
    [InlineData(SlaEventType.Merged)]
    public void cancelling_and_merging_void_the_clocks(SlaEventType type)
    {
        var at = Some.Shanghai("2026-09-28T09:00");
        var targets = new SlaTargets { Response = SlaTarget.WorkingTime(TimeSpan.FromHours(1)) };

        Assert.Empty(SlaClock.Compute(targets, Office, [new(at, SlaEventType.Received), new(at.AddHours(9), type)], at.AddHours(10)));
    }

    [Fact]
    public void events_told_late_count_where_they_happened_and_one_ahead_moves_now()
    {
        var at = Some.Shanghai("2026-09-28T09:00");
        var targets = new SlaTargets { Response = SlaTarget.WorkingTime(TimeSpan.FromHours(1)) };
        SlaEvent[] events = [new(at.AddMinutes(50), SlaEventType.Responded), new(at, SlaEventType.Received)];

        var clock = SlaClock.Compute(targets, Office, events, at.AddMinutes(-1))[0];

        Assert.Equal((ClockState.Met, TimeSpan.FromMinutes(50)), (clock.State, clock.Elapsed));
    }

    private static ClockReading Read(SlaTarget target, string now, SlaEvent[] events) =>
        SlaClock.Compute(new SlaTargets { Resolution = target }, Office, events, Some.Shanghai(now))[0];
}
