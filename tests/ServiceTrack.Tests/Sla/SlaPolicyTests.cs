using System.Text.Json;
using ServiceTrack.Sla;

namespace ServiceTrack.Tests.Sla;

public sealed class SlaPolicyTests
{
    private static readonly SlaPolicy Policy = new("p", 1, "test")
    {
        Rules =
        [
            new("safety", new SlaTargets()) { Severities = ["safety"] },
            new("urgent repair here", new SlaTargets()) { Kinds = ["repair"], Priorities = ["urgent"], Outlets = ["o1", "o2"] },
            new("repair", new SlaTargets()) { Kinds = ["repair", "return"] },
            new("by mail", new SlaTargets()) { Channels = ["email"] },
        ],
    };

    [Theory]
    [InlineData("repair", "urgent", "safety", "o1", "hotline", "safety")]
    [InlineData("repair", "urgent", null, "o2", "hotline", "urgent repair here")]
    [InlineData("repair", "urgent", null, null, "hotline", "repair")]
    [InlineData("return", null, "normal", "o9", "email", "repair")]
    [InlineData("complaint", null, null, null, "email", "by mail")]
    [InlineData("complaint", "urgent", null, "o1", "web", null)]
    public void the_first_rule_that_matches_counts(string kind, string? priority, string? severity, string? outlet, string? channel, string? rule) =>
        Assert.Equal(rule, Policy.Match(new SlaFacts(kind, priority, severity, outlet, channel))?.Name);

    [Fact]
    public void what_is_put_is_what_is_got_and_what_is_stored_is_read_back()
    {
        var body = JsonDocument.Parse(
            """
            {"id":"p","version":3,"name":"n","rules":[{"name":"r","targets":{
            "response":{"unit":"workingTime","amount":"PT4H"},
            "resolution":{"unit":"workingDays","amount":7,"pausedBy":["waiting-customer"]},
            "steps":[{"name":"visit","startsAt":"accepted","endsAt":["arrived","resolved"],"target":{"unit":"clockTime","amount":"PT48H"}}]},
            "kinds":["repair"],"priorities":[],"severities":[],"outlets":["o1"],"channels":[],"calendarId":"shop"}]}
            """.Replace("\n", "")).RootElement;

        var (policy, errors) = SlaPolicy.FromRequest(body, "p", 3);
        var json = JsonSerializer.Serialize(policy, JsonSerializerOptions.Web);

        Assert.Empty(errors);
        Assert.True(JsonElement.DeepEquals(body, JsonDocument.Parse(json).RootElement), json);
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<SlaPolicy>(json, JsonSerializerOptions.Web), JsonSerializerOptions.Web));
    }

    [Theory]
    [InlineData("""[]""", "body")]
    [InlineData("""{"rules":[]}""", "name")]
    [InlineData("""{"name":" ","rules":[]}""", "name")]
    [InlineData("""{"name":"n"}""", "rules")]
    [InlineData("""{"name":"n","rules":{}}""", "rules")]
    [InlineData("""{"name":"n","rule":[],"rules":[]}""", "rule")]
    [InlineData("""{"name":"n","rules":[{"targets":{}}]}""", "rules[0].name")]
    [InlineData("""{"name":"n","rules":[{"name":"r"}]}""", "rules[0].targets")]
    [InlineData("""{"name":"n","rules":[{"name":"r","targets":{},"kind":["repair"]}]}""", "rules[0].kind")]
    [InlineData("""{"name":"n","rules":[{"name":"r","targets":{},"kinds":"repair"}]}""", "rules[0].kinds")]
    [InlineData("""{"name":"n","rules":[{"name":"r","targets":{},"kinds":["repair",1]}]}""", "rules[0].kinds[1]")]
    [InlineData("""{"name":"n","rules":[{"name":"r","targets":{},"calendarId":7}]}""", "rules[0].calendarId")]
    [InlineData("""{"name":"n","rules":[{"name":"r","targets":{"response":"-PT1H"}}]}""", "rules[0].targets.response")]
    public void a_field_that_is_wrong_is_named(string json, string field)
    {
        var (policy, errors) = SlaPolicy.FromRequest(JsonDocument.Parse(json).RootElement, "p", 1);

        Assert.Null(policy);
        Assert.Equal(field, Assert.Single(errors).Key);
    }
}
