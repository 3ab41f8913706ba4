using System.Text.RegularExpressions;

namespace ServiceTrack.Classification;

/// <summary>
/// What the customer asks for, by rule. Where several things are asked for, the first of refund, exchange, compensation,
/// apology, repair, information: repairs are mostly told as history, and nearly every complaint also asks a question.
/// A thing said not to be wanted ("不要退款") is not looked at.
/// </summary>
public static partial class DemandRule
{
    private static readonly (string Demand, Regex Chinese, Regex Spaced)[] InOrder =
    [
        ("refund", ChineseRefund(), SpacedRefund()),
        ("exchange", ChineseExchange(), SpacedExchange()),
        ("compensation", ChineseCompensation(), SpacedCompensation()),
        ("apology", ChineseApology(), SpacedApology()),
        ("repair", ChineseRepair(), SpacedRepair()),
        ("information", ChineseInformation(), SpacedInformation()),
    ];

    /// <returns>One of <see cref="Labels.Demands"/>, or null where nothing is asked for.</returns>
    public static string? Of(string text) => Of(RuleText.Of(text));

    internal static string? Of(RuleText text)
    {
        var compact = ChineseNotWanted().Replace(text.Compact, "");
        var spaced = SpacedNotWanted().Replace(text.Spaced, " ");
        return Array.Find(InOrder, d => d.Chinese.IsMatch(compact) || d.Spaced.IsMatch(spaced)).Demand;
    }

    private const RegexOptions Options = RegexOptions.CultureInvariant;

    [GeneratedRegex("(不要|不想要?|不需要|不用|无需|并?不是要|不求|没要求)(你们|全额|再|什么)?(退款|退货|退钱|退换|退|换货|换新|换|赔偿|赔钱|赔|补偿|道歉|维修|修)", Options)]
    private static partial Regex ChineseNotWanted();
    [GeneratedRegex(@"\b(don't want|do not want|not asking for|not looking for|don't need|do not need|instead of|rather than) (a |an |any |my |the |another )?\w+", Options)]
    private static partial Regex SpacedNotWanted();

    [GeneratedRegex("(?<![衰倒撤消早减辞])退(?!出|役|休|伍|烧|缩|步|后|让|潮|色|回维修|回厂)|还我钱|把钱还", Options)]
    private static partial Regex ChineseRefund();
    [GeneratedRegex(@"\b(refund\w*|money back|reimburs\w*|return (it|this|the|my)|returning (it|this|the)|cancel (my|the|this) order|send it back|take it back)\b", Options)]
    private static partial Regex SpacedRefund();

    [GeneratedRegex("换货|(?<!以旧)换新|换一[台个件部套张把双]|换[台个件]|换机|调换|包换|补[发寄]|重新?[发寄]一|更换(新|整机|一[台个件])|给我换|要求更?换", Options)]
    private static partial Regex ChineseExchange();
    [GeneratedRegex(@"\b(exchang\w*|replacement|replace (it|this|the (whole )?(unit|machine|item|product))|swap\w*|(a|brand) new (one|unit|machine)|(send|ship) (me )?(another|a new) (one|unit|item)|resend)\b", Options)]
    private static partial Regex SpacedExchange();

    [GeneratedRegex("赔(?!礼|不是|笑)|补偿|补差价|误工费|精神损失|承担(损失|费用)", Options)]
    private static partial Regex ChineseCompensation();
    [GeneratedRegex(@"\b(compensat\w*|damages|pay for (the|my|our) (damage|loss|carpet|floor|time)|cover (the|my|our) (cost|costs|loss|losses|damage)|goodwill (payment|gesture)|make up for)\b", Options)]
    private static partial Regex SpacedCompensation();

    [GeneratedRegex("道歉|道个歉|赔礼|赔不是|认错|说(一?声|句)对不起", Options)]
    private static partial Regex ChineseApology();
    [GeneratedRegex(@"\b(apolog\w*|say sorry|said sorry)\b", Options)]
    private static partial Regex SpacedApology();

    [GeneratedRegex("来修|派(人|师傅|个)|上门(修|维修|处理|看|检)|[尽赶]快(修|处理好|解决)|修好|重新?(修|安装|装)|返工|安排(维修|师傅|人|上门)|帮(我|忙)?修|维修一下|修一下|检修|报修", Options)]
    private static partial Regex ChineseRepair();
    [GeneratedRegex(@"\b(repair (it|this|the|my)|fix (it|this|the|my)|fixed properly|get (it|this) (fixed|repaired|working)|send (me )?(a|an|another|someone|somebody)( \w+)? ?(technician|engineer|out|round|over)?|reinstall\w*|put (it|this) right|sort (it|this) out)\b", Options)]
    private static partial Regex SpacedRepair();

    [GeneratedRegex("请问|咨询|怎么(?!这|那|会|能)|如何|多少钱|什么时候|啥时候|何时|多久|想知道|想了解|查一?下|查询|进度|给个?说法|解释|说明原因|告知|答复|回复我", Options)]
    private static partial Regex ChineseInformation();
    [GeneratedRegex(@"\b(how (do|can|long|much|many)|when (will|can|is)|where is|what is|(could|can|would) you (please )?(tell|explain|confirm|check)|please (advise|confirm|explain|tell|check)|let me know|explanation|want to know)\b", Options)]
    private static partial Regex SpacedInformation();
}
