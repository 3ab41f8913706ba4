using FsCheck;
using FsCheck.Fluent;
using ServiceTrack.Imports;
using ServiceTrack.Reports;

namespace ServiceTrack.Tests.Imports;

public sealed class CsvParserTests
{
    [Theory]
    [InlineData("a,b\nc,d\n", "a|b", "c|d")]
    [InlineData("a,b\r\nc,d", "a|b", "c|d")]
    [InlineData("a,b\rc,d\r", "a|b", "c|d")]
    [InlineData("a\r\nb\nc\rd", "a", "b", "c", "d")]
    [InlineData("a\n\r\nb", "a", "", "b")]
    [InlineData("a\r\r\nb", "a", "", "b")]
    [InlineData("a,\n,b\n,\n", "a|", "|b", "|")]
    [InlineData("\"a,b\",\"c\nd\"\n", "a,b|c\nd")]
    [InlineData("\"a\r\nb\"\r\n", "a\r\nb")]
    [InlineData("\"say \"\"hi\"\"\",x", "say \"hi\"|x")]
    [InlineData("\"\",x\n\"\"", "|x", "")]
    [InlineData("a\"b,5\" pipe\n", "a\"b|5\" pipe")]
    [InlineData(" \"a\",b", " \"a\"|b")]
    [InlineData("", new string[0])]
    public void records_are_read_as_rfc_4180_has_them(string text, params string[] records)
    {
        Assert.Equal(records, Parse(text, text.Length + 1).Select(r => string.Join('|', r.Cells)));
        Assert.Equal(records, Parse(text, 1).Select(r => string.Join('|', r.Cells)));
    }

    [Fact]
    public void a_record_knows_the_line_it_begins_on() =>
        Assert.Equal([1, 2, 5, 6, 7], Parse("a\n\"b\nb\r\nb\"\r\nc\rd\r\ne", 1).Select(r => r.Line));

    [Theory]
    [InlineData("a\n\"b\nc", ImportCodes.UnterminatedQuote, 2)]
    [InlineData("a\n\"b\"c\n", ImportCodes.BrokenQuote, 2)]
    [InlineData("a\n\"b\n\" c\n", ImportCodes.BrokenQuote, 3)]
    [InlineData("a\nb\0c\n", ImportCodes.NulCharacter, 2)]
    [InlineData("\"\0\"", ImportCodes.NulCharacter, 1)]
    public void what_cannot_be_trusted_stops_the_reading(string text, string code, int line)
    {
        var stopped = Assert.Throws<UnreadableFileException>(() => Parse(text, 1));
        Assert.Equal((code, line), (stopped.Code, stopped.Line));
    }

    [Fact]
    public void a_cell_a_record_and_a_row_have_bounds()
    {
        var cell = new string('x', CsvParser.CellLimit);
        Assert.Equal(cell, Assert.Single(Assert.Single(Parse(cell, 1_000)).Cells));
        Assert.Equal(ImportCodes.CellTooLong, Stop(cell + "x"));
        Assert.Equal(ImportCodes.CellTooLong, Stop($"\"{cell}x\""));
        Assert.Equal(ImportCodes.RecordTooLong, Stop(string.Join(',', Enumerable.Repeat(cell, 9))));
        Assert.Equal(ImportCodes.TooManyColumns, Stop(new string(',', CsvParser.ColumnLimit)));
        Assert.Equal(CsvParser.ColumnLimit, Assert.Single(Parse(new string(',', CsvParser.ColumnLimit - 1), 1_000)).Cells.Count);

        static string Stop(string text) => Assert.Throws<UnreadableFileException>(() => Parse(text, 1_000)).Code;
    }

    [Theory]
    [InlineData("a,b;c\n;;;;", ',')]
    [InlineData("a;b;c\n", ';')]
    [InlineData("a\tb,c\td\n", '\t')]
    [InlineData("\"a,b,c\";d\n", ';')]
    [InlineData("2026年投诉台账\na;b;c\n", ';')]
    [InlineData("alone\n", ',')]
    public void the_delimiter_is_the_commonest_in_the_first_line_that_has_one(string text, char delimiter) => Assert.Equal(delimiter, CsvSheet.Delimiter(text));

    [Fact]
    public void what_the_writer_writes_is_read_back_in_blocks_of_any_size()
    {
        var cells = Gen.ListOf(Gen.Elements('a', '字', '"', ',', '\r', '\n', '\'', '=', '-', '@', '\t', ' ', '；')).Select(chars => string.Concat(chars));
        var table = Gen.NonEmptyListOf(Gen.NonEmptyListOf(cells).Select(row => row.ToArray())).Select(rows => rows.ToArray());

        Prop.ForAll(table.ToArbitrary(), Gen.Choose(1, 9).ToArbitrary(), (rows, block) =>
        {
            var read = Parse(Write(rows).GetAwaiter().GetResult(), block).Select(r => r.Cells.Select(FormulaGuard.Remove).ToArray()).ToArray();
            return rows.Length == read.Length && rows.Zip(read).All(pair => pair.First.SequenceEqual(pair.Second));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    private static async Task<string> Write(string[][] rows)
    {
        var to = new MemoryStream();
        await using (var writer = new CsvWriter(to))
            foreach (var row in rows) await writer.Write(row);
        return System.Text.Encoding.UTF8.GetString(to.ToArray().AsSpan(3));
    }

    private static List<SheetRow> Parse(string text, int block)
    {
        var parser = new CsvParser(',');
        var rows = new List<SheetRow>();
        for (var at = 0; at < text.Length; at += block)
            for (var rest = text.AsMemory(at, Math.Min(block, text.Length - at)); parser.Next(ref rest) is { } row;) rows.Add(row);
        if (parser.End() is { } last) rows.Add(last);
        return rows;
    }
}
