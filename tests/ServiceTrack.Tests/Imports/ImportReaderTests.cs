using System.Text;
using ServiceTrack.Imports;

namespace ServiceTrack.Tests.Imports;

public sealed class ImportReaderTests
{
    private const string Head = "id,time,text\n";

    [Fact]
    public async Task the_plan_comes_first_and_names_what_is_ignored()
    {
        var plan = Assert.IsType<ImportPlan>((await ImportFiles.Read("序号;time;text;心情\n1;2026-06-28;x;好\n"))[0]);

        Assert.Equal("CSV, utf-8", plan.Description);
        Assert.Equal(["time", "text"], plan.Columns.Select(c => c.Header));
        Assert.Equal(["序号", "心情"], plan.Ignored.Select(c => c.Header));
    }

    [Fact]
    public async Task titles_may_stand_above_the_headings()
    {
        var records = await ImportFiles.Read("2026年投诉台账,,\n\n制表人：质量部,,\nid,time,text\n1,2026-06-28,x\n");
        Assert.Equal((1, 5), Assert.IsType<ImportGood>(records[1]) is var good ? (good.Record, good.Line) : default);
    }

    [Fact]
    public async Task a_file_without_time_or_text_names_what_is_missing_and_what_was_found()
    {
        var error = await ImportFiles.Stop("工单号,问题描述,心情\n1,x,y\n");
        Assert.Equal((ImportCodes.MissingColumn, null, 1), (error.Code, error.Record, error.Line));
        Assert.Equal("缺少必需的列：受理时间 (received at)。文件中的表头：工单号 | 问题描述 | 心情。", error.Message("zh-CN,en"));
        Assert.Contains("Headings found: a | b.", (await ImportFiles.Stop("a,b\n")).Message("en-GB"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\r\n,,,\n")]
    public async Task a_file_with_nothing_in_it_is_an_error(string text) => Assert.Equal(ImportCodes.EmptyFile, (await ImportFiles.Stop(text)).Code);

    [Fact]
    public async Task headings_alone_are_a_plan_and_nothing_else() => Assert.IsType<ImportPlan>(Assert.Single(await ImportFiles.Read("time,text")));

    [Fact]
    public async Task blank_records_are_counted()
    {
        var records = await ImportFiles.Read(Head + "\n , ,\u3000\n1,2026-06-28,x\n");
        Assert.Equal([new(1, 2), new(2, 3)], records.OfType<ImportBlank>().Select(b => b with { Progress = 0 }));
        Assert.Equal(3, Assert.Single(records.OfType<ImportGood>()).Record);
    }

    [Fact]
    public async Task an_id_seen_before_is_a_duplicate_whatever_else_the_row_holds()
    {
        var records = await ImportFiles.Read(Head + "1,2026-06-28,x\n1,nonsense,\n2,2026-06-28,x\n,2026-06-28,x\n,2026-06-28,x\n");
        Assert.Equal([typeof(ImportGood), typeof(ImportDuplicate), typeof(ImportGood), typeof(ImportGood), typeof(ImportGood)], records.Skip(1).Select(r => r.GetType()));
    }

    [Fact]
    public async Task a_bad_row_claims_no_id()
    {
        var records = await ImportFiles.Read(Head + "1,nonsense,x\n1,2026-06-28,x\n1,2026-06-28,x\n");
        Assert.Equal([typeof(ImportBad), typeof(ImportGood), typeof(ImportDuplicate)], records.Skip(1).Select(r => r.GetType()));
    }

    [Fact]
    public async Task a_dash_is_no_id() => Assert.Equal(2, (await ImportFiles.Read(Head + "-,2026-06-28,x\n-,2026-06-28,x\n")).OfType<ImportGood>().Count(g => g.Row.ExternalId is null));

    [Theory]
    [InlineData(OnExisting.Skip, typeof(ImportDuplicate))]
    [InlineData(OnExisting.Update, typeof(ImportGood))]
    public async Task a_row_known_from_before_is_skipped_or_updates(OnExisting onExisting, Type expected)
    {
        var options = ImportFiles.Options with { OnExisting = onExisting, Exists = (id, _) => ValueTask.FromResult(id == "1") };
        var records = await ImportFiles.Read(Head + "1,2026-06-28,x\n2,2026-06-28,x\n", options);

        Assert.IsType(expected, records[1]);
        Assert.Equal([expected == typeof(ImportGood), false], records.Skip(1).Select(r => r is ImportGood { Exists: true }));
    }

    [Fact]
    public async Task what_was_read_before_a_fault_stands_and_the_fault_names_its_record()
    {
        var records = await ImportFiles.Read(Head + "1,2026-06-28,x\n\n3,2026-06-28,\"never\nclosed\n");

        Assert.Equal([typeof(ImportPlan), typeof(ImportGood), typeof(ImportBlank), typeof(ImportStopped)], records.Select(r => r.GetType()));
        var error = ((ImportStopped)records[^1]).Error;
        Assert.Equal((3, 4, ImportCodes.UnterminatedQuote), (error.Record, error.Line, error.Code));
    }

    [Fact]
    public async Task an_old_workbook_is_named_as_such() =>
        Assert.Equal(ImportCodes.UnsupportedWorkbook, (await ImportFiles.Stop(new MemoryStream([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]))).Code);

    [Fact]
    public async Task random_bytes_never_throw()
    {
        var random = new Random(1);
        for (var i = 0; i < 500; i++)
        {
            var bytes = new byte[random.Next(2_000)];
            random.NextBytes(bytes);
            var file = i % 2 == 0 ? bytes : [.. Encoding.UTF8.GetBytes(Head), .. bytes.Select(b => (byte)(b & 0x7f | 0x01))];
            Assert.NotEmpty(await ImportFiles.Read(new MemoryStream(file)));
        }
    }

    [Fact]
    public async Task progress_rises_to_the_end()
    {
        var records = await ImportFiles.Read(Head + string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{i},2026-06-28,broken again\n")));
        Assert.Equal(records.Select(r => r.Progress).Order(), records.Select(r => r.Progress));
        Assert.True(records[0].Progress < 0.5);
        Assert.Equal(1, records[^1].Progress);
    }

    [Fact]
    public async Task too_many_records_are_an_error()
    {
        await using var file = new EndlessFile("time,text\n", new string('\n', 1_000), 10 + ImportReader.RecordLimit + 1_000);
        var last = await ImportReader.Read(file, ImportFiles.Options, TestContext.Current.CancellationToken).LastAsync(TestContext.Current.CancellationToken);
        Assert.Equal((ImportCodes.TooManyRecords, ImportReader.RecordLimit + 1), Assert.IsType<ImportStopped>(last).Error is var e ? (e.Code, e.Record) : default);
    }
}
