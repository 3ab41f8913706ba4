using System.Text;
using ServiceTrack.Evidence;

namespace ServiceTrack.Tests.Evidence;

public sealed class PrintedPagesTests : PackTest
{
    private const string Repair = "clauses/5.2.1/repair.html";

    private protected override Task<PackCompany> Found() => PackCompany.MakeWithRegisters();

    [Fact]
    public async Task all_is_printed_in_the_order_of_the_pack_with_the_index_first()
    {
        var (text, leftOut) = await Print(long.MaxValue);
        Assert.Empty(leftOut);
        int[] places = [Place("class=\"cover\""), Place("id=\"index.html\""), Place("id=\"clauses/5.1.1/index.html\""), Place($"id=\"{Repair}\"")];
        Assert.Equal(places.Order(), places);
        Assert.Contains("示例电器 &lt;售后&gt; &amp; Co", text, StringComparison.Ordinal);
        Assert.Contains($"<a href=\"#{Repair}\">A4</a>", text, StringComparison.Ordinal);
        Assert.Contains("<a>XLSX</a>", text, StringComparison.Ordinal);

        int Place(string mark) => text.IndexOf(mark, StringComparison.Ordinal) is >= 0 and var at ? at : throw new InvalidOperationException($"{mark} is not there.");
    }

    [Fact]
    public async Task a_ledger_that_is_too_much_keeps_its_head_and_says_where_its_rows_are()
    {
        var (whole, _) = await Print(long.MaxValue);
        var (text, leftOut) = await Print(0);
        Assert.Contains($"data/{Repair}", leftOut);
        Assert.Contains("=X-2", whole, StringComparison.Ordinal);
        Assert.DoesNotContain("=X-2", text, StringComparison.Ordinal);
        var page = text[text.IndexOf($"id=\"{Repair}\"", StringComparison.Ordinal)..];
        page = page[..page.IndexOf("</article>", StringComparison.Ordinal)];
        Assert.Contains("共 Records：3", page, StringComparison.Ordinal);
        Assert.Contains($"完整台账见证据包：{Repair}", page, StringComparison.Ordinal);
        Assert.Contains("审核 Checked by", page, StringComparison.Ordinal);
        Assert.Contains($"<tr><th>未印入 Not printed</th><td><code>{Repair}</code>", text, StringComparison.Ordinal);
    }

    private async Task<(string Text, IReadOnlyList<string> LeftOut)> Print(long most)
    {
        using var pack = new MemoryStream(await Company.Pack(PackCompany.Certified));
        PrintedPages pages = new(PackContents.Open(pack), new("p1", PackCompany.November.From, PackCompany.November.To, "person/p1", PackCompany.Now), most);
        using var to = new MemoryStream();
        await pages.Write(to, CancellationToken.None);
        return (Encoding.UTF8.GetString(to.ToArray()), pages.LeftOut);
    }
}
