using ServiceTrack.Imports;

namespace ServiceTrack.Tests.Imports;

public sealed class ImportHeadingsTests
{
    [Theory]
    [InlineData("受理时间", ImportField.ReceivedAt)]
    [InlineData(" Received At ", ImportField.ReceivedAt)]
    [InlineData("RECEIVED_AT", ImportField.ReceivedAt)]
    [InlineData("occurredAt", ImportField.ReceivedAt)]
    [InlineData("ｅｍａｉｌ", ImportField.Email)]
    [InlineData("*问题描述（必填）", ImportField.Text)]
    [InlineData("满意度（1-5）：", ImportField.Satisfaction)]
    [InlineData("联 系 电 话", ImportField.Phone)]
    [InlineData("customer.phone", ImportField.Phone)]
    [InlineData("Serial No.", ImportField.SerialNo)]
    [InlineData("First-Response Time", ImportField.RespondedAt)]
    [InlineData("办结时间", ImportField.ResolvedAt)]
    [InlineData("优先级", ImportField.Priority)]
    [InlineData("Ticket #", ImportField.ExternalId)]
    public void a_heading_is_understood(string heading, ImportField field)
    {
        var (columns, ignored) = ImportHeadings.Map([heading]);
        Assert.Equal(new MappedColumn(0, heading.Trim(), field), Assert.Single(columns));
        Assert.Empty(ignored);
    }

    [Theory]
    [InlineData("序号")]
    [InlineData("响应时长")]
    [InlineData("Response time")]
    [InlineData("订单号")]
    [InlineData("")]
    [InlineData("（备注）")]
    public void a_heading_that_may_mean_something_else_is_ignored_by_name(string heading) =>
        Assert.Equal(new IgnoredColumn(0, heading, null), Assert.Single(ImportHeadings.Map([heading]).Ignored));

    [Fact]
    public void of_two_headings_for_one_field_the_surer_wins_and_the_other_is_reported()
    {
        var (columns, ignored) = ImportHeadings.Map(["创建时间", "受理时间", "text"]);
        Assert.Equal([new(1, "受理时间", ImportField.ReceivedAt), new(2, "text", ImportField.Text)], columns);
        Assert.Equal([new(0, "创建时间", ImportField.ReceivedAt)], ignored);
    }

    [Fact]
    public void of_two_alike_the_leftmost_wins() => Assert.Equal(0, Assert.Single(ImportHeadings.Map(["电话", "电话(备用)"]).Columns).Index);
}
