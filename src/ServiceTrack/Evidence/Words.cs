using ServiceTrack.Activities;

namespace ServiceTrack.Evidence;

/// <summary>A term in both languages of a pack. Terms that are not known here stand as they are.</summary>
internal sealed record Words(string Zh, string En)
{
    public static readonly Words Amended = new("有更正", "amended");

    public string Both => Zh == En ? Zh : $"{Zh} {En}";

    public static Words How(Recorded how) => how switch
    {
        Recorded.AtTheTime => new("当时记录", "at the time"),
        Recorded.Later => new("事后补记", "later"),
        Recorded.Imported => new("导入", "imported"),
    };

    public static Words Status(string status) => status switch
    {
        "new" => new("新建", "new"),
        "responded" => new("已答复", "responded"),
        "inProgress" => new("处理中", "in progress"),
        "onHold" => new("挂起", "on hold"),
        "resolved" => new("已解决", "resolved"),
        "closed" => new("已关闭", "closed"),
        "cancelled" => new("已取消", "cancelled"),
        _ => new(status, status),
    };

    public static Words Channel(string channel) => channel switch
    {
        "hotline" => new("热线", "hotline"),
        "counter" => new("柜台", "counter"),
        "web" => new("网站", "web"),
        "wechat" => new("微信", "WeChat"),
        "email" => new("邮件", "e-mail"),
        "ecommerce" => new("电商平台", "e-commerce"),
        "authority" => new("主管部门", "authority"),
        "api" => new("接口", "API"),
        "import" => new("导入", "import"),
        _ => new(channel, channel),
    };

    /// <summary>Hours with two decimals, halves rounded away from zero.</summary>
    public static decimal? Hours(TimeSpan? time) =>
        time is { } t ? Math.Round((decimal)t.Ticks / TimeSpan.TicksPerHour, 2, MidpointRounding.AwayFromZero) : null;
}
