using ServiceTrack.Customers;

namespace ServiceTrack.Imports;

/// <summary>What people write for the codes of the API: kinds, channels, priorities, demands, satisfaction in words.</summary>
public static class ImportNames
{
    /// <summary>The built-in kinds by code and by name.</summary>
    public static IReadOnlyDictionary<string, string> Kinds { get; } = Table(
        "consultation|咨询|产品咨询|inquiry", "survey-measure|测量|勘测|上门测量", "design|设计|策划设计",
        "delivery|送货|配送", "installation|安装|install", "tech-support|技术支持|技术咨询|technical support|support",
        "training|培训|使用培训", "commissioning|调试|安装调试",
        "complaint|投诉|客诉|顾客投诉|客户投诉|投诉建议", "repair|维修|报修|修理", "return|退货|退款|退换|退换货|退货退款", "exchange|换货|换新",
        "recall|召回", "maintenance|保养|维护|维保", "inspection|检测|检验|鉴定", "spare-parts|配件|配件供应|备件|spare part|parts", "recycling|回收|废弃回收",
        "satisfaction|满意度|满意度调查|survey", "follow-up|回访|使用跟踪", "customer-event|客户活动|顾客联谊|客户联谊|联谊", "praise|表扬|compliment",
        "knowledge-push|知识推送|使用知识宣传|知识宣传", "announcement|公告|通知|宣传|notice",
        "site-service|现场服务|设施服务|onsite service|on-site service");

    internal static IReadOnlyDictionary<string, string> Channels { get; } = Table(
        "hotline|热线|客服热线|服务热线|热线电话|电话|来电|呼叫中心|400|400电话|phone|call|telephone|call center|call centre",
        "counter|门店|柜台|店面|前台|到店|现场|网点|store|shop|walk-in|in person|front desk",
        "web|网站|官网|网页|网上|在线|在线客服|website|online|portal|web form",
        "wechat|微信|公众号|微信公众号|小程序|微信小程序|企业微信",
        "email|邮件|邮箱|电子邮件|电子邮箱|e-mail|mail",
        "ecommerce|电商|电商平台|网店|京东|天猫|淘宝|拼多多|抖音|抖音小店|e-commerce|marketplace|online shop|online store",
        "authority|12315|12315转办|12315平台|12345|12345转办|12345热线|市场监管|市场监管局|监管转办|政府转办|消协|消费者协会|regulator",
        "api|接口", "import|导入");

    internal static IReadOnlyDictionary<string, string> Priorities { get; } = Table(
        "low|低|较低|不急", "normal|中|普通|一般|正常|medium|standard", "high|高|较高|重要|加急", "urgent|紧急|特急|非常紧急|最高|critical|emergency|highest");

    internal static IReadOnlyDictionary<string, string> Demands { get; } = Table(
        "refund|退款|退货|退货退款|return", "exchange|换货|换新|更换|退换货|replacement", "repair|维修|修理|返修",
        "compensation|赔偿|补偿|赔付", "apology|道歉|赔礼道歉", "information|说明情况|说明|解释|解释说明|答复|咨询|explanation");

    /// <summary>Satisfaction in words, 1 to 5.</summary>
    internal static IReadOnlyDictionary<string, int> Ratings { get; } = new[]
        {
            "非常不满意|很不满意|十分不满意|very dissatisfied|very poor", "不满意|较不满意|dissatisfied|poor", "一般|基本满意|中等|neutral|average",
            "满意|比较满意|satisfied|good", "非常满意|很满意|十分满意|very satisfied|excellent",
        }
        .SelectMany((words, below) => words.Split('|').Select(word => (Key: Key(word), Rating: below + 1)))
        .ToDictionary(pair => pair.Key, pair => pair.Rating);

    /// <summary>The form in which names are compared: full width, case, spaces, dashes and low lines folded away.</summary>
    internal static string Key(string name) => string.Concat(Width.Fold(name).Where(c => !char.IsWhiteSpace(c) && c is not ('-' or '_'))).ToLowerInvariant();

    private static Dictionary<string, string> Table(params string[] rows) => rows
        .Select(row => row.Split('|'))
        .SelectMany(names => names.Select(name => (Key: Key(name), Code: names[0])))
        .Distinct()
        .ToDictionary(pair => pair.Key, pair => pair.Code);
}
