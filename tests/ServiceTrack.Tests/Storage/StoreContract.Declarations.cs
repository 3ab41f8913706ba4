using System.Collections.Immutable;
using ServiceTrack.Storage;
using Index = ServiceTrack.Storage.Index;

namespace ServiceTrack.Tests.Storage;

/// <summary>A newer program declares other fields, indexes or texts for the documents that an older one wrote.</summary>
public abstract partial class StoreContract
{
    private static readonly Field<Note> Number = Field<Note>.Number("number", n => n.Number);
    private static readonly Field<Note> Colour = Field<Note>.Text("colour", n => n.Colour);

    [Fact]
    public async Task a_new_field_and_its_index_cover_the_documents_that_are_there()
    {
        await Written(Declared([Number], [new("number")]));

        await Reopen();
        var newer = Declared([Colour, Number], [new("colour", "number")]);
        var query = new Query { OrderBy = "number", Where = Condition.Is("colour", "red") };
        Assert.Equal(["1", "3"], await Ids(Ours, newer, query));
        Assert.Equal(["2", "4"], await Ids(Store.For(new("third")), newer, query));
        Assert.Equal(2, (await Ours.Find(newer, "3", None))?.Version);
    }

    [Fact]
    public async Task an_order_is_given_by_the_indexes_that_are_declared_now()
    {
        await Written(Declared([Number, Colour], [new("number")]));

        await Reopen();
        var newer = Declared([Number, Colour], [new("colour")]);
        Assert.Equal(["2", "0", "1", "3"], await Ids(Ours, newer, new Query { OrderBy = "colour" }));
        await Assert.ThrowsAsync<ArgumentException>(() => Ids(Ours, newer, new Query { OrderBy = "number" }));
    }

    [Fact]
    public async Task documents_become_searchable_and_stop_being_so()
    {
        var plain = Declared([Number], [new("number")]);
        var searched = plain with { Searchable = n => n.Colour, SearchOrder = "number" };
        var query = new Query { OrderBy = "number", Descending = true, Search = "re" };
        await Written(plain);

        await Reopen();
        Assert.Equal(["3", "1"], await Ids(Ours, searched, query));
        await Reopen();
        await Assert.ThrowsAsync<ArgumentException>(() => Ids(Ours, plain, query));
        await Reopen();
        Assert.Equal(["3", "1"], await Ids(Ours, searched, query));
    }

    [Fact]
    public async Task two_declarations_of_one_name_in_one_program_are_a_bug()
    {
        await Written(Declared([Number], [new("number")]));

        await Reopen();
        await Ours.Find(Declared([Number], [new("number")]), "1", None);
        await Ours.Find(Declared([Number], [new("number")]), "1", None);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Ours.Find(Declared([Colour], []), "1", None));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1st")]
    [InlineData("a b")]
    [InlineData("x\"; DROP TABLE events; --")]
    public async Task a_name_that_is_no_name_is_a_bug(string name)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Ours.Find(new Collection<Note>(name, n => n.Id), "1", None));
        await Assert.ThrowsAsync<ArgumentException>(() => Ours.Find(Declared([Field<Note>.Text(name, n => n.Colour)], []), "1", None));
    }

    private static Collection<Note> Declared(ImmutableArray<Field<Note>> fields, ImmutableArray<Index> indexes) =>
        new("notes", n => n.Id) { Fields = fields, Indexes = indexes };

    private async Task Reopen()
    {
        await Store.DisposeAsync();
        _store = await Open(Clock);
    }

    private async Task Written(Collection<Note> notes)
    {
        for (var version = 1; version <= 2; version++)
        {
            await Put(Ours, new("0", 0, "green"), new("1", 1, "red"), new("2", 2, null), new("3", 3, "red"));
            await Put(Store.For(new("third")), new("0", 0, "green"), new("2", 1, "red"), new("4", 2, "red"));
        }

        Task Put(ITenantStore store, params Note[] written) => Done(store, New() with { Documents = [.. written.Select(n => notes.Put(n))] });
    }

    private static async Task<List<string>> Ids(ITenantStore store, Collection<Note> notes, Query query) =>
        [.. (await store.Query(notes, query, None)).Items.Select(i => i.Value.Id)];

    public sealed record Note(string Id, long Number, string? Colour);
}
