using System.Collections.Immutable;

namespace ServiceTrack.Web.Demo;

/// <summary>What the demo company's customers say. Written for the demo; no real person or firm is meant.</summary>
public static class DemoTexts
{
    public static readonly ImmutableArray<string> Models = ["空调 DM-35", "冰箱 DM-260", "洗衣机 DM-10", "热水器 DM-60", "油烟机 DM-8", "净水器 DM-3"];

    public static readonly ImmutableArray<string> Outcomes = ["已维修", "已换新", "已退款", "已解释说明", "已补发配件", "已上门处理"];

    public static readonly ImmutableArray<string> HoldReasons = ["等待配件", "等待顾客时间", "返厂检测"];

    public static ImmutableArray<string> Of(string kind) => kind switch
    {
        "complaint" => Complaints,
        "repair" => Repairs,
        "installation" => ["新买的空调要装，外墙需要打孔", "热水器到货，请安排安装，家里是老式插座", "油烟机换位置重新安装", "净水器安装，厨房下水空间比较小"],
        "delivery" => ["周六下午送货，小区需要登记车牌", "冰箱送六楼无电梯，请带两个人", "洗衣机送货，麻烦把旧机器搬下楼", "预约送货，提前半小时电话"],
        "consultation" => ["问一下洗衣机筒自洁多久做一次", "空调的保修期是几年，需要登记吗", "净水器滤芯多长时间换，多少钱", "冰箱放阳台会不会影响使用"],
        "return" => ["收到才三天，冰箱噪音太大，想退", "网购的净水器不合适，没拆封，申请退货"],
        "exchange" => ["油烟机面板有划痕，要求换一台", "洗衣机刚用十天不脱水，要求换货"],
        "tech-support" => ["空调连不上手机，重置也没用", "热水器显示 E4，怎么处理", "冰箱温度调不下去，想问怎么设置"],
        "praise" => ["师傅很准时，安装完把地面也擦干净了", "客服讲得清楚，问题当场就解决了"],
        _ => ["顾客来电"],
    };

    private static readonly ImmutableArray<string> Complaints =
    [
        "空调装上第三天就不制冷，打了两次电话都说在排队", "说好上午送货，等到晚上八点也没人来", "师傅上门收了两百块，发票也不给开",
        "洗衣机修了三次还是漏水，到底能不能修好", "退款申请两个星期了，钱还没到账", "客服态度很差，话没说完就挂电话",
        "热水器漏电，手碰到水龙头发麻，非常危险", "宣传页写着送延保，买了才说没有活动", "配件等了一个月还没到，冰箱里的东西全坏了",
        "安装把墙打裂了，没有人来处理", "投诉三天了没有一个人回我电话", "我的电话被泄露，天天有人打来推销滤芯",
        "油烟机通电就冒烟，有股焦味", "换货换来的还是旧机器，外壳有明显使用痕迹", "冰箱夜里响得睡不着，说是正常现象",
        "送来的洗衣机箱子破了，机身凹了一块", "上门费收了两次，要求退一次", "维修的人约了三次都没有来",
    ];

    private static readonly ImmutableArray<string> Repairs =
    [
        "空调外机不转，室内吹热风", "冰箱冷藏室不冷，冷冻正常", "洗衣机脱水时晃得厉害", "热水器打不着火，换过电池", "油烟机吸力变小，灯也不亮",
        "净水器出水很慢，滤芯刚换过", "空调滴水到地板上", "洗衣机门锁打不开，衣服还在里面", "冰箱门封条裂开了",
    ];
}
