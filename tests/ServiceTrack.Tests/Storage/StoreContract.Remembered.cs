using ServiceTrack.Storage;

namespace ServiceTrack.Tests.Storage;

public abstract partial class StoreContract
{
    protected static readonly Collection<Ticket> Signs = new("signs", t => t.Id) { Remembered = true };

    [Fact]
    public async Task a_remembered_document_is_read_as_it_was_last_written()
    {
        foreach (var text in (string[])["one", "two", "three"])
        {
            await Done(Ours, New() with { Documents = [Signs.Put(new("s1", "open", null, 1, null, text))] });
            Assert.Equal(text, (await Ours.Find(Signs, "s1", None))!.Value.Text);
            Assert.Equal(text, (await Ours.Find(Signs, "s1", None))!.Value.Text);
        }
    }

    [Fact]
    public async Task a_remembered_document_is_not_a_neighbours_of_the_same_id_and_version()
    {
        var third = Store.For(new("third"));
        await Done(Ours, New() with { Documents = [Signs.Put(new("s1", "open", null, 1, null, "ours"))] });
        await Done(third, New() with { Documents = [Signs.Put(new("s1", "open", null, 1, null, "the third's"))] });
        Assert.Equal("ours", (await Ours.Find(Signs, "s1", None))!.Value.Text);
        Assert.Equal("the third's", (await third.Find(Signs, "s1", None))!.Value.Text);
        Assert.Null(await Neighbour.Find(Signs, "s1", None));
    }

    [Fact]
    public void a_remembered_document_is_never_removed() => Assert.Throws<InvalidOperationException>(() => Signs.Remove("s1"));
}
