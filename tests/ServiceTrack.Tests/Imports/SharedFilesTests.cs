using System.Text.Json;
using ServiceTrack.Imports;

namespace ServiceTrack.Tests.Imports;

public sealed class SharedFilesTests
{
    private static readonly Dictionary<string, string> Reasons = new()
    {
        [ImportCodes.Required] = "required", [ImportCodes.OutOfRange] = "out of 1-5",
        [ImportCodes.NotATime] = "not a time", [ImportCodes.BeforeReceived] = "before received",
    };

    private sealed record Expected(int Good, int Duplicate, int Blank, Expected.Row[] Bad)
    {
        public sealed record Row(int Record, string ExternalId, string Column, string Reason);
    }

    [Fact]
    public async Task the_messy_file_gives_exactly_what_is_expected_of_it()
    {
        var expected = JsonSerializer.Deserialize<Expected>(await File.ReadAllTextAsync(SharedData.Path("ts26-messy-expected.json")), JsonSerializerOptions.Web)!;
        await using var file = File.OpenRead(SharedData.Path("ts26-messy-gb18030.csv"));

        var records = await ImportFiles.Read(file);

        Assert.Equal("CSV, gb18030", Assert.IsType<ImportPlan>(records[0]).Description);
        Assert.Equal(expected.Good, records.OfType<ImportGood>().Count());
        Assert.Equal(expected.Duplicate, records.OfType<ImportDuplicate>().Count());
        Assert.Equal(expected.Blank, records.OfType<ImportBlank>().Count());
        Assert.Equal(expected.Bad, records.OfType<ImportBad>().SelectMany(bad => bad.Errors)
            .Select(e => new Expected.Row(e.Record!.Value, e.ExternalId!, e.Column!, Reasons[e.Code])));
        Assert.All(records.OfType<ImportGood>(), good => Assert.Empty(good.Warnings));
        Assert.Equal(1, records[^1].Progress);
    }

    [Fact]
    public async Task the_clean_file_is_good_throughout()
    {
        await using var file = File.OpenRead(SharedData.Path("ts26-clean.csv"));

        var records = await ImportFiles.Read(file);

        var plan = Assert.IsType<ImportPlan>(records[0]);
        Assert.Equal((16, 0), (plan.Columns.Count, plan.Ignored.Count));
        Assert.Equal(3_000, records.OfType<ImportGood>().Count());
        Assert.Equal(3_001, records.Count);
        Assert.All(records.OfType<ImportGood>(), good => Assert.Empty(good.Warnings));
    }

    [Fact]
    public async Task every_column_of_the_clean_file_arrives_where_it_belongs()
    {
        await using var file = File.OpenRead(SharedData.Path("ts26-clean.csv"));

        var row = (await ImportReader.Read(file, ImportFiles.Options).OfType<ImportGood>().FirstAsync()).Row;

        DateTimeOffset At(int day, int hour, int minute) => new(2026, 5, day, hour, minute, 0, TimeSpan.FromHours(8));
        Assert.StartsWith("用了一个月", row.Text, StringComparison.Ordinal);
        Assert.Equal(new ImportRow("TS26-000001", "complaint", At(8, 15, 10), row.Text, null, "authority", "杭州西湖网点", null,
            new("徐艳英", "15283682317", null, "浙江省杭州市", null), new("平板-X756", "SN7054125457", new(2025, 12, 4)),
            "维修", "repair", At(8, 17, 33), At(10, 7, 31), "已换新", 4), row);
    }
}
