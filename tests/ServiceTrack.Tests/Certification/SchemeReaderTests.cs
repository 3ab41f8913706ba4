using System.Text.Json;
using System.Text.Json.Nodes;
using ServiceTrack.Certification;
using ServiceTrack.Storage;

namespace ServiceTrack.Tests.Certification;

public sealed class SchemeReaderTests
{
    private const string Small =
        """
        { "id": "s", "name": { "zh": "方案", "en": "scheme" },
          "clauses": [
            { "id": "1", "name": { "zh": "一", "en": "one" }, "points": 10, "source": "ours" },
            { "id": "1.1", "parent": "1", "name": { "zh": "一之一", "en": "one one" }, "points": 6.5, "source": "ours",
              "evidence": [ { "from": "activities", "kinds": ["repair"], "months": 12, "freshMonths": 3, "enough": 5, "source": "ours" } ] },
            { "id": "1.2", "parent": "1", "name": { "zh": "一之二", "en": "one two" }, "source": "ours",
              "evidence": [ { "from": "register", "named": "staff", "enough": 1, "source": "ours" } ] } ],
          "levels": [ { "id": "a", "name": { "zh": "甲", "en": "A" }, "from": 70, "mostSpecial": 4, "source": "ours" },
                      { "id": "b", "name": { "zh": "乙", "en": "B" }, "from": 80, "source": "ours" } ],
          "stages": [ { "id": "x", "name": { "zh": "某", "en": "x" }, "days": { "from": 1, "to": 2 }, "waitsFor": "g", "costs": ["audit"], "source": "ours" } ],
          "gates": [ { "id": "g", "name": { "zh": "关", "en": "g" }, "measure": "cpsq", "source": "ours" } ] }
        """;

    [Fact]
    public void a_sound_scheme_is_read_whole_and_written_back_the_same()
    {
        var (scheme, errors) = Read(Small);

        Assert.Empty(errors);
        Assert.Equal((6.5m, "staff", 80m), (scheme!.Clauses[1].Points, scheme.Clauses[2].Evidence[0].Named, scheme.Levels[1].From));
        var content = SchemeDesk.ContentOf(scheme);
        Assert.Equal(content, SchemeDesk.ContentOf(JsonSerializer.Deserialize<Scheme>(content, StoredJson.Options)!));
        Assert.Equal(content, SchemeDesk.ContentOf(Read(content).Scheme!));
    }

    [Theory]
    [InlineData("clauses[1].points", "12", "clauses[0].points")]
    [InlineData("clauses[1].points", "-1", "clauses[1].points")]
    [InlineData("clauses[1].points", "1.234", "clauses[1].points")]
    [InlineData("clauses[1].points", "\"6\"", "clauses[1].points")]
    [InlineData("clauses[1].id", "\"1.2\"", "clauses[2].id")]
    [InlineData("clauses[1].parent", "\"9\"", "clauses[1].parent")]
    [InlineData("clauses[0].parent", "\"1.1\"", "clauses[0].parent")]
    [InlineData("clauses[0].parent", "\"1\"", "clauses[0].parent")]
    [InlineData("clauses[0].colour", "1", "clauses[0].colour")]
    [InlineData("clauses[0].name", "\"one\"", "clauses[0].name")]
    [InlineData("clauses[0].name.en", "\" \"", "clauses[0].name.en")]
    [InlineData("clauses[0].source", "\"me\"", "clauses[0].source")]
    [InlineData("clauses[0].source", "null", "clauses[0].source")]
    [InlineData("clauses[0].confirmed", "true", "clauses[0].confirmedBy")]
    [InlineData("clauses[1].evidence[0].kinds[0]", "\"juggling\"", "clauses[1].evidence[0].kinds[0]")]
    [InlineData("clauses[1].evidence[0].from", "\"hearsay\"", "clauses[1].evidence[0].from")]
    [InlineData("clauses[1].evidence[0].months", "2", "clauses[1].evidence[0].months")]
    [InlineData("clauses[1].evidence[0].months", "37", "clauses[1].evidence[0].months")]
    [InlineData("clauses[1].evidence[0].freshMonths", "13", "clauses[1].evidence[0].freshMonths")]
    [InlineData("clauses[1].evidence[0].enough", "0", "clauses[1].evidence[0].enough")]
    [InlineData("clauses[2].evidence[0].named", "\"gossip\"", "clauses[2].evidence[0].named")]
    [InlineData("clauses[2].evidence[0].kinds", "[\"repair\"]", "clauses[2].evidence[0].kinds[0]")]
    [InlineData("levels[1].from", "70", "levels[1].from")]
    [InlineData("levels[1].id", "\"a\"", "levels[1].id")]
    [InlineData("stages[0].days.to", "0", "stages[0].days.to")]
    [InlineData("stages[0].waitsFor", "\"h\"", "stages[0].waitsFor")]
    [InlineData("stages[0].costs[0]", "\"bribe\"", "stages[0].costs[0]")]
    [InlineData("gates[0].measure", "\"mood\"", "gates[0].measure")]
    [InlineData("scoring", """{ "combination": "best" }""", "scoring.combination")]
    [InlineData("clauses", "[]", "clauses")]
    [InlineData("id", "\"a/b\"", "id")]
    public void a_wrong_scheme_is_refused_with_the_path_of_the_error(string at, string value, string path) =>
        Assert.Contains(path, Read(With(at, value)).Errors.Keys);

    [Fact]
    public void a_member_given_twice_is_refused() =>
        Assert.Contains("id", Read(Small.Replace("\"id\": \"s\"", "\"id\": \"s\", \"id\": \"t\"")).Errors.Keys);

    [Fact]
    public void what_the_product_brings_is_sound_and_says_how_sure_each_number_is()
    {
        Assert.Equal(["gbt27922-2011", "completeness", "two-stage-service"], ShippedSchemes.All.Select(s => s.Id));
        var standard = ShippedSchemes.Find("gbt27922-2011")!;
        Assert.Equal((40m, 35m, 25m, 5m), (standard.Clause("5.1")!.Points, standard.Clause("5.2")!.Points, standard.Clause("5.3")!.Points, standard.Clause("5.1.2.2")!.Points));
        Assert.Equal(4, standard.Clauses.Count(c => c.Points is not null));
        Assert.Equal(42, standard.Leaves().Length);
        Assert.Equal([70, 80, 90, 95], standard.Levels.Select(l => l.From));
        Assert.Equal(Enumerable.Range(1, 11), standard.Papers.Select(p => p.Number));
        Assert.All(ShippedSchemes.All.SelectMany(s => s.Clauses), c => Assert.False(c.Confirmed));
        Assert.All(ShippedSchemes.All.SelectMany(s => s.Leaves()), c => Assert.NotEmpty(c.Evidence));
        var dimensions = ShippedSchemes.Find("completeness")!;
        Assert.Equal((6, 0), (dimensions.Clauses.Length, dimensions.Levels.Length));
        Assert.Equal("perceived-quality", ShippedSchemes.Find("two-stage-service")!.Stages[^1].WaitsFor);
    }

    private static (Scheme? Scheme, Dictionary<string, string[]> Errors) Read(string json)
    {
        var (scheme, errors) = SchemeReader.Read(JsonDocument.Parse(json).RootElement, EvidenceNames.Shipped);
        return (scheme, errors.ToDictionary());
    }

    /// <summary>The small scheme with one value put in another's place.</summary>
    private static string With(string at, string value)
    {
        var root = JsonNode.Parse(Small)!;
        var steps = at.Replace("[", ".[").Split('.');
        var node = root;
        foreach (var step in steps[..^1]) node = step[0] == '[' ? node![int.Parse(step.Trim('[', ']'))] : node![step];
        if (steps[^1][0] == '[') node![int.Parse(steps[^1].Trim('[', ']'))] = JsonNode.Parse(value);
        else node![steps[^1]] = JsonNode.Parse(value);
        return root.ToJsonString();
    }
}
