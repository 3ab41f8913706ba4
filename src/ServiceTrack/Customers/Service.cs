using ServiceTrack.Registers;
using ServiceTrack.Tenants;
using static ServiceTrack.Registers.RegisterField;

namespace ServiceTrack.Customers;

/// <summary>What customers are promised, where they reach the company, and what becomes of old goods.</summary>
public static class Service
{
    public static readonly Register Promises = new("promises", "服务承诺", "Service promises", "promise",
    [
        Text("promise", "承诺内容", "Promise").Needed(),
        Text("measure", "衡量方式", "How it is measured"),
        Text("published", "公布位置", "Published at").Needed(),
        Date("from", "生效日期", "In force from").Needed(),
        Date("until", "失效日期", "In force until"),
    ]) { ValidFrom = "from", ValidUntil = "until" };

    public static readonly Register Channels = new("channels", "服务渠道", "Service channels", "name",
    [
        Text("name", "名称", "Name").Needed(),
        Choice("kind", "类别", "Kind", ("hotline", "热线", "Hotline"), ("website", "网站", "Website"), ("wechat", "微信", "WeChat"), ("email", "邮箱", "E-mail"),
            ("counter", "柜台", "Counter"), ("other", "其他", "Other")).Needed(),
        Text("address", "号码/地址", "Number or address").Needed(),
        Text("hours", "服务时间", "Hours").Needed(),
        Date("from", "启用日期", "Open from").Needed(),
        Date("until", "停用日期", "Open until"),
    ]) { ValidFrom = "from", ValidUntil = "until", Filters = ["kind"] };

    public static readonly Register ChannelTests = new("channel-tests", "渠道测试", "Tests of channels", "channel",
    [
        Date("testedOn", "测试日期", "Tested on").Needed(),
        Link("channel", "channels", "渠道", "Channel").Needed(),
        YesNo("answered", "接通/可用", "Answered").Needed(),
        Number("seconds", "应答时间（秒）", "Seconds to the answer"),
        Link("tester", "staff", "测试人", "Tested by"),
        Text("remark", "备注", "Remark"),
    ]) { EventDate = "testedOn", Filters = ["channel", "answered"], Writes = Right.Handle };

    public static readonly Register Recycling = new("recycling", "废弃商品回收", "Recycling", "goods",
    [
        Date("collectedOn", "回收日期", "Collected on").Needed(),
        Text("goods", "物品", "Goods").Needed(),
        Number("quantity", "数量", "Quantity").Needed(),
        Number("weight", "重量（kg）", "Weight (kg)"),
        Text("recycler", "处置单位", "Recycler").Needed(),
        Text("licence", "处置单位资质", "Recycler's licence"),
        Date("handedOverOn", "移交日期", "Handed over on"),
        Text("voucher", "单据号", "Voucher"),
        AtOutlet(),
    ]) { EventDate = "collectedOn", Writes = Right.Handle };
}
