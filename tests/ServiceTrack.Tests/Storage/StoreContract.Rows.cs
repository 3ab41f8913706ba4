using System.Collections.Immutable;
using System.Text;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Tests.Storage;

public abstract partial class StoreContract
{
    [Fact]
    public async Task a_company_put_row_by_row_elsewhere_is_the_same_there()
    {
        await Fill();
        var there = Store.For(new TenantId("there"));
        foreach (var blob in await Ours.Rows.Blobs(null, 10, None)) await Staged(there, blob.Bytes == 5 ? "photo" : "shared content");
        await there.Rows.Put(await AllOf(Ours), None);
        await there.Rows.Put(await AllOf(Ours), None);

        Assert.Equal(Comparable(await AllOf(Ours)), Comparable(await AllOf(there)));
        Assert.Equal(["t2"], (await All(there, new() { OrderBy = "received", Descending = true, Search = "漏水" })).Ids);
        Assert.Equal("kept", await there.Claimed("external", "e9", None));
        // What it is worth: the next event goes on where the last one stood, and no claim or file can be had twice.
        var next = await Done(there, New() with { Append = Append("activity/a1", 2, "Resolved") });
        Assert.Equal(3, next.Position);
        Assert.IsType<CommitResult.Taken>(await there.Commit(New() with { Claims = [new("external", "e9", "again")] }, None));
        await Done(there, New() with { DropBlobs = [Sha256("photo")] });
        Assert.Equal("photo", await Content(there, "photo"));
        await Done(there, New() with { DropBlobs = [Sha256("photo")] });
        Assert.Equal("-", await Content(there, "photo"));
    }

    [Fact]
    public async Task rows_are_read_a_page_at_a_time_in_order_and_only_our_own()
    {
        await Fill();
        Assert.Equal(["t1", "t2", "t3"], await Paged<string, KeptDocument>((after, n) => Ours.Rows.Documents(Tickets, after, n, None), d => d.Id, d => d.Id));
        Assert.Equal(["external/e1", "external/e9", "once/e1"], await Paged<(string, string)?, Claim>((after, n) => Ours.Rows.Claims(after, n, None), c => (c.Scope, c.Key), c => $"{c.Scope}/{c.Key}"));
        Assert.Equal(["packs/p1", "sla/a1", "sla/a2"], await Paged<(string, string)?, WorkItem>((after, n) => Ours.Rows.Work(after, n, None), w => (w.Queue, w.Key), w => $"{w.Queue}/{w.Key}"));
        Assert.Equal(2, (await Paged<string, KeptBlob>((after, n) => Ours.Rows.Blobs(after, n, None), b => b.Sha256, b => b.Sha256)).Count);
        Assert.Equal([2, 1], (await Ours.Rows.Blobs(null, 10, None)).OrderByDescending(b => b.References).Select(b => b.References));
    }

    [Fact]
    public async Task events_that_leave_a_gap_and_files_nobody_staged_are_refused_whole()
    {
        await Fill();
        var there = Store.For(new TenantId("there"));
        var all = await AllOf(Ours);
        await Assert.ThrowsAnyAsync<Exception>(() => there.Rows.Put(new() { Documents = all.Documents, Events = [.. all.Events.Skip(1)] }, None));
        await Assert.ThrowsAnyAsync<Exception>(() => there.Rows.Put(new() { Documents = all.Documents, Blobs = all.Blobs }, None));
        Assert.Empty(await there.Rows.Documents(Tickets, null, 10, None));
        Assert.Equal(0, await there.End(None));
    }

    private async Task Fill()
    {
        var photo = await Staged(Ours, "photo");
        await Done(Ours, New() with
        {
            Append = new("activity/a1", 0, [Event("Received", new PersonalValue("customer.phone", new("AAECAwQFBgcICQoLDA0ODw"), "\"13812345678\"", new("EBESExQVFhcYGRobHB0eHw"), "\"138****5678\""))]),
            Claims = [new("external", "e9", "kept"), new("external", "e1", "ours"), new("once", "e1", "x", Start.AddDays(7))],
            Work = [new("sla", "a2", Start.AddHours(2), "2"), new("sla", "a1", Start.AddHours(1), "1"), new("packs", "p1", Start, "{}")],
            KeepBlobs = [photo, await Staged(Ours, "shared content")],
        });
        Clock.Pass(TimeSpan.FromMinutes(1));
        await Done(Ours, New() with { Append = Append("activity/a1", 1, "Responded"), KeepBlobs = [photo] });
        await Done(Ours, New() with { Append = Append("activity/a2", 0, "Received") });
        await Put(new("t1", "open", "north", 1, null, "空调不制冷"), new("t2", "open", null, 2, 5, "洗衣机漏水"), new("t3", null, "south", null, 1, "x"));
        await Put(new Ticket("t2", "done", null, 3, 5, "洗衣机漏水 again"));
    }

    private static async Task<TenantRows> AllOf(ITenantStore store) => new()
    {
        Events = [.. await store.Feed(0, 100, None)],
        Documents = [.. await store.Rows.Documents(Tickets, null, 100, None)],
        Claims = [.. await store.Rows.Claims(null, 100, None)],
        Work = [.. await store.Rows.Work(null, 100, None)],
        Blobs = [.. await store.Rows.Blobs(null, 100, None)],
    };

    private static string Comparable(TenantRows rows) => string.Join('\n',
    [
        .. rows.Events.Select(e => $"{e.Position} {e.Stream} {e.Version} {e.RecordedAt:O} {Encoding.UTF8.GetString(e.Leaf.Span)} {string.Join(',', e.Personal)}"),
        .. rows.Documents.Select(d => $"{d.Id} {d.Version} {Encoding.UTF8.GetString(d.Json.Span)}"),
        .. rows.Claims.Select(c => $"{c}"), .. rows.Work.Select(w => $"{w}"), .. rows.Blobs.Select(b => $"{b}"),
    ]);

    private static async Task<List<string>> Paged<TKey, TRow>(Func<TKey?, int, Task<IReadOnlyList<TRow>>> read, Func<TRow, TKey> key, Func<TRow, string> name)
    {
        List<string> names = [];
        TKey? after = default;
        while (await read(after, 2) is { Count: > 0 } page)
        {
            Assert.True(page.Count <= 2);
            names.AddRange(page.Select(name));
            after = key(page[^1]);
        }
        return names;
    }
}
