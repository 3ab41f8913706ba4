using System.Text.RegularExpressions;

namespace ServiceTrack.Classification;

/// <summary>
/// How grave a complaint is. Safety by <see cref="SafetyWords"/> alone. Serious: the law, authorities or the press are
/// named, money or data were taken, somebody was threatened, somebody helpless or a business depends on it, or the same
/// thing failed again and again. The list is ours.
/// </summary>
public static partial class SeverityRule
{
    public const string Safety = "safety", Serious = "serious", Normal = "normal";

    public static string Of(string text) => Of(RuleText.Of(text));

    internal static string Of(RuleText text) =>
        SafetyWords.Alarm(text) ? Safety
        : ChineseSerious().IsMatch(text.Compact) || SpacedSerious().IsMatch(text.Spaced) ? Serious
        : Normal;

    [GeneratedRegex("""
        12315|12345|消协|消费者协会|市场监管|市监局|工商局|投诉到底|起诉|律师|法院|仲裁|曝光|媒体|记者|报警|派出所
        |欺诈|诈骗|骗子|骗钱|盗刷|盗用|隐私|(信息|资料|号码|电话|地址|照片|录像).{0,6}(泄露|泄漏|外泄|卖给|倒卖|发到)
        |威胁|恐吓|辱骂|打人|动手|推搡|骚扰|偷拿|偷走
        |孕妇|婴儿|新生儿|宝宝发烧|病人|透析|呼吸机|制氧|残疾|瘫痪
        |停产|停工|停业|没法营业|泡水|泡坏|淹|漏到楼下
        |(修|换|来|返修|返厂|维修|上门)(过|了)?([三四五六七八九十几]|[3-9]|\d\d)(次|回|遍|趟)|第([三四五六七八九十]|[3-9])(次|回|遍|趟)|多次(维修|返修|投诉)|反复(维修|出现|返修)
        |(拖|等|过去)了?快?([两三四五六七八九十半几]|[2-9]|\d\d)个?多?月
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex ChineseSerious();

    [GeneratedRegex("""
        \b(lawyer|solicitor|attorney|sue|suing|lawsuit|court|legal\ action|ombudsman|regulator|trading\ standards|consumer\ (association|protection|council)
        |police|fraud|fraudulent|scam|scammed|stolen|stole|theft|data\ breach|leaked|identity\ theft|privacy
        |threat\w*|harass\w*|abus\w*|assault\w*|discriminat\w*|swore\ at
        |journalist|newspaper|the\ press|go\ viral|flooded|flooding|water\ damage
        |pregnant|newborn|infant|disabled|wheelchair|dialysis|ventilator|oxygen
        |production\ (line\ )?(has\ )?stopped|lost\ business|can't\ (open|trade)
        |(third|fourth|fifth|sixth)\ (time|repair|visit|attempt)|(three|four|five|six|several|\d+)\ (times|repairs|visits)
        |(two|three|four|five|six|several|[2-9])\ months)\b
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex SpacedSerious();
}
