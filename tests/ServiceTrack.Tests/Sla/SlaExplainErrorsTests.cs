using System.Text.Json.Nodes;

namespace ServiceTrack.Tests.Sla;

public sealed class SlaExplainErrorsTests
{
    [Theory]
    [InlineData("timeZone", "\"Mars/Base\"", "timeZone")]
    [InlineData("timeZone", "8", "timeZone")]
    [InlineData("timeZone", null, "timeZone")]
    [InlineData("calendar", null, "calendar")]
    [InlineData("calendar", "[]", "calendar")]
    [InlineData("calendar", "{}", "calendar.weekly")]
    [InlineData("calendar.weekly.mon", """["09:00-12:00","11:59-18:00"]""", "calendar.weekly.mon[1]")]
    [InlineData("calendar.weekly.mon", """["13:00-18:00","09:00-13:01"]""", "calendar.weekly.mon[1]")]
    [InlineData("calendar.weekly.mon", """["12:00-09:00"]""", "calendar.weekly.mon[0]")]
    [InlineData("calendar.weekly.mon", """["09:00-09:00"]""", "calendar.weekly.mon[0]")]
    [InlineData("calendar.weekly.mon", """["24:00-24:00"]""", "calendar.weekly.mon[0]")]
    [InlineData("calendar.weekly.mon", """["9:00-12:00"]""", "calendar.weekly.mon[0]")]
    [InlineData("calendar.weekly.mon", """["09:00-25:00"]""", "calendar.weekly.mon[0]")]
    [InlineData("calendar.weekly.mon", """["09:60-12:00"]""", "calendar.weekly.mon[0]")]
    [InlineData("calendar.weekly.mon", """[9]""", "calendar.weekly.mon[0]")]
    [InlineData("calendar.weekly.mon", "\"09:00-12:00\"", "calendar.weekly.mon")]
    [InlineData("calendar.weekly.monday", "[]", "calendar.weekly.monday")]
    [InlineData("calendar.exceptions", """[{"date":"2026-10-01","windows":[]},{"date":"2026-10-01","windows":[]}]""", "calendar.exceptions[1].date")]
    [InlineData("calendar.exceptions", """[{"date":"2026-13-01","windows":[]}]""", "calendar.exceptions[0].date")]
    [InlineData("calendar.exceptions", """[{"date":"2026-10-01"}]""", "calendar.exceptions[0].windows")]
    [InlineData("calendar.exceptions", """[{"date":"2026-10-01","windows":["12:00-09:00"]}]""", "calendar.exceptions[0].windows[0]")]
    [InlineData("calendar.exceptions", """["2026-10-01"]""", "calendar.exceptions[0]")]
    [InlineData("calendar.confirmedThrough", "\"2026\"", "calendar.confirmedThrough")]
    [InlineData("targets", null, "targets")]
    [InlineData("targets", "{}", "targets")]
    [InlineData("targets.respond", "\"PT4H\"", "targets.respond")]
    [InlineData("targets.response", "\"4 hours\"", "targets.response")]
    [InlineData("targets.response", "\"-PT4H\"", "targets.response")]
    [InlineData("targets.response", "\"P1M\"", "targets.response")]
    [InlineData("targets.response", "\"PT\"", "targets.response")]
    [InlineData("targets.response", "\"P101000D\"", "targets.response")]
    [InlineData("targets.response", "4", "targets.response")]
    [InlineData("targets.response", """{"unit":"fortnights","amount":1}""", "targets.response.unit")]
    [InlineData("targets.response", """{"unit":"workingDays","amount":0}""", "targets.response.amount")]
    [InlineData("targets.response", """{"unit":"clockTime","amount":4}""", "targets.response.amount")]
    [InlineData("targets.response", """{"unit":"clockTime","amount":"PT1H","pausedBy":[1]}""", "targets.response.pausedBy[0]")]
    [InlineData("targets.steps", """[{"name":"response","startsAt":"a","endsAt":["b"],"target":"PT1H"}]""", "targets.steps[0].name")]
    [InlineData("targets.steps", """[{"name":"a b","startsAt":"a","endsAt":["b"],"target":"PT1H"}]""", "targets.steps[0].name")]
    [InlineData("targets.steps", """[{"name":"x","startsAt":"a","endsAt":[],"target":"PT1H"}]""", "targets.steps[0].endsAt")]
    [InlineData("targets.steps", """[{"name":"x","startsAt":"a","endsAt":["a"],"target":"PT1H"}]""", "targets.steps[0].endsAt")]
    [InlineData("targets.steps", """[{"name":"x","startsAt":"a","endsAt":["b"]}]""", "targets.steps[0].target")]
    [InlineData("now", "\"2026-09-28T12:00:00\"", "now")] // no offset
    [InlineData("now", "\"2026-09-28\"", "now")]
    [InlineData("now", "\"9999-12-31T23:59:59Z\"", "now")]
    [InlineData("now", null, "now")]
    [InlineData("events", null, "events")]
    [InlineData("events", "[]", "events")]
    [InlineData("events", "{}", "events")]
    public void a_field_that_is_wrong_is_named(string path, string? json, string field)
    {
        var request = Valid();
        Put(request, path, json);

        Assert.Contains(field, Explain.Errors(request).Keys);
    }

    [Theory]
    [InlineData("events[0].type", "2026-09-28T09:00 responded")]
    [InlineData("events[1].type", "2026-09-28T09:00 received", "2026-09-28T10:00 received")]
    [InlineData("events[2].at", "2026-09-28T09:00 received", "2026-09-28T10:00 held", "2026-09-28T09:59 resumed")]
    [InlineData("events[1].at", "2026-09-28T09:00 received", "2026-09-28T12:01 responded")]
    [InlineData("events[1].at", "2026-09-28T09:00 received", "yesterday responded")]
    [InlineData("events[1].type", "2026-09-28T09:00 received", "2026-09-28T10:00 resumed")]
    [InlineData("events[2].type", "2026-09-28T09:00 received", "2026-09-28T10:00 held", "2026-09-28T11:00 held")]
    [InlineData("events[3].type", "2026-09-28T09:00 received", "2026-09-28T10:00 held", "2026-09-28T10:30 resolved", "2026-09-28T11:00 resumed")]
    [InlineData("events[1].type", "2026-09-28T09:00 received", "2026-09-28T10:00 reopened")]
    [InlineData("events[3].type", "2026-09-28T09:00 received", "2026-09-28T10:00 resolved", "2026-09-28T10:30 reopened", "2026-09-28T11:00 reopened")]
    [InlineData("events[1].type", "2026-09-28T09:00 received", "2026-09-28T10:00 arrived")]
    public void a_story_that_cannot_have_happened_is_refused_at_its_event(string field, params string[] events)
    {
        var errors = Explain.Errors(Explain.Request([$"mon-fri {Explain.Office}"], events, "2026-09-28T12:00", response: "PT4H"));

        Assert.Equal(field, Assert.Single(errors).Key);
    }

    [Fact]
    public void all_errors_are_told_at_once()
    {
        var request = Valid();
        Put(request, "timeZone", "\"Nowhere\"");
        Put(request, "targets.response", "\"soon\"");
        Put(request, "now", "\"later\"");

        Assert.Equal(["now", "targets.response", "timeZone"], Explain.Errors(request).Keys.Order());
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"x\"")]
    public void a_body_that_is_no_object_is_refused(string json) =>
        Assert.Equal("body", Assert.Single(Explain.Errors(JsonNode.Parse(json))).Key);

    [Fact]
    public void a_request_for_an_answer_of_gigabytes_is_refused()
    {
        var hours = string.Join(' ', Enumerable.Range(0, 24).Select(hour => $"{hour:00}:00-{hour:00}:59"));
        var request = Explain.Request([$"mon-sun {hours}"], ["2026-09-28T09:00 received"], "2026-09-28T12:00", response: "PT800000H");

        Assert.Equal("targets", Assert.Single(Explain.Errors(request)).Key);
    }

    [Fact]
    public void events_of_equal_time_and_windows_that_touch_or_stand_out_of_order_are_fine()
    {
        var request = Explain.Request(
            ["mon-fri 13:30-18:00 09:00-11:00 11:00-12:00"],
            ["2026-09-28T09:00 received", "2026-09-28T09:00 held", "2026-09-28T09:00 resumed", "2026-09-28T09:00 closed"],
            "2026-09-28T09:00", response: "PT4H");

        Assert.Equal("09-28T14:30", Explain.Short(Explain.Clock(request)["dueAt"]));
    }

    private static JsonObject Valid() =>
        Explain.Request([$"mon-fri {Explain.Office}"], ["2026-09-28T09:00 received"], "2026-09-28T12:00", response: "PT4H");

    private static void Put(JsonObject request, string path, string? json)
    {
        var names = path.Split('.');
        var parent = names[..^1].Aggregate((JsonNode)request, (node, name) => node[name]!);
        parent[names[^1]] = json is null ? null : JsonNode.Parse(json);
    }
}
