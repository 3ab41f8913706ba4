using System.Collections.Immutable;
using System.Globalization;

namespace ServiceTrack.Sla;

/// <summary>
/// What a new company starts with: hours and targets are ours, no standard's and no law's, to be replaced by its own
/// promises. Only the public holidays are facts.
/// </summary>
public static class SlaDefaults
{
    private static readonly ImmutableArray<SlaWindow> Day =
        [new(new TimeSpan(9, 0, 0), new TimeSpan(12, 0, 0)), new(new TimeSpan(13, 30, 0), new TimeSpan(18, 0, 0))];

    // State Council General Office's notice for 2026.
    private static readonly string[] DaysOff =
    [
        "2026-01-01..2026-01-03", "2026-02-15..2026-02-23", "2026-04-04..2026-04-06", "2026-05-01..2026-05-05",
        "2026-06-19..2026-06-21", "2026-09-25..2026-09-27", "2026-10-01..2026-10-07",
    ];

    private static readonly string[] MakeUpWorkdays = ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"];

    /// <summary>Monday to Friday in China, with the public holidays and make-up workdays of 2026.</summary>
    public static SlaCalendar Calendar { get; } = new("default", 1, "Asia/Shanghai")
    {
        Name = "工作日 9:00–12:00 13:30–18:00",
        Weekly = new WeekHours { Mon = Day, Tue = Day, Wed = Day, Thu = Day, Fri = Day },
        Exceptions =
        [
            .. DaysOff.SelectMany(Dates).Select(date => new SpecialDay(date, [])),
            .. MakeUpWorkdays.SelectMany(Dates).Select(date => new SpecialDay(date, Day)),
        ],
        ConfirmedThrough = new DateOnly(2026, 12, 31),
        Source = "国务院办公厅关于2026年部分节假日安排的通知, 2025-11-04 (read at politics.gmw.cn)",
    };

    public static SlaPolicy Policy { get; } = new("default", 1, "默认服务承诺")
    {
        Rules =
        [
            new("人身安全", Promise(SlaTarget.ClockTime(TimeSpan.FromMinutes(30)), SlaTarget.ClockTime(TimeSpan.FromHours(24)))) { Severities = ["safety"] },
            new("主管部门转办", Promise(Hours(4), SlaTarget.WorkingDays(7))) { Channels = ["authority"] },
            new("加急", Promise(Hours(1), Hours(8))) { Kinds = ["complaint", "repair", "return", "exchange", "site-service"], Priorities = ["urgent"] },
            new("严重投诉", Promise(Hours(2), Hours(8))) { Kinds = ["complaint"], Severities = ["serious"] },
            new("投诉", Promise(Hours(4), Hours(16))) { Kinds = ["complaint"] },
            new("咨询与技术支持", Promise(Hours(2), Hours(8))) { Kinds = ["consultation", "tech-support"] },
            new("维修与上门", Promise(Hours(4), SlaTarget.WorkingDays(5))) { Kinds = ["repair", "site-service", "maintenance", "inspection", "spare-parts"] },
            new("退换货", Promise(Hours(4), SlaTarget.WorkingDays(7))) { Kinds = ["return", "exchange", "recall", "recycling"] },
            new("送货、安装与培训", Promise(Hours(8), SlaTarget.WorkingDays(3))) { Kinds = ["delivery", "installation", "commissioning", "training"] },
            new("勘测与设计", Promise(Hours(8), SlaTarget.WorkingDays(10))) { Kinds = ["survey-measure", "design"] },
            new("无时限", new SlaTargets()) { Kinds = ["satisfaction", "follow-up", "customer-event", "praise", "knowledge-push", "announcement"] },
            new("其他", Promise(Hours(8), SlaTarget.WorkingDays(5))),
        ],
    };

    private static SlaTargets Promise(SlaTarget response, SlaTarget resolution) => new() { Response = response, Resolution = resolution };

    private static SlaTarget Hours(int hours) => SlaTarget.WorkingTime(TimeSpan.FromHours(hours));

    private static IEnumerable<DateOnly> Dates(string range)
    {
        var ends = range.Split("..").Select(it => DateOnly.ParseExact(it, "yyyy-MM-dd", CultureInfo.InvariantCulture)).ToArray();
        for (var date = ends[0]; date <= ends[^1]; date = date.AddDays(1)) yield return date;
    }
}
