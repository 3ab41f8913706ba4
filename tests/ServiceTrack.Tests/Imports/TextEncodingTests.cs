using System.Text;
using ServiceTrack.Imports;

namespace ServiceTrack.Tests.Imports;

public sealed class TextEncodingTests
{
    private const string Text = "受理时间,问题描述\n2026-06-28,𠮷祥牌电饭煲漏电，顾客要求换货\n";
    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!;

    public static TheoryData<string, byte[]> Files => new()
    {
        { "utf-8", Encoding.UTF8.GetBytes(Text) },
        { "utf-8", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Text)] },
        { "utf-16", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Text)] },
        { "utf-16BE", [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(Text)] },
        { "gb18030", Gb18030.GetBytes(Text) },
        { "gb18030", [0x84, 0x31, 0x95, 0x33, .. Gb18030.GetBytes(Text)] },
    };

    [Theory, MemberData(nameof(Files))]
    public async Task an_encoding_is_found_out(string name, byte[] bytes)
    {
        var records = await ImportFiles.Read(new MemoryStream(bytes));

        Assert.Equal($"CSV, {name}", Assert.IsType<ImportPlan>(records[0]).Description);
        Assert.Equal("𠮷祥牌电饭煲漏电，顾客要求换货", Assert.IsType<ImportGood>(records[1]).Row.Text);
    }

    [Fact]
    public async Task chinese_that_begins_late_in_the_file_still_decides()
    {
        var ascii = string.Concat(Enumerable.Repeat("2026-06-28,broken\n", 10_000));
        var records = await ImportFiles.Read(new MemoryStream(Gb18030.GetBytes("date,text\n" + ascii + "2026-06-28,漏电\n")));

        Assert.Equal("漏电", Assert.IsType<ImportGood>(records[^1]).Row.Text);
    }

    [Theory]
    [InlineData("GBK")]
    [InlineData("gb2312")]
    [InlineData("GB18030")]
    public async Task a_given_name_is_used(string name)
    {
        var records = await ImportFiles.Read(new MemoryStream(Gb18030.GetBytes(Text)), ImportFiles.Options with { Encoding = name });
        Assert.Equal("CSV, gb18030", Assert.IsType<ImportPlan>(records[0]).Description);
    }

    [Fact]
    public async Task other_code_pages_are_read_when_named()
    {
        var big5 = CodePagesEncodingProvider.Instance.GetEncoding("big5")!;
        var records = await ImportFiles.Read(new MemoryStream(big5.GetBytes("date,text\n2026-06-28,漏電\n")), ImportFiles.Options with { Encoding = "big5" });
        Assert.Equal("漏電", Assert.IsType<ImportGood>(records[1]).Row.Text);
    }

    [Theory]
    [InlineData("klingon")]
    [InlineData("utf-7")]
    public async Task a_name_that_means_nothing_is_an_error(string name) =>
        Assert.Equal(ImportCodes.UnknownEncoding, (await ImportFiles.Stop(Text, ImportFiles.Options with { Encoding = name })).Code);

    [Fact]
    public async Task a_given_name_that_does_not_fit_is_an_error_with_its_place()
    {
        var error = await ImportFiles.Stop(new MemoryStream(Gb18030.GetBytes(Text)), ImportFiles.Options with { Encoding = "utf-8" });
        Assert.Equal((ImportCodes.Undecodable, 1), (error.Code, error.Line));
    }

    [Fact]
    public async Task utf_8_with_a_broken_byte_does_not_pass_as_gb18030()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(Text), 0xe6, 0xbc, (byte)'\n'];

        var error = await ImportFiles.Stop(new MemoryStream(bytes));

        Assert.Equal((ImportCodes.Undecodable, 3), (error.Code, error.Line));
        Assert.Contains("utf-8", error.Message("zh"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task bytes_that_are_no_text_are_an_error()
    {
        var error = await ImportFiles.Stop(new MemoryStream([.. Gb18030.GetBytes(Text), 0xff, 0xff]));
        Assert.Equal((ImportCodes.Undecodable, 3), (error.Code, error.Line));
    }

    [Fact]
    public async Task half_a_surrogate_pair_is_an_error()
    {
        byte[] bytes = [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Text), 0x3d, 0xd8, 0x0a, 0x00];
        Assert.Equal(ImportCodes.Undecodable, (await ImportFiles.Stop(new MemoryStream(bytes))).Code);
    }

    [Fact]
    public async Task utf_16_without_its_mark_is_an_error_that_says_so() =>
        Assert.Equal(ImportCodes.NulCharacter, (await ImportFiles.Stop(new MemoryStream(Encoding.Unicode.GetBytes("date,text\n2026-06-28,x\n")))).Code);
}
