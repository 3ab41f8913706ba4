namespace ServiceTrack.Tests.Sla;

/// <summary>Each rule of the contract by example. 2026-09-28 is a Monday; times are Asia/Shanghai unless said otherwise.</summary>
public sealed class SlaClockTests
{
    private static readonly string[] Weekdays = [$"mon-fri {Explain.Office}"];

    [Theory]
    [InlineData("09-28T09:00", "PT2H", "09-28T11:00")]
    [InlineData("09-28T11:00", "PT2H", "09-28T14:30")] // over lunch
    [InlineData("09-28T12:30", "PT1H", "09-28T14:30")] // received at lunch
    [InlineData("09-28T16:00", "PT2H", "09-28T18:00")] // used up exactly at closing
    [InlineData("09-28T11:00", "PT1H", "09-28T12:00")]
    [InlineData("09-28T20:00", "PT1H", "09-29T10:00")] // received at night
    [InlineData("09-26T12:00", "PT1H", "09-28T10:00")] // received on Saturday
    [InlineData("09-30T17:00", "PT2H", "10-08T10:00")] // over the holiday
    [InlineData("10-09T17:00", "PT2H", "10-10T10:00")] // into a make-up Saturday
    [InlineData("09-28T10:00", "PT0S", "09-28T10:00")]
    [InlineData("09-27T10:00", "PT0S", "09-27T10:00")]
    public void due_is_where_the_target_is_first_used_up(string received, string target, string due)
    {
        var clock = Explain.Clock(Explain.Request(
            Weekdays, [$"2026-{received} received"], $"2026-{received}", response: target,
            exceptions: ["2026-10-01", "2026-10-02", "2026-10-05", "2026-10-06", "2026-10-07", $"2026-10-10 {Explain.Office}"]));

        Assert.Equal(due, Explain.Short(clock["dueAt"]));
        Assert.Equal("running", clock["state"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("09-28T17:59", "running", null)]
    [InlineData("09-28T18:00", "running", null)]
    [InlineData("09-29T09:00", "running", null)] // due is past, nothing is exceeded yet
    [InlineData("09-29T09:01", "breached", "09-29T09:00")]
    public void a_target_used_up_at_closing_is_breached_only_next_morning(string now, string state, string? breachedAt)
    {
        var clock = Explain.Clock(Explain.Request(Weekdays, ["2026-09-28T16:00 received"], $"2026-{now}", response: "PT2H"));

        Assert.Equal("09-28T18:00", Explain.Short(clock["dueAt"]));
        Assert.Equal(state, clock["state"]!.GetValue<string>());
        Assert.Equal(breachedAt, Explain.Short(clock["breachedAt"]));
    }

    [Theory]
    [InlineData("09-28T10:00", "met", "09-28T18:00", null, "PT1H")]
    [InlineData("09-28T20:00", "met", "09-28T18:00", null, "PT0S")] // answered between due and breach
    [InlineData("09-29T09:00", "met", "09-28T18:00", null, "PT0S")]
    [InlineData("09-29T09:30", "breached", "09-28T18:00", "09-29T09:00", "-PT30M")]
    public void an_answer_up_to_the_breach_is_met_and_a_later_one_stays_breached(
        string answered, string state, string due, string? breachedAt, string remaining)
    {
        var start = answered == "09-28T10:00" ? "2026-09-28T09:00 received" : "2026-09-28T16:00 received";
        var clock = Explain.Clock(Explain.Request(
            Weekdays, [start, $"2026-{answered} responded"], "2026-10-09T12:00", response: "PT2H"));

        Assert.Equal(answered == "09-28T10:00" ? "09-28T11:00" : due, Explain.Short(clock["dueAt"]));
        Assert.Equal(state, clock["state"]!.GetValue<string>());
        Assert.Equal(answered, Explain.Short(clock["metAt"]));
        Assert.Equal(breachedAt, Explain.Short(clock["breachedAt"]));
        Assert.Equal(remaining, clock["remaining"]!.GetValue<string>());
    }

    [Fact]
    public void a_hold_pauses_the_resolution_and_not_the_response()
    {
        var clocks = Explain.Clocks(Explain.Request(
            Weekdays, ["2026-09-28T09:00 received", "2026-09-28T10:00 held"], "2026-09-28T11:00", response: "PT4H", resolution: "PT4H"));

        Assert.Equal(["running", "paused"], clocks.Select(it => it!["state"]!.GetValue<string>()));
        Assert.Equal(["09-28T14:30", null], clocks.Select(it => Explain.Short(it!["dueAt"])));
        Assert.Equal(["PT2H", "PT1H"], clocks.Select(it => it!["elapsed"]!.GetValue<string>()));
        Assert.Equal(["working 09-28T09:00 09-28T10:00", "paused 09-28T10:00 09-28T11:00"], Explain.Segments(clocks[1]!));
    }

    [Fact]
    public void after_a_hold_due_is_projected_from_now()
    {
        var clock = Explain.Clock(Explain.Request(
            Weekdays, ["2026-09-28T09:00 received", "2026-09-28T10:00 held", "2026-09-28T14:30 resumed"], "2026-09-28T15:30", resolution: "PT4H"));

        Assert.Equal("09-28T17:30", Explain.Short(clock["dueAt"]));
        Assert.Equal(
            ["working 09-28T09:00 09-28T10:00", "paused 09-28T10:00 09-28T14:30", "working 09-28T14:30 09-28T17:30"],
            Explain.Segments(clock));
    }

    [Fact]
    public void a_clock_held_after_its_due_keeps_the_past_due_and_is_paused()
    {
        var clock = Explain.Clock(Explain.Request(
            Weekdays, ["2026-09-28T16:00 received", "2026-09-28T19:00 held"], "2026-09-29T11:00", resolution: "PT2H"));

        Assert.Equal("paused", clock["state"]!.GetValue<string>());
        Assert.Equal("09-28T18:00", Explain.Short(clock["dueAt"]));
    }

    [Fact]
    public void resolving_ends_a_hold_and_reopening_runs_on_without_the_time_between()
    {
        string[] events = ["2026-09-28T09:00 received", "2026-09-28T10:00 held", "2026-09-28T11:00 resolved", "2026-09-28T15:00 reopened"];

        var clock = Explain.Clock(Explain.Request(Weekdays, events, "2026-09-28T16:00", resolution: "PT4H"));

        Assert.Equal("running", clock["state"]!.GetValue<string>());
        Assert.Null(clock["metAt"]);
        Assert.Equal("PT2H", clock["elapsed"]!.GetValue<string>());
        Assert.Equal("09-28T18:00", Explain.Short(clock["dueAt"]));
        Assert.Equal(
            ["working 09-28T09:00 09-28T10:00", "paused 09-28T10:00 09-28T15:00", "working 09-28T15:00 09-28T18:00"],
            Explain.Segments(clock));
    }

    [Fact]
    public void due_of_a_met_clock_is_projected_from_the_stop()
    {
        var clock = Explain.Clock(Explain.Request(
            Weekdays, ["2026-09-28T09:00 received", "2026-09-28T10:00 held", "2026-09-29T10:00 resolved"], "2026-10-09T12:00", resolution: "PT4H"));

        Assert.Equal("met", clock["state"]!.GetValue<string>());
        Assert.Equal("09-29T14:30", Explain.Short(clock["dueAt"]));
        Assert.Equal("09-29T10:00", Explain.Short(clock["segments"]!.AsArray()[^1]!["to"]));
    }

    [Fact]
    public void a_breach_stays_when_the_activity_is_resolved_reopened_and_held()
    {
        var clock = Explain.Clock(Explain.Request(
            Weekdays,
            ["2026-09-28T09:00 received", "2026-09-28T11:00 resolved", "2026-09-28T14:00 reopened", "2026-09-28T15:00 held"],
            "2026-09-28T16:00", resolution: "PT1H"));

        Assert.Equal("breached", clock["state"]!.GetValue<string>());
        Assert.Equal("09-28T10:00", Explain.Short(clock["breachedAt"]));
        Assert.Equal("-PT2H", clock["remaining"]!.GetValue<string>());
        Assert.Null(clock["metAt"]);
    }

    [Theory]
    // Spring forward on 2026-03-08 in New York: 02:00 to 03:00 does not exist.
    [InlineData("America/New_York", "2026-03-08T06:00:00Z", "PT2H", "2026-03-08T04:00:00-04:00")]
    [InlineData("America/New_York", "2026-11-01T05:00:00Z", "PT2H", "2026-11-01T02:00:00-05:00")] // 01:00 to 02:00 twice
    [InlineData("Europe/Berlin", "2026-03-29T00:00:00Z", "PT2H", "2026-03-29T04:00:00+02:00")]
    [InlineData("Europe/Berlin", "2026-10-25T00:00:00Z", "PT3H", "2026-10-25T04:00:00+01:00")]
    [InlineData("Australia/Lord_Howe", "2026-10-03T15:00:00Z", "PT1H", "2026-10-04T03:00:00+11:00")] // half an hour
    [InlineData("Australia/Lord_Howe", "2026-04-04T14:00:00Z", "PT2H", "2026-04-05T02:30:00+10:30")]
    public void elapsed_is_real_time_over_local_windows(string zone, string received, string target, string due)
    {
        var request = Explain.Request(["mon-sun 01:00-05:00"], [$"{received} received"], received, zone, response: target);

        Assert.Equal(due, Explain.Clock(request)["dueAt"]!.GetValue<string>());
    }

    [Fact]
    public void a_night_shift_is_one_working_stretch_over_midnight()
    {
        var clock = Explain.Clock(Explain.Request(
            ["mon-sun 00:00-06:00 22:00-24:00"], ["2026-09-28T21:00 received"], "2026-09-28T21:00", response: "PT7H"));

        Assert.Equal(["closed 09-28T21:00 09-28T22:00", "working 09-28T22:00 09-29T05:00"], Explain.Segments(clock));
    }

    [Theory]
    [InlineData(new string[0], "PT1H")]
    [InlineData(new[] { "mon 09:00-09:01" }, "PT876000H")]
    public void a_target_the_calendar_can_never_reach_has_no_due_and_ends(string[] days, string target)
    {
        var clock = Explain.Clock(Explain.Request(days, ["2026-09-28T12:00 received"], "2026-09-29T12:00", response: target));

        Assert.Null(clock["dueAt"]);
        Assert.Equal("running", clock["state"]!.GetValue<string>());
        Assert.Equal(["closed 09-28T12:00 09-29T12:00"], Explain.Segments(clock));
    }

    [Fact]
    public void a_last_working_date_that_comes_again_is_counted_twice()
    {
        // On 2005-10-30 at 00:01 clocks in Newfoundland went back to 23:01 of the 29th.
        var clock = Explain.Clock(Explain.Request(
            [], ["2005-10-30T02:00:00Z received"], "2005-10-30T02:00:00Z", "America/St_Johns", response: "PT1H", exceptions: "2005-10-29 23:30-24:00"));

        Assert.Equal("2005-10-30T00:00:00-03:30", clock["dueAt"]!.GetValue<string>());
    }

    [Fact]
    public void a_target_of_years_is_reached()
    {
        var clock = Explain.Clock(Explain.Request(Weekdays, ["2026-09-28T09:00 received"], "2026-09-28T09:00", response: "PT19500H"));

        // 7.5 h a day, 37.5 h a week: 520 weeks.
        Assert.Equal("2036-09-12T18:00:00+08:00", clock["dueAt"]!.GetValue<string>());
    }
}
