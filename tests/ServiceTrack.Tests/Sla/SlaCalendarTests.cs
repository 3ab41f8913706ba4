using System.Text.Json;
using System.Text.Json.Nodes;
using ServiceTrack.Sla;

namespace ServiceTrack.Tests.Sla;

public sealed class SlaCalendarTests
{
    private const string Valid =
        """
        {"name":"shop","timeZone":"Asia/Shanghai","weekly":{"mon":["09:00-12:00","22:00-24:00"],"tue":[],"wed":[],"thu":[],"fri":[],"sat":[],"sun":[]},
        "exceptions":[{"date":"2026-10-01","windows":[]}],"confirmedThrough":"2026-12-31","source":"the notice","id":"c","version":2}
        """;

    [Fact]
    public void what_is_put_is_what_is_got_and_what_is_stored_is_read_back()
    {
        var body = JsonDocument.Parse(Valid).RootElement;

        var (calendar, errors) = SlaCalendar.FromRequest(body, "c", 2);
        var json = JsonSerializer.Serialize(calendar, JsonSerializerOptions.Web);

        Assert.Empty(errors);
        Assert.True(JsonElement.DeepEquals(body, JsonDocument.Parse(json).RootElement), json);
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<SlaCalendar>(json, JsonSerializerOptions.Web), JsonSerializerOptions.Web));
    }

    [Theory]
    [InlineData("name", null, "name")]
    [InlineData("timeZone", "\"China\"", "timeZone")]
    [InlineData("weekly", null, "weekly")]
    [InlineData("weekly", """{"mon":["9-12"],"tue":["09:00-12:00"]}""", "weekly.mon[0]")]
    [InlineData("weekly", """{"mon":[]}""", "weekly")] // nothing would ever be due
    [InlineData("exceptions", """[{"date":"01.10.2026","windows":[]}]""", "exceptions[0].date")]
    [InlineData("confirmedThrough", "\"soon\"", "confirmedThrough")]
    [InlineData("source", "1", "source")]
    [InlineData("holidays", "[]", "holidays")]
    public void a_field_that_is_wrong_is_named(string property, string? json, string field)
    {
        var body = JsonNode.Parse(Valid)!;
        body[property] = json is null ? null : JsonNode.Parse(json);

        var (calendar, errors) = SlaCalendar.FromRequest(JsonSerializer.SerializeToElement(body), "c", 1);

        Assert.Null(calendar);
        Assert.Contains(field, errors.Keys);
    }
}
