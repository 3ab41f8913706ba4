using System.Text.RegularExpressions;
using ServiceTrack.Customers;

namespace ServiceTrack.Imports;

/// <summary>
/// The headings under which companies keep each field, Chinese and English, the surest first. Case, width, spaces, marks and
/// remarks in brackets do not matter. Headings that as often mean something else (序号, 类别, 订单号, "response time") are
/// left out: such a column is reported as ignored, which is better than filled with wrong things.
/// </summary>
internal static partial class ImportHeadings
{
    private static readonly Dictionary<string, (ImportField Field, int Rank)> Known = Table(new()
    {
        [ImportField.ExternalId] = "external id|工单号|工单编号|工单id|投诉编号|投诉单号|受理编号|受理单号|服务单号|报修单号|案件编号|记录编号|编号|单号|ticket id|ticket no|ticket number|ticket|case id|case no|case number|complaint id|complaint no|reference|reference no|ref no|ref|id",
        [ImportField.Kind] = "kind|工单类型|活动类型|服务类型|业务类型|受理类型|类型|activity kind|ticket type|case type|service type|type",
        [ImportField.ReceivedAt] = "received at|受理时间|受理日期|接收时间|来电时间|投诉时间|投诉日期|报修时间|报修日期|反馈时间|登记时间|登记日期|发生时间|发生日期|提交时间|创建时间|创建日期|建单时间|日期|时间|occurred at|received|received time|received date|receipt time|date received|time received|reported at|opened at|open date|submitted at|created at|created|created time|created date|date created|creation date|complaint date|date|time|timestamp",
        [ImportField.Text] = "text|问题描述|投诉内容|投诉描述|问题内容|故障描述|故障现象|反馈内容|诉求内容|工单内容|受理内容|详细描述|描述|内容|详情|问题|problem description|issue description|complaint text|description|problem|issue|complaint|details|detail|content|message|body",
        [ImportField.Subject] = "subject|主题|标题|工单标题|title|summary",
        [ImportField.Channel] = "channel|受理渠道|投诉渠道|来源渠道|渠道|受理方式|投诉来源|工单来源|来源|contact channel|source channel|source|origin|via",
        [ImportField.Outlet] = "outlet|服务网点|网点名称|受理网点|网点|服务站|服务商|门店名称|门店|service outlet|service center|service centre|service point|branch|store|shop",
        [ImportField.Priority] = "priority|优先级|紧急程度|紧急度|urgency",
        [ImportField.CustomerName] = "customer name|客户姓名|客户名称|顾客姓名|用户姓名|投诉人|报修人|联系人|姓名|客户|顾客|customer|client name|client|contact name|contact person|full name|name|requester",
        [ImportField.Phone] = "customer phone|联系电话|客户电话|顾客电话|手机号码|手机号|手机|电话号码|电话|来电号码|联系方式|phone number|phone|mobile number|mobile phone|mobile|contact phone|contact number|telephone|tel|cell",
        [ImportField.Email] = "customer email|电子邮箱|电子邮件|邮箱地址|邮箱|邮件地址|email address|email|mail",
        [ImportField.Region] = "customer region|所在地区|所在地|地区|区域|省市区|省市|城市|region|province|city|area|location",
        [ImportField.Address] = "customer address|联系地址|详细地址|客户地址|服务地址|上门地址|地址|service address|address",
        [ImportField.ProductModel] = "product model|产品型号|商品型号|规格型号|型号|机型|产品名称|商品名称|产品|商品|model|product name|product|item",
        [ImportField.SerialNo] = "product serial no|产品序列号|序列号|机身号|机器编号|机号|sn码|serial number|serial no|serial|sn",
        [ImportField.PurchasedAt] = "product purchased at|购买日期|购买时间|购机日期|购机时间|购货日期|发票日期|purchase date|date of purchase|purchased at|purchased on|purchased|invoice date",
        [ImportField.Remedy] = "remedy|顾客诉求|客户诉求|用户诉求|诉求|期望处理方式|期望结果|requested remedy|customer demand|demand|request|desired outcome",
        [ImportField.RespondedAt] = "responded at|首次响应时间|首次回复时间|首次答复时间|首次联系时间|首响时间|响应时间|回复时间|first response at|first responded at|first response time|first response|first reply at|first reply time|response at",
        [ImportField.ResolvedAt] = "resolved at|办结时间|办结日期|解决时间|处理完成时间|完成时间|完成日期|完结时间|结案时间|关闭时间|结束时间|resolved|resolved time|resolved date|date resolved|resolution date|solved at|completed at|completion date|closed at|closed|closed time|closed date|date closed",
        [ImportField.Outcome] = "outcome|处理结果|办理结果|解决结果|处理情况|处理意见|处理措施|解决方案|resolution|result|solution|action taken",
        [ImportField.Satisfaction] = "satisfaction|满意度评分|满意度|客户满意度|顾客满意度|满意度评价|评分|satisfaction score|satisfaction rating|csat|rating|score",
    });

    /// <summary>A column for each field at most: the surest heading, then the leftmost. All the others are reported.</summary>
    public static (IReadOnlyList<MappedColumn> Columns, IReadOnlyList<IgnoredColumn> Ignored) Map(IReadOnlyList<string> headings)
    {
        var columns = headings.Select((heading, index) => (Index: index, Heading: heading.Trim(), Guess: Guess(heading))).ToList();
        var mapped = columns.Where(c => c.Guess is not null)
            .GroupBy(c => c.Guess!.Value.Field)
            .Select(same => same.MinBy(c => c.Guess!.Value.Rank))
            .OrderBy(c => c.Index)
            .Select(c => new MappedColumn(c.Index, c.Heading, c.Guess!.Value.Field))
            .ToList();
        var taken = mapped.Select(c => c.Index).ToHashSet();
        return (mapped, [.. columns.Where(c => !taken.Contains(c.Index)).Select(c => new IgnoredColumn(c.Index, c.Heading, c.Guess?.Field))]);
    }

    private static (ImportField Field, int Rank)? Guess(string heading)
    {
        if (heading.Length > 200) return null;
        var folded = Width.Fold(heading);
        return Known.TryGetValue(Key(folded), out var exact) || Known.TryGetValue(Key(Remark().Replace(folded, "")), out exact) ? exact : null;
    }

    /// <summary>Letters and digits only, lower case.</summary>
    private static string Key(string heading) => string.Concat(heading.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    private static Dictionary<string, (ImportField, int)> Table(Dictionary<ImportField, string> headings) => headings
        .SelectMany(field => field.Value.Split('|').Select((heading, rank) => (Key: Key(heading), Value: (field.Key, rank))))
        .ToDictionary(h => h.Key, h => h.Value);

    [GeneratedRegex(@"[(\[【].*?[)\]】]")]
    private static partial Regex Remark();
}
