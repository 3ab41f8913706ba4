using System.Text.Json;

namespace ServiceTrack.Tests.Sla;

public sealed class SlaExplainTests
{
    private static readonly string[] Weekdays = [$"mon-fri {Explain.Office}"];

    [Fact]
    public void the_answer_has_the_shape_of_the_contract_to_the_byte()
    {
        var request = Explain.Request(
            Weekdays, ["2026-09-30T16:00 received"], "2026-09-30T17:30", response: "PT4H",
            exceptions: ["2026-10-01", "2026-10-02", "2026-10-05", "2026-10-06", "2026-10-07"]);

        Assert.Equal(
            """
            [{"target":"response","state":"running","dueAt":"2026-10-08T11:00:00+08:00","metAt":null,"breachedAt":null,
            "elapsed":"PT1H30M","remaining":"PT2H30M","segments":[
            {"from":"2026-09-30T16:00:00+08:00","to":"2026-09-30T18:00:00+08:00","kind":"working"},
            {"from":"2026-09-30T18:00:00+08:00","to":"2026-10-08T09:00:00+08:00","kind":"closed"},
            {"from":"2026-10-08T09:00:00+08:00","to":"2026-10-08T11:00:00+08:00","kind":"working"}]}]
            """.Replace("\n", ""),
            Explain.Clocks(request).ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }

    [Fact]
    public void times_carry_the_offset_of_the_zone_at_that_time()
    {
        var clock = Explain.Clock(Explain.Request(
            ["mon-sun 00:00-24:00"], ["2026-10-24T22:00:00Z received"], "2026-10-24T23:00:00Z", "Europe/Berlin", response: "PT6H"));

        Assert.Equal("2026-10-25T05:00:00+01:00", clock["dueAt"]!.GetValue<string>());
        Assert.Equal("2026-10-25T00:00:00+02:00", clock["segments"]![0]!["from"]!.GetValue<string>());
    }

    [Fact]
    public void seconds_and_fractions_are_kept()
    {
        var clock = Explain.Clock(Explain.Request(
            Weekdays, ["2026-09-30T16:00:00.125 received", "2026-09-30T17:00:01.5 responded"], "2026-09-30T18:00", response: "PT1H0.375S"));

        Assert.Equal("PT1H1.375S", clock["elapsed"]!.GetValue<string>());
        Assert.Equal("-PT1S", clock["remaining"]!.GetValue<string>());
        Assert.Equal("2026-09-30T17:00:00.5+08:00", clock["breachedAt"]!.GetValue<string>());
        Assert.Equal("2026-09-30T17:00:01.5+08:00", clock["metAt"]!.GetValue<string>());
    }

    [Fact]
    public void clocks_stand_in_the_order_response_resolution_steps_and_a_step_not_begun_is_absent()
    {
        var request = Explain.Request(
            Weekdays, ["2026-09-28T09:00 received", "2026-09-28T10:00 arrived"], "2026-09-28T11:00", response: "PT4H", resolution: "PT8H");
        request["targets"]!["steps"] = JsonSerializer.SerializeToNode(new object[]
        {
            new { name = "repair", startsAt = "arrived", endsAt = new[] { "resolved" }, target = new { unit = "clockTime", amount = "PT24H" } },
            new { name = "follow-up", startsAt = "closed", endsAt = new[] { "called" }, target = new { unit = "workingDays", amount = 2 } },
        });

        var clocks = Explain.Clocks(request);

        Assert.Equal(["response", "resolution", "repair"], clocks.Select(it => it!["target"]!.GetValue<string>()));
        Assert.Equal("2026-09-29T10:00:00+08:00", clocks[2]!["dueAt"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("2026-12-31", null)]
    [InlineData("2026-12-30", true)]
    [InlineData(null, null)]
    public void a_due_after_the_confirmed_calendar_says_so(string? confirmedThrough, bool? expected)
    {
        var request = Explain.Request(["mon-sun 00:00-24:00"], ["2026-12-30T23:00 received"], "2026-12-30T23:00", response: "PT25H");
        request["calendar"]!["confirmedThrough"] = confirmedThrough;

        Assert.Equal(expected, Explain.Clock(request)["pastConfirmedCalendar"]?.GetValue<bool>());
    }

    [Fact]
    public void clock_time_does_not_depend_on_the_calendar()
    {
        var request = Explain.Request([], ["2026-12-31T12:00 received"], "2026-12-31T12:00");
        request["calendar"]!["confirmedThrough"] = "2026-12-31";
        request["targets"]!["response"] = JsonSerializer.SerializeToNode(new { unit = "clockTime", amount = "P1D" });

        var clock = Explain.Clock(request);

        Assert.Equal("2027-01-01T12:00:00+08:00", clock["dueAt"]!.GetValue<string>());
        Assert.Null(clock["pastConfirmedCalendar"]);
    }
}
