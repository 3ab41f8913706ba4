using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using ServiceTrack.Evidence;
using ServiceTrack.Journal;
using ServiceTrack.Tests.Evidence;

namespace ServiceTrack.Tests.Verify;

/// <summary>The adversary is the Company: whatever it alters, it makes every checksum and signature fit again with the real Key.</summary>
public sealed class ResignedPackTests : FinishedPackTest
{
    [Fact]
    public async Task signing_again_without_altering_anything_is_no_fault() =>
        Assert.Null((await Altered(_ => { })).Fault);

    [Fact]
    public async Task one_cell_of_a_workbook_is_caught() =>
        await Caught("data/ledgers/repair.xlsx", p => p["data/ledgers/repair.xlsx"] = WithCell(p["data/ledgers/repair.xlsx"], "事后补记 later", "当时记录 at the time"));

    [Fact]
    public async Task one_row_of_a_ledger_is_caught() =>
        await Caught("data/ledgers/repair.csv", p => p.Alter("data/ledgers/repair.csv", t => t.Replace("2026-11-20 12:00:00", "2026-11-05 12:00:00", StringComparison.Ordinal)));

    [Fact]
    public async Task one_figure_of_the_first_page_is_caught() =>
        await Caught(PackFiles.Index, p => p.Alter(PackFiles.Index, t => t.Replace("1 (33.3%)", "3 (100.0%)", StringComparison.Ordinal)));

    [Fact]
    public async Task a_figure_is_caught() =>
        await Caught(PackFiles.Figures, p => p.Alter(PackFiles.Figures, t => t.Replace("\"cancelled\":1", "\"cancelled\":0", StringComparison.Ordinal)));

    [Fact]
    public async Task a_leaf_is_caught() =>
        await Caught(PackFiles.Leaves, p => AlterLeaf(p, l => l.Replace("parts", "other", StringComparison.Ordinal)));

    [Fact]
    public async Task a_value_that_was_not_recorded_is_caught_at_its_position() =>
        await Caught($"{PackFiles.Leaves}, position 1", p => p.Alter(PackFiles.Leaves, t => t.Replace("138****5678", "139****5678", StringComparison.Ordinal)));

    [Fact]
    public async Task the_first_record_of_the_window_cannot_be_left_out() => await Caught(PackFiles.Range, p =>
    {
        WithoutLines(p, 0, 1);
        p.Alter(PackFiles.Range, t => t.Replace("\"first\":1", "\"first\":3", StringComparison.Ordinal));
    });

    [Fact]
    public async Task the_first_record_cannot_be_left_out_with_honest_hashes_either()
    {
        var tree = await JournalTree.Open(Company.Store, CancellationToken.None);
        var pushed = await tree.Left(2, CancellationToken.None);
        var proof = await tree.Inclusion(1, tree.Size, CancellationToken.None);
        var leaf = (await Company.Store.Feed(1, 1, CancellationToken.None))[0];
        var before = new JsonObject { ["position"] = 1, ["leaf"] = Convert.ToBase64String(leaf.Leaf.Span), ["proof"] = new JsonArray([.. proof!.Hashes.Select(h => JsonValue.Create(h))]) };
        await Caught(PackFiles.Before, p =>
        {
            WithoutLines(p, 0, 1);
            p[PackFiles.Range] = CanonicalJson.Bytes(new JsonObject { ["first"] = 2, ["size"] = 18, ["left"] = new JsonArray([.. pushed.Select(h => JsonValue.Create(h))]) });
            p[PackFiles.Before] = CanonicalJson.Bytes(before);
        });
    }

    [Fact]
    public async Task a_record_within_the_window_cannot_be_left_out() =>
        await Caught($"{PackFiles.Leaves}, position 8", p => WithoutLines(p, 7, 1));

    [Fact]
    public async Task a_record_left_out_and_the_rest_moved_up_is_caught() => await Caught(PackFiles.Leaves, p =>
    {
        WithoutLines(p, 6, 1);
        p.Alter(PackFiles.Leaves, t => string.Concat(t.Split('\n').SkipLast(1).Select((l, i) => l.Replace(l[..l.IndexOf(',', StringComparison.Ordinal)], $"{{\"position\":{i + 1}", StringComparison.Ordinal) + "\n")));
    });

    [Fact]
    public async Task the_last_record_cannot_be_left_out() =>
        await Caught(PackFiles.Leaves, p => WithoutLines(p, 16, 1));

    [Fact]
    public async Task a_shorter_journal_does_not_fit_the_checkpoint() => await Caught(PackFiles.Range, p =>
    {
        WithoutLines(p, 16, 1);
        p.Alter(PackFiles.Range, t => t.Replace("\"size\":18", "\"size\":17", StringComparison.Ordinal));
    });

    [Fact]
    public async Task a_ledger_cannot_be_taken_away() =>
        await Caught("data/ledgers/complaint.csv", p => p.Files.RemoveAll(f => f.Name == "data/ledgers/complaint.csv"));

    [Fact]
    public async Task nothing_can_be_added_that_the_journal_does_not_give() =>
        await Caught("data/award.html", p => p.Files.Insert(0, ("data/award.html", "<h1>★★★★★</h1>"u8.ToArray())));

    [Fact]
    public async Task another_window_gives_other_ledgers() =>
        await Caught("data/ledgers/complaint.xlsx", p => p.Alter(PackFiles.Parameters, t => t.Replace("2026-11-30T16:00:00", "2026-11-05T16:00:00", StringComparison.Ordinal)));

    [Fact]
    public async Task another_company_name_gives_other_pages() =>
        await Caught("data/ledgers/complaint.xlsx", p => p.Alter(PackFiles.Parameters, t => t.Replace("示例电器", "别家电器", StringComparison.Ordinal)));

    [Fact]
    public async Task the_bag_cannot_say_who_else_made_it() =>
        await Caught("bag-info.txt", p => p.Alter("bag-info.txt", t => t.Replace("示例电器", "别家电器", StringComparison.Ordinal)));

    private async Task Caught(string subject, Action<PackBytes> alter)
    {
        var fault = (await Altered(alter)).Fault;
        Assert.NotNull(fault);
        Assert.False(fault.Unreadable);
        Assert.Equal(subject, fault.Subject);
    }

    private async Task<PackVerdict> Altered(Action<PackBytes> alter)
    {
        var pack = PackBytes.Of(Original);
        alter(pack);
        return await PackBytes.Verify(await pack.Resigned(Key).Zip(), Key.Public.Fingerprint);
    }

    private static void WithoutLines(PackBytes pack, int from, int count) =>
        pack.Alter(PackFiles.Leaves, t => string.Concat(t.Split('\n').SkipLast(1).Where((_, i) => i < from || i >= from + count).Select(l => l + "\n")));

    private static void AlterLeaf(PackBytes pack, Func<string, string> change) => pack.Alter(PackFiles.Leaves, t =>
        string.Concat(t.Split('\n').SkipLast(1).Select(line =>
        {
            var members = JsonNode.Parse(line)!.AsObject();
            var leaf = Encoding.UTF8.GetString(Convert.FromBase64String(members["leaf"]!.GetValue<string>()));
            members["leaf"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(change(leaf)));
            return CanonicalJson.Text(members) + "\n";
        })));

    private static byte[] WithCell(byte[] xlsx, string was, string now)
    {
        using var book = new MemoryStream();
        book.Write(xlsx);
        using (var zip = new ZipArchive(book, ZipArchiveMode.Update, leaveOpen: true))
        {
            var entry = zip.GetEntry("xl/worksheets/sheet1.xml")!;
            string sheet;
            using (var reader = new StreamReader(entry.Open())) sheet = reader.ReadToEnd();
            Assert.Contains(was, sheet, StringComparison.Ordinal);
            using var to = entry.Open();
            to.SetLength(0);
            to.Write(Encoding.UTF8.GetBytes(sheet.Replace(was, now, StringComparison.Ordinal)));
        }
        return book.ToArray();
    }
}
