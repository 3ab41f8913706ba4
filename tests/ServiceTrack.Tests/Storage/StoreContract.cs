using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Tests.Storage;

/// <summary>
/// What the storage port promises, for every engine. A neighbour with the same ids, keys, streams and files is always
/// there; at the end of each test it must stand exactly as before.
/// </summary>
public abstract partial class StoreContract : IAsyncLifetime
{
    protected static readonly CancellationToken None = CancellationToken.None;
    protected static readonly DateTimeOffset Start = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);

    protected static readonly Collection<Ticket> Tickets = new("tickets", t => t.Id)
    {
        Fields =
        [
            Field<Ticket>.Text("status", t => t.Status), Field<Ticket>.Text("outlet", t => t.Outlet),
            Field<Ticket>.Number("received", t => t.Received), Field<Ticket>.Number("due", t => t.Due),
            Field<Ticket>.Text("name", t => t.Text),
        ],
        Indexes =
        [
            new("received"), new("status", "received"), new("outlet", "status", "received"), new("due"), new("name"),
        ],
        Searchable = t => t.Text,
        SearchOrder = "received",
    };

    private IStore? _store;
    private string _neighbourBefore = "";

    protected HandClock Clock { get; } = new(Start);
    protected IStore Store => _store ?? throw new InvalidOperationException("The store is not open.");
    protected ITenantStore Ours => Store.For(new TenantId("ours"));
    protected ITenantStore Neighbour => Store.For(new TenantId("neighbour"));

    protected abstract Task<IStore> Open(TimeProvider clock);

    public async ValueTask InitializeAsync()
    {
        _store = await Open(Clock);
        var blob = await Staged(Neighbour, "shared content");
        await Done(Neighbour, New() with
        {
            Append = Append("activity/a1", 0, "Received", "Responded"),
            Documents = [.. Enumerable.Range(1, 12).Select(i => Tickets.Put(new($"t{i:00}", "open", "north", i, i, "空调不制冷 hotline")))],
            Claims = [new("external", "e1", "the neighbour's")],
            Work = [new("sla", "a1", Start, "the neighbour's")],
            KeepBlobs = [blob],
        });
        _neighbourBefore = await Everything(Neighbour);
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        try
        {
            Assert.Equal(_neighbourBefore, await Everything(Neighbour));
        }
        finally
        {
            await Store.DisposeAsync();
        }
    }

    protected Commit New() => new() { At = Clock.Now };

    protected static StreamAppend Append(string stream, long expected, params string[] types) =>
        new(stream, expected, [.. types.Select(t => Event(t))]);

    protected static NewEvent Event(string type, params ImmutableArray<PersonalValue> personal) =>
        new(type, Start, "person/p1", new JsonObject { ["channel"] = "hotline", ["count"] = 3 }, personal);

    protected static async Task<CommitResult.Done> Done(IDocuments documents, Commit commit) =>
        Assert.IsType<CommitResult.Done>(await documents.Commit(commit, None));

    protected async Task Put(params Ticket[] tickets) =>
        await Done(Ours, New() with { Documents = [.. tickets.Select(t => Tickets.Put(t))] });

    protected static Task<StagedBlob> Staged(ITenantStore store, string content) =>
        store.Blobs.Stage(new MemoryStream(Encoding.UTF8.GetBytes(content)), 1 << 20, None);

    /// <summary>The ids of all pages, and how many pages there were.</summary>
    protected static async Task<(List<string> Ids, int Pages)> All(IDocuments store, Query query)
    {
        var (ids, pages) = (new List<string>(), 0);
        do
        {
            var page = await store.Query(Tickets, query, None);
            Assert.True(page.Items.Count <= query.Limit);
            ids.AddRange(page.Items.Select(i => i.Value.Id));
            query = query with { Cursor = page.Next };
            Assert.True(++pages < 1_000, "The pages do not end.");
        }
        while (query.Cursor is not null);
        return (ids, pages);
    }

    protected async Task<List<string>> Ids(Condition where, string orderBy = "received") =>
        (await All(Ours, new Query { OrderBy = orderBy, Where = where })).Ids;

    /// <summary>All that can be read of a tenant, as text.</summary>
    protected async Task<string> Everything(ITenantStore store)
    {
        var text = new StringBuilder();
        foreach (var orderBy in (string[])["received", "due"])
            for (string? cursor = null, first = ""; first is not null; first = cursor)
            {
                var page = await store.Query(Tickets, new Query { OrderBy = orderBy, Cursor = cursor, Limit = 500 }, None);
                foreach (var item in page.Items) text.AppendLine($"{item}");
                cursor = page.Next;
            }
        foreach (var e in await store.Feed(0, 10_000, None))
            text.AppendLine($"{e.Position} {e.Stream} {Encoding.UTF8.GetString(e.Leaf.Span)} {string.Join(',', e.Personal)}");
        text.AppendLine($"{await store.End(None)} {await store.Claimed("external", "e1", None)}");
        for (var partition = 0; partition < IWork.Partitions; partition++)
            foreach (var due in await Store.Work.Due(partition, "sla", Start.AddYears(10), 1_000, None))
                if (due.Tenant == store.Tenant) text.AppendLine($"{due}");
        text.AppendLine(await Content(store, "shared content"));
        return text.ToString();
    }

    /// <summary>The content of a kept file by its content, or "-".</summary>
    protected static async Task<string> Content(ITenantStore store, string content)
    {
        await using var kept = await store.Blobs.Open(Sha256(content), None);
        return kept is null ? "-" : await new StreamReader(kept).ReadToEndAsync(None);
    }

    protected static string Sha256(string content) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(content)));

    public sealed record Ticket(string Id, string? Status, string? Outlet, long? Received, long? Due, string Text);
}
