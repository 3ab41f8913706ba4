using System.Text.Json.Nodes;
using ServiceTrack.Journal;

namespace ServiceTrack.Tests.Journal;

public sealed class CanonicalJsonTests
{
    [Theory]
    [InlineData("""{"b":1,"a":[true,false,null,"x"],"":{}}""", """{"":{},"a":[true,false,null,"x"],"b":1}""")]
    [InlineData("""{ "k" : -0 , "n" : 10.0, "e": 1e3 }""", """{"e":1000,"k":0,"n":10}""")]
    [InlineData(@"""\u0001\b\t\n\f\r\""\\\/\u20ac\u007f""", "\"\\u0001\\b\\t\\n\\f\\r\\\"\\\\/\u20ac\u007f\"")]
    [InlineData("9007199254740992", "9007199254740992")]
    [InlineData("-9007199254740992", "-9007199254740992")]
    public void writes_what_RFC_8785_writes(string given, string canonical) =>
        Assert.Equal(canonical, CanonicalJson.Text(JsonNode.Parse(given)));

    [Fact]
    public void names_are_ordered_by_utf16_code_units()
    {
        // The order of RFC 8785 §3.2.3: a smiley is two surrogates and comes before U+FB33.
        var given = new JsonObject { ["\u20ac"] = 1, ["\r"] = 2, ["\ufb33"] = 3, ["1"] = 4, ["\ud83d\ude00"] = 5, ["\u0080"] = 6, ["\u00f6"] = 7 };
        Assert.Equal("{\"\\r\":2,\"1\":4,\"\u0080\":6,\"\u00f6\":7,\"\u20ac\":1,\"\ud83d\ude00\":5,\"\ufb33\":3}", CanonicalJson.Text(given));
    }

    [Theory]
    [InlineData("0.5", "fraction")]
    [InlineData("1e-40", "fraction")]
    [InlineData("0.99999999999999999999", "fraction")]
    [InlineData("9007199254740993", "2^53")]
    [InlineData("-9007199254740993", "2^53")]
    [InlineData("1e300", "2^53")]
    [InlineData(@"""a\ud83d""", "surrogate")]
    [InlineData(@"{""\ude00"":1}", "surrogate")]
    public void refuses_what_readers_could_disagree_on(string given, string why)
    {
        var refused = Assert.Throws<NotCanonicalException>(() => CanonicalJson.Text(JsonNode.Parse(given)));
        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void values_that_are_not_parsed_are_written_like_parsed_ones()
    {
        var made = new JsonObject { ["n"] = 7L, ["d"] = 2.0, ["s"] = "售后", ["t"] = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), ["c"] = 'x' };
        Assert.Equal("""{"c":"x","d":2,"n":7,"s":"售后","t":"2026-01-02T03:04:05+00:00"}""", CanonicalJson.Text(made));
        Assert.Throws<NotCanonicalException>(() => CanonicalJson.Text(JsonValue.Create("\ud800")));
    }
}
