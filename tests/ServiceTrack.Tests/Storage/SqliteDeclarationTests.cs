using System.Collections.Immutable;
using ServiceTrack.Storage;
using ServiceTrack.Storage.Sqlite;
using ServiceTrack.Tenants;

namespace ServiceTrack.Tests.Storage;

/// <summary>A newer program declares other fields, indexes or texts for the documents that an older one wrote.</summary>
public sealed class SqliteDeclarationTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);
    private static readonly Field<Note> Number = Field<Note>.Number("number", n => n.Number);
    private static readonly Field<Note> Colour = Field<Note>.Text("colour", n => n.Colour);

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task a_new_field_and_its_index_cover_the_documents_that_are_there()
    {
        await Written(Declared([Number], [new("number")]));

        await using var store = await Open();
        var newer = Declared([Colour, Number], [new("colour", "number")]);
        var query = new Query { OrderBy = "number", Where = Condition.Is("colour", "red") };
        Assert.Equal(["1", "3"], await Ids(store, newer, query));
        Assert.Equal(["2", "4"], await Ids(store, newer, query, "neighbour"));
        Assert.Equal(2, (await Ours(store).Find(newer, "3", None))?.Version);
    }

    [Fact]
    public async Task an_index_that_is_no_longer_declared_goes_and_a_new_one_comes()
    {
        await Written(Declared([Number, Colour], [new("number")]));

        await using var store = await Open();
        var newer = Declared([Number, Colour], [new("colour")]);
        Assert.Equal(["2", "0", "1", "3"], await Ids(store, newer, new Query { OrderBy = "colour" }));
        await Assert.ThrowsAsync<ArgumentException>(() => Ids(store, newer, new Query { OrderBy = "number" }));
    }

    [Fact]
    public async Task documents_become_searchable_and_stop_being_so()
    {
        var plain = Declared([Number], [new("number")]);
        var searched = plain with { Searchable = n => n.Colour, SearchOrder = "number" };
        var query = new Query { OrderBy = "number", Descending = true, Search = "re" };
        await Written(plain);

        await using (var store = await Open()) Assert.Equal(["3", "1"], await Ids(store, searched, query));
        await using (var store = await Open()) await Assert.ThrowsAsync<ArgumentException>(() => Ids(store, plain, query));
        await using (var store = await Open()) Assert.Equal(["3", "1"], await Ids(store, searched, query));
    }

    [Fact]
    public async Task two_declarations_of_one_name_in_one_program_are_a_bug()
    {
        await Written(Declared([Number], [new("number")]));

        await using var store = await Open();
        await Ours(store).Find(Declared([Number], [new("number")]), "1", None);
        await Ours(store).Find(Declared([Number], [new("number")]), "1", None);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Ours(store).Find(Declared([Colour], []), "1", None));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1st")]
    [InlineData("a b")]
    [InlineData("x\"; DROP TABLE events; --")]
    public async Task a_name_that_is_no_name_is_a_bug(string name)
    {
        await using var store = await Open();
        await Assert.ThrowsAsync<ArgumentException>(() => Ours(store).Find(new Collection<Note>(name, n => n.Id), "1", None));
        await Assert.ThrowsAsync<ArgumentException>(
            () => Ours(store).Find(Declared([Field<Note>.Text(name, n => n.Colour)], []), "1", None));
    }

    public void Dispose() => _folder.Dispose();

    private static Collection<Note> Declared(ImmutableArray<Field<Note>> fields, ImmutableArray<ServiceTrack.Storage.Index> indexes) =>
        new("notes", n => n.Id) { Fields = fields, Indexes = indexes };

    private Task<SqliteStore> Open() => SqliteStore.Open(new SqliteStoreOptions(_folder.Path), new HandClock(Start));

    private static ITenantStore Ours(SqliteStore store) => store.For(new TenantId("ours"));

    private async Task Written(Collection<Note> collection)
    {
        await using var store = await Open();
        for (var version = 1; version <= 2; version++)
        {
            await Put(store, "ours", collection, new("0", 0, "green"), new("1", 1, "red"), new("2", 2, null), new("3", 3, "red"));
            await Put(store, "neighbour", collection, new("0", 0, "green"), new("2", 1, "red"), new("4", 2, "red"));
        }
    }

    private static async Task Put(SqliteStore store, string tenant, Collection<Note> collection, params Note[] notes) =>
        Assert.IsType<CommitResult.Done>(await store.For(new TenantId(tenant)).Commit(
            new Commit { At = Start, Documents = [.. notes.Select(n => collection.Put(n))] }, None));

    private static async Task<List<string>> Ids(SqliteStore store, Collection<Note> collection, Query query, string tenant = "ours") =>
        [.. (await store.For(new TenantId(tenant)).Query(collection, query, None)).Items.Select(i => i.Value.Id)];

    private sealed record Note(string Id, long Number, string? Colour);
}
