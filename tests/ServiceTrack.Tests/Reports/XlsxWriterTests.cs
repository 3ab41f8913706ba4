using System.Collections.Immutable;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using ServiceTrack.Reports;

namespace ServiceTrack.Tests.Reports;

public sealed class XlsxWriterTests
{
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static readonly ImmutableArray<XlsxColumn> Columns = [new("编号 No.", 12), new("内容 Text", 40), new("小时 Hours", 10)];

    [Fact]
    public async Task cells_come_back_as_they_were_given()
    {
        string[] texts = ["=1+1", "+86 138", "@x", "a<b>&\"c\"", "两行\n三行\r\n", "\u0000\u0001\u001f", "_x0041_", "𠮷 \ud83d\ude00", " 前后 ", "0013", "\ufffe"];
        var sheet = Sheet(await Written(ZipContent.Plain, [.. texts.Select(t => Row(t, 1.5m))]));
        Assert.Equal(texts, sheet.Descendants(Main + "row").Skip(1).Select(r => Unescaped(r.Descendants(Main + "t").ElementAt(1).Value)));
        Assert.All(sheet.Descendants(Main + "row").Skip(1), r => Assert.Equal("1.5", r.Descendants(Main + "v").Single().Value));
        Assert.Empty(sheet.Descendants(Main + "f"));
    }

    [Fact]
    public async Task half_a_surrogate_pair_becomes_the_replacement_character() =>
        Assert.Equal("a\ufffdb", Sheet(await Written(ZipContent.Plain, [Row("a\ud83db", null)])).Descendants(Main + "t").Last().Value);

    [Fact]
    public async Task the_header_is_bold_and_stays_in_view()
    {
        var sheet = Sheet(await Written(ZipContent.Plain, []));
        var header = sheet.Descendants(Main + "row").Single();
        Assert.Equal(Columns.Select(c => c.Title), header.Descendants(Main + "t").Select(t => t.Value));
        Assert.All(header.Elements(Main + "c"), c => Assert.Equal("1", c.Attribute("s")!.Value));
        Assert.Equal("frozen", sheet.Descendants(Main + "pane").Single().Attribute("state")!.Value);
        Assert.Equal(["12", "40", "10"], sheet.Descendants(Main + "col").Select(c => c.Attribute("width")!.Value));
    }

    [Fact]
    public async Task an_empty_cell_leaves_its_place_free()
    {
        var sheet = Sheet(await Written(ZipContent.Plain, [[null as string, "b", null as decimal?]]));
        Assert.Equal("B2", sheet.Descendants(Main + "c").Last().Attribute("r")!.Value);
    }

    [Fact]
    public async Task a_text_too_long_for_a_cell_is_cut_between_characters()
    {
        var sheet = Sheet(await Written(ZipContent.Plain, [Row(string.Concat(Enumerable.Repeat("\ud83d\ude00", 20_000)), null)]));
        var cell = sheet.Descendants(Main + "t").Last().Value;
        Assert.Equal(32_767, cell.Length);
        Assert.EndsWith("\ude00…", cell, StringComparison.Ordinal);
    }

    [Fact]
    public async Task plain_workbooks_have_the_same_bytes_on_every_machine()
    {
        var bytes = await Written(ZipContent.Plain, [.. Enumerable.Range(0, 5000).Select(i => Row($"第 {i} 行", i / 4m))]);
        Assert.Equal(bytes, await Written(ZipContent.Plain, [.. Enumerable.Range(0, 5000).Select(i => Row($"第 {i} 行", i / 4m))]));
        Assert.Equal("e36402c69420b9b723cd21caec92b58adef7cfb16cc9cf9845e303b83ed2d823", Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    [Fact]
    public async Task compressed_and_plain_workbooks_hold_the_same_parts()
    {
        var rows = Enumerable.Range(0, 5000).Select(i => Row($"第 {i} 行", i)).ToArray();
        var (plain, compressed) = (await Written(ZipContent.Plain, rows), await Written(ZipContent.Compressed, rows));
        Assert.True(compressed.Length < plain.Length / 3);
        Assert.Equal(Parts(plain), Parts(compressed));
    }

    [Fact]
    public async Task rows_beyond_a_sheet_go_to_the_next()
    {
        using var to = new MemoryStream();
        await using (var xlsx = new XlsxWriter(to, "大表", Columns, ZipContent.Compressed))
            for (var i = 0; i < XlsxWriter.RowsOfSheet; i++) await xlsx.Write([new(null, i)]);
        using var zip = new ZipArchive(new MemoryStream(to.ToArray()));
        using var second = zip.GetEntry("xl/worksheets/sheet2.xml")!.Open();
        Assert.Equal(["1048575"], XDocument.Load(second).Descendants(Main + "v").Select(v => v.Value));
        using var book = zip.GetEntry("xl/workbook.xml")!.Open();
        Assert.Equal(["大表", "大表 2"], XDocument.Load(book).Descendants(Main + "sheet").Select(s => s.Attribute("name")!.Value));
    }

    [Fact]
    public async Task a_zip_entry_is_written_in_pieces_of_any_size()
    {
        var content = RandomNumberGenerator.GetBytes(200_000);
        using var to = new MemoryStream();
        await using (var zip = new ZipWriter(to, ZipContent.Plain))
        {
            await using var entry = zip.Add("目录/a.bin");
            for (var i = 0; i < content.Length; i += 777) await entry.WriteAsync(content.AsMemory(i, Math.Min(777, content.Length - i)));
        }
        using var read = new ZipArchive(new MemoryStream(to.ToArray()));
        Assert.Equal(content, Bytes(read.GetEntry("目录/a.bin")!));
    }

    private static XlsxCell[] Row(string text, decimal? number) => ["1", text, number];

    private static async Task<byte[]> Written(ZipContent content, XlsxCell[][] rows)
    {
        using var to = new MemoryStream();
        await using (var xlsx = new XlsxWriter(to, "台账", Columns, content))
            foreach (var row in rows) await xlsx.Write(row);
        return to.ToArray();
    }

    private static XDocument Sheet(byte[] xlsx)
    {
        using var zip = new ZipArchive(new MemoryStream(xlsx));
        using var sheet = zip.GetEntry("xl/worksheets/sheet1.xml")!.Open();
        return XDocument.Load(sheet);
    }

    private static List<(string, string)> Parts(byte[] xlsx)
    {
        using var zip = new ZipArchive(new MemoryStream(xlsx));
        return [.. zip.Entries.Select(e => (e.FullName, Encoding.UTF8.GetString(Bytes(e))))];
    }

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using var from = entry.Open();
        using var to = new MemoryStream();
        from.CopyTo(to);
        return to.ToArray();
    }

    private static string Unescaped(string text) => System.Text.RegularExpressions.Regex.Replace(
        text, "_x([0-9A-F]{4})_", m => ((char)Convert.ToInt32(m.Groups[1].Value, 16)).ToString());
}
