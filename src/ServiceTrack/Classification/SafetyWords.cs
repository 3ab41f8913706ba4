using System.Buffers;

namespace ServiceTrack.Classification;

/// <summary>
/// Words of danger to life, body or house. Recall goes before precision: a word alarms wherever it stands, also in
/// "没有漏电" or "no fire this time", since a missed fire costs more than a minute of somebody's look.
/// </summary>
public static class SafetyWords
{
    private static readonly string[] Chinese =
    [
        // Electricity
        "漏电", "露电", "触电", "电击", "电到", "电了一下", "被电", "电人", "麻手", "手麻", "发麻", "麻了一下", "外壳带电", "机身带电", "带电了",
        "短路", "跳闸", "漏保", "打火", "火花", "电弧", "冒火",
        // Fire and heat
        "起火", "着火", "着了火", "失火", "火灾", "火苗", "火星", "明火", "自燃", "燃烧", "烧焦", "烧糊", "烧着", "烧起来", "烧坏", "烧毁",
        "烧穿", "烧黑", "烧断", "烧化", "烧熔", "熔化", "焦糊", "焦味", "糊味", "烧焦味", "冒烟", "冒黑烟", "冒白烟", "冒出烟", "冒着烟",
        "浓烟", "黑烟", "烫手", "过热", "消防", "火警",
        // Explosion
        "爆炸", "炸裂", "炸开", "炸了", "炸飞", "爆裂", "爆开", "爆了", "自爆", "爆燃", "闪爆", "爆管", "鼓包",
        // Gas and poison
        "燃气泄", "煤气泄", "天然气泄", "液化气泄", "燃气漏", "煤气漏", "天然气漏", "漏燃气", "漏煤气", "漏天然气", "漏液化气", "漏气",
        "燃气味", "煤气味", "天然气味", "瓦斯", "一氧化碳", "中毒", "有毒", "毒气", "甲醛", "制冷剂泄", "氟利昂", "氨气", "窒息",
        // Injury
        "受伤", "受了伤", "弄伤", "伤到", "伤着", "伤了", "伤人", "划伤", "割伤", "割破", "划破", "夹伤", "夹到手", "夹到孩子", "夹了手", "砸伤", "砸到", "砸中",
        "摔伤", "摔倒", "烫伤", "烧伤", "灼伤", "扎伤", "扎到", "刺伤", "压伤", "撞伤", "轧伤", "流血", "出血", "骨折", "缝针", "缝了", "住院", "送医",
        "去医院", "急诊", "救护车", "昏迷", "晕倒", "呕吐", "过敏", "残疾", "死亡", "致死", "死人", "身亡", "丧命", "人命", "伤亡",
        // Things that fall, break or run away
        "坠落", "坠下", "掉下来", "砸下来", "倒塌", "塌了", "坍塌", "翻倒", "刹车失灵", "刹车失效", "刹不住", "失控", "被困", "困在", "碎玻璃", "玻璃渣",
        "危险", "隐患", "差点出事", "险些", "不安全",
    ];

    private static readonly string[] Spaced =
    [
        " electrocut", " electric shock", " electrical shock", " a shock", " shocks ", " shocked me", " shocked my", " got shocked", " zapped",
        " short circuit", " shorted", " sparks", " sparking", " sparked", " spark ", " arcing", " live wire", " tripped", " trips the",
        " fire ", " fires ", " flame", " burning", " burnt", " burned", " burns ", " burn ", " scald", " scorch", " singed", " ignit", " blaze",
        " smoke", " smoking", " melted", " melting", " overheat", " too hot to touch",
        " explo", " blew up", " blown up", " burst", " shattered", " swollen batter", " bulging", " battery swell",
        " gas leak", " leaking gas", " leak of gas", " smell gas", " smell of gas", " smells of gas", " smelled gas", " gas smell",
        " carbon monoxide", " co alarm", " fumes", " toxic", " poison", " suffocat", " chok",
        " injur", " hurt", " wound", " bleed", " bled ", " blood", " cut my", " cut his", " cut her", " cut myself", " stitches", " hospital",
        " ambulance", " emergency room", " broken bone", " fractur", " concuss", " unconscious", " fainted", " allergic", " killed", " kill ",
        " death", " fatal", " trapped", " collapsed", " fell on", " falling off", " fell off", " brake fail", " brakes fail", " lost control",
        " danger", " hazard", " unsafe", " not safe",
    ];

    private static readonly SearchValues<string> InChinese = SearchValues.Create(Chinese, StringComparison.Ordinal);
    private static readonly SearchValues<string> InSpaced = SearchValues.Create(Spaced, StringComparison.Ordinal);

    public static bool Alarm(string text) => Alarm(RuleText.Of(text));

    internal static bool Alarm(RuleText text) =>
        text.Compact.AsSpan().ContainsAny(InChinese) || text.Spaced.AsSpan().ContainsAny(InSpaced);
}
