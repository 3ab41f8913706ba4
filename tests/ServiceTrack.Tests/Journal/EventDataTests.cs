using System.Collections.Immutable;
using System.Text.Json;
using ServiceTrack.Journal;
using ServiceTrack.Storage;

namespace ServiceTrack.Tests.Journal;

public sealed class EventDataTests
{
    private sealed record Person([property: Personal(Mask.Name)] string? Name, [property: Personal(Mask.Number)] string? Phone, string? Region);

    private sealed record Item(string Model, [property: Personal(Mask.Number)] string SerialNo);

    private enum Tone { Calm, VeryAngry }

    private sealed record Received(
        string Kind,
        Tone Tone,
        [property: Personal(Mask.Text)] string Text,
        Person? Customer,
        IReadOnlyList<Item> Items,
        [property: Personal(Mask.Text)] IReadOnlyDictionary<string, string> Answers,
        [property: Personal(Mask.Name)] IReadOnlyList<string> Witnesses,
        IReadOnlyDictionary<string, Person> Contacts,
        [property: Personal(Mask.Text)] Item? Signature = null);

    private static readonly Received Whole = new(
        "complaint", Tone.VeryAngry, "插座冒烟", new("王小明", "13812345678", "华东"),
        [new("X1", "SN0001"), new("X2", "SN0002")],
        new Dictionary<string, string> { ["shop.name"] = "一店", ["note"] = "急" },
        ["李四", "赵五"],
        new Dictionary<string, Person> { ["night"] = new("周六", null, null) },
        new Item("pad", "9"));

    [Fact]
    public void personal_values_leave_the_public_part_under_their_paths()
    {
        var (data, personal) = EventData.Split(Whole);
        Assert.Equal(
            """{"answers":{},"contacts":{"night":{}},"customer":{"region":"华东"},"items":[{"model":"X1"},{"model":"X2"}],"kind":"complaint","tone":"veryAngry","witnesses":[null,null]}""",
            CanonicalJson.Text(data));
        Assert.Equal(
            ["text", "customer.name", "customer.phone", "items.0.serialNo", "items.1.serialNo", "answers.shop.name", "answers.note", "witnesses.0", "witnesses.1", "contacts.night.name", "signature"],
            personal.Select(p => p.Path));
        Assert.Equal("\"138****5678\"", personal.Single(p => p.Path == "customer.phone").Masked);
        Assert.Equal("\"\"", personal.Single(p => p.Path == "signature").Masked);
    }

    [Fact]
    public void an_event_comes_back_as_it_was()
    {
        var (data, personal) = EventData.Split(Whole);
        Assert.Equal(Json(Whole), Json(EventData.Join(typeof(Received), data, personal)));
    }

    [Fact]
    public void what_is_null_is_in_neither_part_and_comes_back_null()
    {
        var bare = Whole with { Customer = null, Items = [], Answers = ImmutableDictionary<string, string>.Empty, Witnesses = [], Signature = null };
        var (data, personal) = EventData.Split(bare);
        Assert.DoesNotContain("customer", data.Select(m => m.Key));
        Assert.Equal(Json(bare), Json(EventData.Join(typeof(Received), data, personal)));
    }

    [Fact]
    public void an_erased_value_comes_back_empty_and_the_rest_stays()
    {
        var (data, personal) = EventData.Split(Whole);
        var erased = (Received)EventData.Join(typeof(Received), data, [.. personal.Select(p => p with { Full = null, Masked = null })]);
        Assert.Equal("", erased.Text);
        Assert.Equal(new Person(null, null, "华东"), erased.Customer);
        Assert.Equal([new("X1", ""), new("X2", "")], erased.Items);
        Assert.Equal("", erased.Answers["shop.name"]);
        Assert.Null(erased.Signature);
    }

    private static string Json(object evt) => JsonSerializer.Serialize(evt, StoredJson.Options);
}
