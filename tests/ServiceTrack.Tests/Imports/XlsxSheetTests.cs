using System.IO.Compression;
using ServiceTrack.Imports;

namespace ServiceTrack.Tests.Imports;

public sealed class XlsxSheetTests
{
    private const string Head = """<row r="1"><c r="A1" t="inlineStr"><is><t>time</t></is></c><c r="B1" t="inlineStr"><is><t>text</t></is></c></row>""";

    [Fact]
    public async Task a_workbook_gives_the_same_rows_as_a_text_file()
    {
        var file = new XlsxFile
        {
            Strings = "<sst><si><t>受理时间</t></si><si><r><t>问题</t></r><r><t>描述</t></r><rPh><t>wenti</t></rPh></si><si><t xml:space=\"preserve\">漏电 &amp; 冒烟_x000D_\n请换货</t></si><si><t>电话</t></si></sst>",
            Styles = """<styleSheet><numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="22"/><xf numFmtId="170"/></cellXfs></styleSheet>""",
            Rows = """
                <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="D1" t="s"><v>3</v></c></row>
                <row r="2"><c r="A2" s="1"><v>46103.630556</v></c><c r="B2" t="s"><v>2</v></c><c r="D2"><v>1.3812345678E10</v></c></row>
                <row r="5"><c r="A5" s="2"><v>46103</v></c><c r="B5" t="str"><f>A1&amp;"x"</f><v>second</v></c><c r="C5" s="1"/></row>
                <row><c><v>46103</v></c><c t="inlineStr"><is><t>third</t></is></c></row>
                <row r="900000"><c r="A900000" s="1"/></row>
                """,
        };

        var records = await ImportFiles.Read(file.ToStream());

        Assert.Equal("XLSX, 台账", Assert.IsType<ImportPlan>(records[0]).Description);
        Assert.Equal([typeof(ImportGood), typeof(ImportBlank), typeof(ImportBlank), typeof(ImportGood), typeof(ImportGood)], records.Skip(1).Select(r => r.GetType()));
        var good = records.OfType<ImportGood>().ToList();
        Assert.Equal(new DateTimeOffset(2026, 3, 22, 15, 8, 0, TimeSpan.FromHours(8)), good[0].Row.ReceivedAt);
        Assert.Equal(("漏电 & 冒烟\n请换货", "13812345678"), (good[0].Row.Text, good[0].Row.Customer.Phone));
        Assert.Equal((4, 5, "second", 22), (good[1].Record, good[1].Line, good[1].Row.Text, good[1].Row.ReceivedAt.Day));
        Assert.Equal((5, 6, "third"), (good[2].Record, good[2].Line, good[2].Row.Text));
    }

    [Fact]
    public async Task a_workbook_that_counts_from_1904_is_read_four_years_later()
    {
        var file = new XlsxFile
        {
            Workbook = "<workbook xmlns:r=\"r\"><workbookPr date1904=\"1\"/><sheets><sheet name=\"s\" r:id=\"rId2\"/></sheets></workbook>",
            Styles = "<styleSheet><cellXfs><xf numFmtId=\"14\"/></cellXfs></styleSheet>",
            Rows = Head + """<row r="2"><c r="A2" s="0"><v>44641.5</v></c><c r="B2" t="b"><v>1</v></c></row>""",
        };
        var row = Assert.IsType<ImportGood>((await ImportFiles.Read(file.ToStream()))[1]).Row;
        Assert.Equal((new DateTimeOffset(2026, 3, 22, 12, 0, 0, TimeSpan.FromHours(8)), "TRUE"), (row.ReceivedAt, row.Text));
    }

    [Theory]
    [InlineData("yyyy-mm-dd", true)]
    [InlineData("[$-804]yyyy\"年\"m\"月\"", true)]
    [InlineData("h:mm AM/PM", true)]
    [InlineData("General", false)]
    [InlineData("0.00\"days\"", false)]
    [InlineData("[Red]0.00", false)]
    [InlineData("#,##0\\d", false)]
    public void a_format_shows_a_date_or_not(string format, bool shows) => Assert.Equal(shows, Workbook.ShowsDate(format));

    [Theory]
    [InlineData("a_x000D_b", "a\rb")]
    [InlineData("_x005F_x000D_", "_x000D_")]
    [InlineData("_x0000__xD83D_", "_x0000__xD83D_")]
    public void escaped_characters_are_put_back_but_none_that_no_text_holds(string text, string expected) => Assert.Equal(expected, Workbook.Unescape(text));

    [Fact]
    public async Task a_damaged_workbook_is_an_error()
    {
        var whole = new XlsxFile { Rows = Head }.ToStream().ToArray();
        Assert.Equal(ImportCodes.BrokenWorkbook, (await ImportFiles.Stop(new MemoryStream(whole[..^30]))).Code);
        Assert.Equal(ImportCodes.BrokenWorkbook, (await ImportFiles.Stop(new XlsxFile { Workbook = "" }.ToStream())).Code);
        Assert.Equal(ImportCodes.BrokenWorkbook, (await ImportFiles.Stop(new XlsxFile { Relations = "<Relationships/>" }.ToStream())).Code);
        Assert.Equal(ImportCodes.BrokenWorkbook, (await ImportFiles.Stop(new XlsxFile { Rows = "<row r=\"1\"><c></row>" }.ToStream())).Code);
        Assert.Equal(ImportCodes.BrokenWorkbook, (await ImportFiles.Stop(new XlsxFile { Rows = "<row r=\"1\"><c t=\"s\"><v>7</v></c></row>" }.ToStream())).Code);
        Assert.Equal(ImportCodes.BrokenWorkbook, (await ImportFiles.Stop(new XlsxFile { Rows = Head + "<row r=\"1\"/>" }.ToStream())).Code);
        Assert.Equal(ImportCodes.BrokenWorkbook, (await ImportFiles.Stop(new XlsxFile { Strings = "<!DOCTYPE x [<!ENTITY a 'b'>]><sst/>" }.ToStream())).Code);
    }

    [Fact]
    public async Task any_byte_of_a_workbook_may_be_wrong_without_an_exception()
    {
        var whole = new XlsxFile { Rows = Head, Strings = "<sst><si><t>x</t></si></sst>" }.ToStream().ToArray();
        for (var i = 4; i < whole.Length; i++)
        {
            var copy = whole.ToArray();
            copy[i] ^= 0x55;
            Assert.NotEmpty(await ImportFiles.Read(new MemoryStream(copy)));
        }
    }

    [Fact]
    public void no_part_unpacks_beyond_its_limit()
    {
        using var zip = new ZipArchive(new XlsxFile { Rows = string.Concat(Enumerable.Repeat("<row/>", 2 * 1024 * 1024 / 6)) }.ToStream());
        using var part = new WorkbookPart(zip.GetEntry("xl/worksheets/sheet1.xml")!, limit: 1024 * 1024);

        var stopped = Assert.Throws<UnreadableFileException>(() => { while (part.Next()) { } });
        Assert.Equal((ImportCodes.WorkbookTooLarge, "> 1 MiB"), (stopped.Code, stopped.Details[0]));
    }

    [Fact]
    public async Task endless_names_and_endless_cells_are_refused()
    {
        Assert.Contains("XML names", (await ImportFiles.Stop(new XlsxFile { Rows = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"<n{i}/>")) }.ToStream())).Message("zh"), StringComparison.Ordinal);
        Assert.Equal(ImportCodes.CellTooLong, (await ImportFiles.Stop(new XlsxFile { Rows = $"<row><c t=\"str\"><v>{new string('x', CsvParser.CellLimit + 1)}</v></c></row>" }.ToStream())).Code);
        Assert.Equal(ImportCodes.TooManyColumns, (await ImportFiles.Stop(new XlsxFile { Rows = "<row><c r=\"XFD1\"><v>1</v></c></row>" }.ToStream())).Code);
        var shared = $"<sst><si><t>{new string('x', 100_000)}</t></si></sst>";
        Assert.Equal(ImportCodes.RecordTooLong, (await ImportFiles.Stop(new XlsxFile { Strings = shared, Rows = $"<row>{string.Concat(Enumerable.Repeat("<c t=\"s\"><v>0</v></c>", 11))}</row>" }.ToStream())).Code);
    }
}
