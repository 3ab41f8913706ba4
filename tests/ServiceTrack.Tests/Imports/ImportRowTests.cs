using ServiceTrack.Imports;

namespace ServiceTrack.Tests.Imports;

/// <summary>What the cells of one row become.</summary>
public sealed class ImportRowTests
{
    private const string Head = "time,text", Row = "2026-06-28 10:36,broken";

    [Fact]
    public async Task time_and_text_are_enough()
    {
        var row = (await ImportFiles.Good(Head, Row)).Row;
        Assert.Equal(new ImportRow(null, "complaint", new(2026, 6, 28, 10, 36, 0, TimeSpan.FromHours(8)), "broken", null, "import", null, null,
            new(null, null, null, null, null), new(null, null, null), null, null, null, null, null, null), row);
    }

    [Fact]
    public async Task all_errors_of_a_row_are_told_with_heading_record_line_and_id()
    {
        var errors = await ImportFiles.Errors("Ticket,Received at,描述,满意度,首次响应时间,类型", "T-1,yesterday,,9,soon,nonsense");

        Assert.Equal(
            [("Received at", ImportCodes.NotATime), ("首次响应时间", ImportCodes.NotATime), ("描述", ImportCodes.Required), ("类型", ImportCodes.UnknownKind), ("满意度", ImportCodes.OutOfRange)],
            errors.Select(e => (e.Column!, e.Code)));
        Assert.All(errors, e => Assert.Equal((1, 2, "T-1"), (e.Record, e.Line, e.ExternalId)));
        Assert.Equal("“9” is not within 1–5.", errors[^1].Message("en-GB"));
    }

    [Fact]
    public async Task messages_are_chinese_unless_english_is_asked_for() =>
        Assert.Equal("“9”超出范围 1–5。", Assert.Single(await ImportFiles.Errors(Head + ",满意度", Row + ",9")).Message("zh"));

    [Theory]
    [InlineData("2026-11-21 08:05:00", true)]
    [InlineData("2026-11-21 08:05:01", false)]
    public async Task a_time_may_run_ahead_by_five_minutes(string time, bool good)
    {
        var record = await ImportFiles.Row(Head, $"{time},x");
        Assert.Equal(good ? null : ImportCodes.InTheFuture, (record as ImportBad)?.Errors.Single().Code);
    }

    [Fact]
    public async Task nothing_was_received_before_1990() => Assert.Equal(ImportCodes.OutOfRange, Assert.Single(await ImportFiles.Errors(Head, "1989-12-31 12:00,x")).Code);

    [Theory]
    [InlineData("2026-06-28 10:35,", ImportCodes.BeforeReceived, "首次响应时间")]
    [InlineData(",2026-06-28 10:35", ImportCodes.BeforeReceived, "办结时间")]
    [InlineData("2026-06-28 12:00,2026-06-28 11:00", ImportCodes.BeforeResponded, "办结时间")]
    public async Task times_are_in_order(string times, string code, string column)
    {
        var error = Assert.Single(await ImportFiles.Errors(Head + ",首次响应时间,办结时间", $"{Row},{times}"));
        Assert.Equal((code, column), (error.Code, error.Column));
    }

    [Fact]
    public async Task times_may_fall_together() =>
        Assert.Equal(TimeSpan.Zero, (await ImportFiles.Good(Head + ",首次响应时间,办结时间", $"{Row},2026-06-28 10:36,2026-06-28 10:36")).Row is var row ? row.ResolvedAt - row.RespondedAt : null);

    [Theory]
    [InlineData("热线", "hotline")]
    [InlineData("12315转办", "authority")]
    [InlineData("Walk-in", "counter")]
    [InlineData("e-Commerce", "ecommerce")]
    [InlineData("WeChat", "wechat")]
    [InlineData("", "import")]
    [InlineData("-", "import")]
    public async Task a_channel_is_known_by_name_or_code(string name, string code)
    {
        var good = await ImportFiles.Good(Head + ",渠道", $"{Row},{name}");
        Assert.Equal(code, good.Row.Channel);
        Assert.Empty(good.Warnings);
    }

    [Fact]
    public async Task what_is_unknown_but_does_no_harm_is_a_warning()
    {
        var good = await ImportFiles.Good(Head + ",渠道,优先级,电话,邮箱,购买日期", $"{Row},飞鸽,蓝色,138123,nobody,2026-06-29");

        Assert.Equal([("渠道", ImportCodes.UnknownChannel), ("优先级", ImportCodes.UnknownPriority), ("邮箱", ImportCodes.OddEmail), ("购买日期", ImportCodes.AfterReceived)],
            good.Warnings.Select(w => (w.Column!, w.Code)));
        Assert.Equal(("import", null, "138123", "nobody"), (good.Row.Channel, good.Row.Priority, good.Row.Customer.Phone, good.Row.Customer.Email));
    }

    [Theory]
    [InlineData("１３８ １２３４ ５６７８", "13812345678", null)]
    [InlineData("0571-88886666-801", "057188886666x801", null)]
    [InlineData("张三", "张三", ImportCodes.OddPhone)]
    public async Task a_phone_is_normalised(string written, string phone, string? warning)
    {
        var good = await ImportFiles.Good(Head + ",电话", $"{Row},{written}");
        Assert.Equal((phone, warning), (good.Row.Customer.Phone, good.Warnings.SingleOrDefault()?.Code));
    }

    [Theory]
    [InlineData("4", 4)]
    [InlineData("4.0", 4)]
    [InlineData("５", 5)]
    [InlineData("3分", 3)]
    [InlineData("非常不满意", 1)]
    [InlineData("Very satisfied", 5)]
    [InlineData("N/A", null)]
    [InlineData("", null)]
    public async Task satisfaction_is_a_number_or_a_word(string cell, int? rating) => Assert.Equal(rating, (await ImportFiles.Good(Head + ",满意度", $"{Row},{cell}")).Row.Satisfaction);

    [Theory]
    [InlineData("0")]
    [InlineData("6")]
    [InlineData("4.5")]
    [InlineData("-4")]
    [InlineData("10分")]
    [InlineData("还行")]
    public async Task other_ratings_are_errors(string cell) => Assert.Equal(ImportCodes.OutOfRange, Assert.Single(await ImportFiles.Errors(Head + ",满意度", $"{Row},{cell}")).Code);

    [Theory]
    [InlineData("维修", "repair")]
    [InlineData("REPAIR", "repair")]
    [InlineData("Spare parts", "spare-parts")]
    [InlineData("", "consultation")]
    public async Task a_kind_is_known_by_name_or_code(string name, string kind) =>
        Assert.Equal(kind, (await ImportFiles.Good(Head + ",类型", $"{Row},{name}", ImportFiles.Options with { Kind = "consultation" })).Row.Kind);

    [Fact]
    public async Task a_tenants_own_kinds_stand_in_for_the_built_in_ones()
    {
        var options = ImportFiles.Options with { Kinds = new Dictionary<string, string> { ["年 检"] = "yearly-check" } };
        Assert.Equal("yearly-check", (await ImportFiles.Good(Head + ",类型", Row + ",年检", options)).Row.Kind);
        Assert.Equal("yearly-check", (await ImportFiles.Good(Head + ",类型", Row + ",Yearly-Check", options)).Row.Kind);
        Assert.Equal(ImportCodes.UnknownKind, Assert.Single(await ImportFiles.Errors(Head + ",类型", Row + ",维修", options)).Code);
    }

    [Fact]
    public async Task text_is_counted_in_code_points()
    {
        Assert.Equal(40_000, (await ImportFiles.Good(Head, "2026-06-28," + string.Concat(Enumerable.Repeat("𠮷", 20_000)))).Row.Text.Length);
        Assert.Equal(ImportCodes.TooLong, Assert.Single(await ImportFiles.Errors(Head, "2026-06-28," + new string('字', 20_001))).Code);
        Assert.Equal(ImportCodes.TooLong, Assert.Single(await ImportFiles.Errors(Head + ",客户", $"{Row},{new string('名', 201)}")).Code);
    }

    [Fact]
    public async Task text_keeps_its_lines_and_loses_its_guard_against_formulas() =>
        Assert.Equal("=1+1\nb\nc", (await ImportFiles.Good(Head, "2026-06-28,\" '=1+1\r\nb\rc \"")).Row.Text);

    [Fact]
    public async Task a_dash_for_a_time_is_no_time() => Assert.Equal(("time", ImportCodes.Required), Assert.Single(await ImportFiles.Errors(Head, "-,x")) is var e ? (e.Column, e.Code) : default);

    [Fact]
    public async Task cells_beyond_the_headings_mean_that_the_row_has_slipped()
    {
        Assert.Equal(ImportCodes.ExtraCells, Assert.Single(await ImportFiles.Errors(Head, Row + ", because it fell")).Code);
        await ImportFiles.Good(Head, Row + ",,");
    }

    [Fact]
    public async Task missing_cells_at_the_end_are_empty() => Assert.Null((await ImportFiles.Good(Head + ",渠道,满意度", Row)).Row.Satisfaction);
}
