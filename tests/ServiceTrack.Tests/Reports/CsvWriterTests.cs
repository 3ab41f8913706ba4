using System.Text;
using ServiceTrack.Reports;

namespace ServiceTrack.Tests.Reports;

public sealed class CsvWriterTests
{
    [Fact]
    public async Task a_file_starts_with_a_byte_order_mark_and_ends_its_lines_with_crlf()
    {
        var bytes = await Written([["工单号", "text"], ["1", "a"]]);

        Assert.Equal(Encoding.UTF8.Preamble.ToArray(), bytes[..3]);
        Assert.Equal("工单号,text\r\n1,a\r\n", Encoding.UTF8.GetString(bytes[3..]));
    }

    [Theory]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("two\rlines", "\"two\rlines\"")]
    [InlineData(" kept ", " kept ")]
    public async Task only_what_needs_quotes_gets_them(string cell, string written) => Assert.Equal($"x,{written}\r\n", await Text("x", cell));

    [Theory]
    [InlineData("=HYPERLINK(\"http://127.0.0.1/x\")", "\"'=HYPERLINK(\"\"http://127.0.0.1/x\"\")\"")]
    [InlineData("+86 138", "'+86 138")]
    [InlineData("-5", "'-5")]
    [InlineData("@sum", "'@sum")]
    [InlineData("\tx", "'\tx")]
    [InlineData("\rx", "\"'\rx\"")]
    [InlineData("＝1+1", "'＝1+1")]
    [InlineData("'=1", "''=1")]
    public async Task no_cell_starts_like_a_formula(string cell, string written) => Assert.Equal($"{written},x\r\n", await Text(cell, "x"));

    [Theory]
    [InlineData("'tis")]
    [InlineData("'")]
    [InlineData("a=b")]
    [InlineData("")]
    public void harmless_cells_are_left_alone(string cell)
    {
        Assert.Equal(cell, FormulaGuard.Add(cell));
        Assert.Equal(cell, FormulaGuard.Remove(cell));
    }

    [Fact]
    public async Task half_a_surrogate_pair_becomes_a_replacement_character() => Assert.Equal("x\ufffdy\r\n", await Text("x\ud83dy"));

    [Fact]
    public async Task a_row_with_one_empty_cell_is_not_an_empty_line() => Assert.Equal("\"\"\r\n", await Text([null]));

    [Fact]
    public async Task the_stream_is_never_written_to_synchronously()
    {
        await using var strict = new AsyncOnlyStream();
        await using (var writer = new CsvWriter(strict))
            for (var i = 0; i < 1_000; i++) await writer.Write([new string('字', 500)], TestContext.Current.CancellationToken);

        Assert.Equal(3 + 1_000 * (1_500 + 2), strict.Length);
    }

    private static async Task<string> Text(params string?[] row) => Encoding.UTF8.GetString((await Written([row]))[3..]);

    private static async Task<byte[]> Written(string?[][] rows)
    {
        var to = new MemoryStream();
        await using (var writer = new CsvWriter(to))
            foreach (var row in rows) await writer.Write(row);
        return to.ToArray();
    }

    private sealed class AsyncOnlyStream : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override void Write(ReadOnlySpan<byte> buffer) => throw new NotSupportedException();
        public override void Flush() => throw new NotSupportedException();
        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            SetLength(Length + buffer.Length);
            return ValueTask.CompletedTask;
        }
    }
}
