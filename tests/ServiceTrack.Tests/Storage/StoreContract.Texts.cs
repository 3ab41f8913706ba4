using ServiceTrack.Storage;

namespace ServiceTrack.Tests.Storage;

public abstract partial class StoreContract
{
    [Theory]
    [InlineData("a\0b")]
    [InlineData("'; DROP TABLE tenants; --")]
    [InlineData("$where {\"a\":1} .dotted %_\\ \"quoted\"")]
    [InlineData("𠮷 👩‍🔧 \uFFFD \u202E")]
    [InlineData("\r\n\t ")]
    public async Task odd_texts_are_kept_as_they_are_everywhere(string text)
    {
        await Done(Ours, New() with
        {
            Documents = [Tickets.Put(new Ticket(text, text, text, 1, 1, text)), Tickets.Put(Plain("other"))],
            Claims = [new(text, text, text)],
            Append = Append($"activity/{text}", 0, "Received"),
            Work = [new(text, text, Start, text)],
        });

        Assert.Equal(new Ticket(text, text, text, 1, 1, text), (await Ours.Find(Tickets, text, None))?.Value);
        Assert.Equal([text], await Ids(Condition.Is("status", text)));
        Assert.Equal(1, (await Ours.Count(Tickets, Condition.Is("status", text), "outlet", None))[text]);
        Assert.Equal(text, await Ours.Claimed(text, text, None));
        Assert.Null(await Ours.Claimed(text, text + "x", None));
        Assert.Equal($"activity/{text}", Assert.Single(await Ours.Stream($"activity/{text}", None)).Stream);
        Assert.Equal(new WorkItem(text, text, Start, text), Assert.Single(await Due(text, Start)).Item);
    }

    public static TheoryData<string> Places => ["id", "field", "body", "claim", "stream", "data", "work"];

    [Theory, MemberData(nameof(Places))]
    public async Task half_of_a_surrogate_pair_is_refused_not_changed(string place)
    {
        const string half = "x\ud842y";
        var commit = place switch
        {
            "id" => New() with { Documents = [Tickets.Put(Plain(half))] },
            "field" => New() with { Documents = [Tickets.Put(Plain("t01") with { Status = half })] },
            "body" => New() with { Documents = [Tickets.Put(Plain("t01") with { Text = half })] },
            "claim" => New() with { Claims = [new("external", half, "x")] },
            "stream" => New() with { Append = Append(half, 0, "Received") },
            "data" => New() with { Append = new("activity/a1", 0, [Event("Received") with { By = half }]) },
            _ => New() with { Work = [new("mail", half, Start, "x")] },
        };
        var before = await Everything(Ours);

        await Assert.ThrowsAnyAsync<Exception>(() => Ours.Commit(commit with { Claims = [.. commit.Claims, new("external", "e1", "x")] }, None));

        Assert.Equal(before, await Everything(Ours));
    }
}
