using System.Globalization;
using System.Text;
using ServiceTrack.Activities;
using ServiceTrack.Activities.Verbs;

namespace ServiceTrack.Web.Benchmark;

/// <summary>Made-up requests, the same at every run: number <c>i</c> is always the same one. Nobody in them is real.</summary>
public static class Samples
{
    public const int Outlets = 20;
    private const int Staff = 40;

    private static readonly string[] Kinds = ["complaint", "repair", "repair", "consultation", "installation", "delivery", "return", "tech-support"];
    private static readonly string[] Channels = ["hotline", "web", "wechat", "email", "ecommerce", "counter"];
    private static readonly string[] Products = ["滚筒洗衣机", "对开门冰箱", "壁挂式空调", "燃气热水器", "微波炉", "油烟机", "净水器", "扫地机器人"];
    private static readonly string[] Faults =
    [
        "使用三天后开始漏水，底部积水明显", "启动时有很大的异响，邻居都听得见", "制冷效果差，开一整天温度降不下来", "屏幕不亮，按键没有任何反应",
        "送到时外壳有一道划痕，包装已经破损", "安装人员没有按约定时间上门", "显示故障代码，断电重启以后还是一样", "遥控器配对失败，说明书上的办法都试过",
        "the drum leaks after twenty minutes and the display shows an error", "it trips the fuse every time the heater starts",
    ];
    private static readonly string[] Wishes =
        ["希望尽快安排师傅上门检查。", "要求更换一台新的。", "想了解保修期内是否收费。", "请回电告知处理结果。", "希望退货并退还运费。", "Please call back before the weekend."];
    private static readonly string[] Streets = ["建设路", "人民路", "滨江大道", "学府街", "文化西路", "青年路"];

    /// <param name="outletId">Null for none.</param>
    public static LogActivity Request(int i, string? outletId = null)
    {
        var product = Pick(Products, i, 2);
        return new()
        {
            Kind = Pick(Kinds, i, 1),
            Channel = Pick(Channels, i, 3),
            Text = $"{product}{Pick(Faults, i, 4)}，订单号{i:d8}，购买于{1 + Spread(i, 5) % 24}个月前。{Pick(Wishes, i, 6)}",
            Subject = $"{product}问题",
            Customer = new()
            {
                Name = $"顾客{i % 100_000:d5}", Phone = string.Create(CultureInfo.InvariantCulture, $"138{Spread(i, 7) % 100_000_000:d8}"),
                Address = $"{Pick(Streets, i, 8)}{1 + Spread(i, 9) % 400}号",
            },
            Product = new(product, $"SN{Spread(i, 10) % 1_000_000_000:d9}"),
            Priority = Spread(i, 11) % 20 == 0 ? "urgent" : null,
            OutletId = outletId,
        };
    }

    public static byte[] Body(LogActivity request) => Encoding.UTF8.GetBytes(
        System.Text.Json.JsonSerializer.Serialize(request, Storage.StoredJson.Options));

    /// <summary>What happened to an old activity after it was received; nearly all are done with, of the last days half.</summary>
    public static IEnumerable<ActivityFold.Happened> Since(int i, DateTimeOffset received, DateTimeOffset now)
    {
        var done = now - received > TimeSpan.FromDays(10) ? Spread(i, 12) % 100 < 97 : Spread(i, 12) % 2 == 0;
        var answered = received.AddMinutes(5 + Spread(i, 13) % 600);
        var resolved = answered.AddMinutes(30 + Spread(i, 14) % 4000);
        if (Spread(i, 15) % 4 != 0) yield return new(new ActivityAssigned($"staff-{Spread(i, 16) % Staff:d2}"), received);
        if (answered < now) yield return new(new ActivityResponded(), answered);
        if (done && resolved < now) yield return new(new ActivityResolved("repaired"), resolved);
    }

    /// <summary>A number below 2^31 that looks random, of a number and a purpose.</summary>
    public static int Spread(int i, int purpose)
    {
        var x = unchecked((uint)i * 0x9E3779B1u + (uint)purpose * 0x85EBCA77u);
        x = unchecked((x ^ (x >> 15)) * 0x2C1B3C6Du);
        x = unchecked((x ^ (x >> 12)) * 0x297A2D39u);
        return (int)((x ^ (x >> 15)) & int.MaxValue);
    }

    private static string Pick(string[] from, int i, int purpose) => from[Spread(i, purpose) % from.Length];
}
