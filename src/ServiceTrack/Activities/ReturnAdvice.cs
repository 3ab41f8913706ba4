using System.Collections.Immutable;
using System.Globalization;

namespace ServiceTrack.Activities;

/// <summary>What 三包 and distance-sale rules suggest for a return; advice with its source, never a decision.</summary>
/// <param name="Rule">A stable name of the rule.</param>
/// <param name="Options">What the customer may ask for.</param>
/// <param name="Days">Days counted, from the day after the invoice or the receipt.</param>
public sealed record ReturnAdvice(string Rule, ImmutableArray<string> Options, int Days, string TextZh, string TextEn, string Source)
{
    private const string ThreeGuarantees = "部分商品修理更换退货责任规定（三包），各品类期限另有目录；按一份二手资料整理，使用前请核对原文";
    private const string DistanceSale = "消费者权益保护法第二十五条；按二手资料整理，使用前请核对原文";

    /// <summary>Null where no rule speaks: the contract or the product class decides.</summary>
    public static ReturnAdvice? For(Activity activity, DateOnly today)
    {
        var fields = activity.Fields;
        if (fields.GetValueOrDefault("distanceSale") == "true" && Since(fields, "receivedOn", today) is >= 0 and <= 7 and var sinceReceipt)
            return new("distance-sale-7-days", ["refund"], sinceReceipt,
                "网购收货 7 日内可无理由退货（法定除外商品除外）。", "Distance sale: may be returned without reason within 7 days of receipt, exempt goods excepted.", DistanceSale);
        if (fields.GetValueOrDefault("fault") != "true") return null;
        if (Number(fields, "repairsBefore") >= 2)
            return new("two-repairs", ["exchange", "refund"], 0,
                "三包期内维修两次仍不能正常使用，可换货或退货。", "Repaired twice and still faulty within the period: exchange or return.", ThreeGuarantees);
        // The period is the invoice date less the time in repair.
        if (Since(fields, "invoiceDate", today) is not { } days) return null;
        days -= Number(fields, "daysInRepair");
        return days switch
        {
            < 0 => null,
            <= 7 => new("seven-days", ["refund", "exchange", "repair"], days,
                "购买 7 日内出现性能故障，可退货、换货或维修。", "Performance fault within 7 days: return, exchange or repair.", ThreeGuarantees),
            <= 15 => new("fifteen-days", ["exchange", "repair"], days,
                "购买 15 日内出现性能故障，可换货或维修。", "Performance fault within 15 days: exchange or repair.", ThreeGuarantees),
            _ => null,
        };
    }

    private static int? Since(ImmutableSortedDictionary<string, string> fields, string name, DateOnly today) =>
        DateOnly.TryParseExact(fields.GetValueOrDefault(name), "yyyy-MM-dd", out var date) ? today.DayNumber - date.DayNumber : null;

    private static int Number(ImmutableSortedDictionary<string, string> fields, string name) =>
        decimal.TryParse(fields.GetValueOrDefault(name), CultureInfo.InvariantCulture, out var n) ? (int)Math.Clamp(n, 0, 10_000) : 0;
}
