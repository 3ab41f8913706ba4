using System.Globalization;
using ServiceTrack.Imports;

namespace ServiceTrack.Tests.Imports;

public sealed class ImportTimeTests
{
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData("2026-06-28 10:36", "2026-06-28T10:36:00+08:00")]
    [InlineData("2026-06-28 10:36:05", "2026-06-28T10:36:05+08:00")]
    [InlineData("2026-06-28T10:36:05.250", "2026-06-28T10:36:05.250+08:00")]
    [InlineData("2026-06-28T10:36:05.123456789Z", "2026-06-28T10:36:05.123+00:00")]
    [InlineData("2026-06-28T10:36:05+05:30", "2026-06-28T10:36:05+05:30")]
    [InlineData("2026-06-28 10:36 -0700", "2026-06-28T10:36:00-07:00")]
    [InlineData("2026-06-28", "2026-06-28T00:00:00+08:00")]
    [InlineData("2026/6/8 9:05", "2026-06-08T09:05:00+08:00")]
    [InlineData("2026.6.8 9:05", "2026-06-08T09:05:00+08:00")]
    [InlineData("２０２６／６／８　９：０５", "2026-06-08T09:05:00+08:00")]
    [InlineData("2026年6月27日 15时48分", "2026-06-27T15:48:00+08:00")]
    [InlineData("2026年6月27日15时48分30秒", "2026-06-27T15:48:30+08:00")]
    [InlineData("2026年06月27日 15:48:30", "2026-06-27T15:48:30+08:00")]
    [InlineData("2026年6月27日 15点", "2026-06-27T15:00:00+08:00")]
    [InlineData("2026年6月27日", "2026-06-27T00:00:00+08:00")]
    [InlineData("2026年6月27日下午3时5分", "2026-06-27T15:05:00+08:00")]
    [InlineData("2026/6/27 上午 12:05", "2026-06-27T00:05:00+08:00")]
    [InlineData("2026-06-27 3:05 PM", "2026-06-27T15:05:00+08:00")]
    [InlineData("2026-06-27 12:05 pm", "2026-06-27T12:05:00+08:00")]
    [InlineData("20260121", "2026-01-21T00:00:00+08:00")]
    [InlineData("202601211030", "2026-01-21T10:30:00+08:00")]
    [InlineData("20260121103045", "2026-01-21T10:30:45+08:00")]
    [InlineData("46103", "2026-03-22T00:00:00+08:00")]
    [InlineData("46103.630556", "2026-03-22T15:08:00+08:00")]
    [InlineData("46103.999999", "2026-03-23T00:00:00+08:00")]
    [InlineData("28 Jun 2026 10:36", "2026-06-28T10:36:00+08:00")]
    [InlineData("June 28, 2026 3:05 PM", "2026-06-28T15:05:00+08:00")]
    [InlineData("29-Feb-2028", "2028-02-29T00:00:00+08:00")]
    public void a_time_is_read(string cell, string expected)
    {
        var read = Assert.NotNull(ImportTime.Read(cell, Shanghai));
        Assert.Equal(expected, read.At.ToString(expected.Contains('.') ? "yyyy-MM-ddTHH:mm:ss.fffzzz" : "yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture));
        Assert.Null(read.Warning);
    }

    [Theory]
    [InlineData("昨天下午")]
    [InlineData("06/28/2026 10:36")]
    [InlineData("28.6.2026")]
    [InlineData("2026-02-29")]
    [InlineData("2026-13-01")]
    [InlineData("2026-06-31")]
    [InlineData("2026-06-28 24:00")]
    [InlineData("2026-06-28 10:60")]
    [InlineData("2026-06-28 上午15:00")]
    [InlineData("2026-06/28")]
    [InlineData("2026-06-28 10")]
    [InlineData("2026-06-28T10:36+15:00")]
    [InlineData("0226-06-28")]
    [InlineData("20261301")]
    [InlineData("2026")]
    [InlineData("12345")]
    [InlineData("99999")]
    [InlineData("-46103")]
    [InlineData("4.6103E4")]
    [InlineData("NaN")]
    [InlineData("")]
    public void what_is_not_surely_a_time_is_none(string cell) => Assert.Null(ImportTime.Read(cell, Shanghai));

    [Fact]
    public void a_time_that_the_clock_skips_moves_on_by_what_was_skipped() =>
        Assert.Equal(new ReadTime(new(2026, 3, 29, 3, 30, 0, TimeSpan.FromHours(2)), ImportCodes.SkippedTime), ImportTime.Read("2026-03-29 02:30", Berlin));

    [Fact]
    public void a_time_that_occurs_twice_is_its_first_occurrence() =>
        Assert.Equal(new ReadTime(new(2026, 10, 25, 2, 30, 0, TimeSpan.FromHours(2)), ImportCodes.AmbiguousTime), ImportTime.Read("2026-10-25 02:30", Berlin));

    [Fact]
    public void unless_that_would_lie_before_what_it_follows()
    {
        var received = ImportTime.Read("2026-10-25 02:50", Berlin)!.Value.At;
        Assert.Equal(new ReadTime(new(2026, 10, 25, 2, 30, 0, TimeSpan.FromHours(1)), ImportCodes.AmbiguousTime), ImportTime.Read("2026-10-25 02:30", Berlin, received));
    }

    [Fact]
    public void an_offset_settles_it() =>
        Assert.Equal(new ReadTime(new(2026, 10, 25, 2, 30, 0, TimeSpan.FromHours(1)), null), ImportTime.Read("2026-10-25 02:30 +01:00", Berlin));

    [Theory]
    [InlineData("2026-02-16", 16)]
    [InlineData("2026年2月16日", 16)]
    [InlineData("46069", 16)]
    [InlineData("2026-02-16 23:59:59", 16)]
    [InlineData("2026-02-16T23:59:59-11:00", 16)]
    public void a_date_is_the_day_as_written(string cell, int day) => Assert.Equal(new DateOnly(2026, 2, day), ImportTime.ReadDate(cell));
}
