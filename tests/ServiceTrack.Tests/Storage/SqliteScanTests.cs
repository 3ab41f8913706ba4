using ServiceTrack.Storage;
using ServiceTrack.Storage.Sqlite;
using ServiceTrack.Tenants;

namespace ServiceTrack.Tests.Storage;

/// <summary>Lists are read along an index, in its order, and one call looks at a bounded number of rows.</summary>
public sealed class SqliteScanTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);
    private static readonly Collection<Note> Notes = new("notes", n => n.Id)
    {
        Fields =
        [
            Field<Note>.Number("number", n => n.Number), Field<Note>.Text("colour", n => n.Colour), Field<Note>.Text("shape", n => n.Colour),
        ],
        Indexes = [new("number"), new("colour", "number"), new("colour", "shape", "number")],
        Searchable = n => n.Colour,
        SearchOrder = "number",
    };

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, bool, string> Lists => new()
    {
        { "always", false, "i_notes:number" }, { "always", true, "i_notes:number" },
        { "colour", false, "i_notes:colour,number" }, { "colours", true, "i_notes:colour,number" },
        { "both", true, "i_notes:colour,shape,number" }, { "range", false, "i_notes:number" }, { "either", true, "i_notes:number" },
    };

    [Theory, MemberData(nameof(Lists))]
    public async Task a_list_is_read_along_the_index_that_fits_best_and_never_sorted(string condition, bool descending, string index)
    {
        await using (var store = await Open()) await Put(store, 0, 10, "red");
        var where = condition switch
        {
            "always" => Condition.Always,
            "colour" => Condition.Is("colour", "red"),
            "colours" => Condition.Is("colour", "red", "blue", null),
            "both" => Condition.Both(Condition.Is("colour", "red", "blue"), Condition.Is("shape", "round", null)),
            "range" => Condition.Between("number", 2, 5),
            _ => Condition.Either(Condition.Is("colour", "red"), Condition.Is("shape", "round")),
        };
        using var database = new Connection(_folder.File("servicetrack.db"), null, mayWrite: false);
        var scan = new Scans(new CollectionTable(Notes), where, "number", descending).Best(database, 1);
        foreach (var after in (Place?[])[null, new(5L, "5"), new(null, "5")])
        foreach (var text in scan.Statements(1, after, 100))
        {
            var plan = Plan(database, text);
            Assert.Contains(plan, step => step.Contains(index, StringComparison.Ordinal));
            Assert.All(plan, step => Assert.DoesNotContain("TEMP B-TREE", step, StringComparison.Ordinal));
            Assert.All(plan, step => Assert.DoesNotContain("SCAN c_notes", step, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task of_two_indexes_that_fit_the_one_with_fewer_rows_is_read()
    {
        await using (var store = await Open())
        {
            await Put(store, 0, 50, "red");
            await Put(store, 50, 5, "blue");
        }
        var declared = Notes with { Indexes = [new("colour", "number"), new("shape", "number")] };
        await using (var store = await Open()) await Ours(store).Find(declared, "1", None);
        using var database = new Connection(_folder.File("servicetrack.db"), null, mayWrite: false);

        Assert.Equal(["shape", "number"], Read("red", "blue").Index.Fields);
        Assert.Equal(["colour", "number"], Read("blue", "red").Index.Fields);

        Scan Read(string colour, string shape) => new Scans(
            new CollectionTable(declared), Condition.Both(Condition.Is("colour", colour), Condition.Is("shape", shape)),
            "number", descending: true).Best(database, 1);
    }

    [Theory]
    [InlineData("colour", "i_notes:colour,number")]
    [InlineData("colour by shape", "i_notes:colour,shape,number")]
    [InlineData("range", "i_notes:number")]
    [InlineData("all by shape", "i_notes:colour,shape,number")]
    public async Task a_count_reads_an_index_only(string counted, string index)
    {
        await using (var store = await Open()) await Put(store, 0, 10, "red");
        using var database = new Connection(_folder.File("servicetrack.db"), null, mayWrite: false);
        var red = Condition.Is("colour", "red", null);

        var plan = Plan(database, counted switch
        {
            "colour" => Counts.Text(new CollectionTable(Notes), red, null),
            "colour by shape" => Counts.Text(new CollectionTable(Notes), red, "shape"),
            "range" => Counts.Text(new CollectionTable(Notes), Condition.Between("number", 2, 5), null),
            _ => Counts.Text(new CollectionTable(Notes), Condition.Always, "shape"),
        });

        Assert.Contains(plan, step => step.Contains($"COVERING INDEX {index}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task a_page_is_short_rather_than_looking_at_all_rows()
    {
        await using var store = await Open();
        await Put(store, 0, 100, "red");
        for (var from = 100; from < 45_100; from += 5_000) await Put(store, from, 5_000, "blue");

        foreach (var query in (Query[])
        [
            new() { OrderBy = "number", Descending = true, Where = Condition.Is("shape", "red"), Limit = 30 },
            new() { OrderBy = "number", Descending = true, Where = Condition.Is("shape", "red"), Limit = 30, Search = "e" },
            new() { OrderBy = "number", Descending = true, Where = Condition.Is("shape", "red"), Limit = 30, Search = "blue re" },
        ])
        {
            var (ids, sizes, next) = (new List<string>(), new List<int>(), query);
            do
            {
                var page = await Ours(store).Query(Notes, next, None);
                sizes.Add(page.Items.Count);
                ids.AddRange(page.Items.Select(i => i.Value.Id));
                next = next with { Cursor = page.Next };
            }
            while (next.Cursor is not null);

            if (query.Search == "blue re") Assert.Empty(ids);
            else if (query.Search is null) Assert.Equal(Enumerable.Range(0, 100).Reverse().Select(i => $"{i}"), ids);
            if (query.Search is null) Assert.Equal([0, 0, 30, 30, 30, 10], sizes);
        }
    }

    [Theory]
    [InlineData("up")]
    [InlineData("down")]
    [InlineData("shuffled")]
    [InlineData("equal")]
    public async Task a_search_finds_all_in_order_however_the_documents_arrived(string arrival)
    {
        var numbers = Enumerable.Range(0, 1_500).Select(i => (long)i).ToArray();
        if (arrival == "down") Array.Reverse(numbers);
        if (arrival == "shuffled") new Random(1).Shuffle(numbers);
        if (arrival == "equal") Array.Fill(numbers, 7);
        await using var store = await Open();
        for (var from = 0; from < numbers.Length; from += 100)
            await Write(store, [.. Enumerable.Range(from, 100).Select(i => Notes.Put(new($"{i:0000}", numbers[i], i % 3 == 0 ? "红色" : "蓝色")))]);
        await Write(store, [.. Enumerable.Range(0, 300).Select(i => Notes.Put(new($"{i:0000}", numbers[i] + (i % 2 * 5_000), i % 4 == 0 ? "" : "红色")))]);
        await Write(store, [.. Enumerable.Range(300, 100).Select(i => Notes.Remove($"{i:0000}"))]);

        var expected = Enumerable.Range(0, 1_500).Where(i => i < 300 ? i % 4 != 0 : i >= 400 && i % 3 == 0)
            .Select(i => (Number: i < 300 ? numbers[i] + (i % 2 * 5_000) : numbers[i], Id: $"{i:0000}"))
            .OrderByDescending(x => x.Number).ThenByDescending(x => x.Id, StringComparer.Ordinal).Select(x => x.Id);
        var (found, query) = (new List<string>(), new Query { OrderBy = "number", Descending = true, Search = "红色", Limit = 70 });
        do
        {
            var page = await Ours(store).Query(Notes, query, None);
            found.AddRange(page.Items.Select(i => i.Value.Id));
            query = query with { Cursor = page.Next };
        }
        while (query.Cursor is not null);
        Assert.Equal(expected, found);
    }

    public void Dispose() => _folder.Dispose();

    private Task<SqliteStore> Open() => SqliteStore.Open(new SqliteStoreOptions(_folder.Path), new HandClock(Start));

    private static ITenantStore Ours(SqliteStore store) => store.For(new TenantId("ours"));

    private static Task Put(SqliteStore store, int from, int count, string colour) =>
        Write(store, [.. Enumerable.Range(from, count).Select(i => Notes.Put(new($"{i}", i, colour)))]);

    private static async Task Write(SqliteStore store, DocumentWrite[] documents) => Assert.IsType<CommitResult.Done>(
        await Ours(store).Commit(new Commit { At = Start, Documents = [.. documents] }, None));

    private static List<string> Plan(Connection database, QueryText text)
    {
        using var steps = database.Use($"EXPLAIN QUERY PLAN {text.Sql}").BindAll(text.Values);
        var plan = new List<string>();
        while (steps.Step()) plan.Add(steps.String(3));
        return plan;
    }

    private sealed record Note(string Id, long Number, string Colour);
}
