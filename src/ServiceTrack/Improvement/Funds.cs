using System.Collections.Immutable;
using ServiceTrack.Journal;
using ServiceTrack.Registers;
using ServiceTrack.Tenants;
using static ServiceTrack.Registers.RegisterField;

namespace ServiceTrack.Improvement;

/// <summary>What service may cost and did, and what people got for doing it well or badly.</summary>
public static class Funds
{
    public static readonly Register Budgets = new("budgets", "售后经费与专项", "Budgets and special funds", "name",
    [
        Text("name", "名称", "Name").Needed(),
        Choice("kind", "类别", "Kind", ("regular", "常规经费", "Regular"), ("special", "专项经费", "Special fund")).Needed(),
        Money("amount", "金额（元）", "Amount (CNY)").Needed(),
        Date("from", "开始日期", "From").Needed(),
        Date("until", "结束日期", "Until").Needed(),
        Text("approval", "批准文号", "Approval"),
    ]) { ValidFrom = "from", ValidUntil = "until", Filters = ["kind"], Reads = Right.Evidence };

    public static readonly Register Spending = new("spending", "经费支出", "Spending", "purpose",
    [
        Date("spentOn", "支出日期", "Spent on").Needed(),
        Link("budget", "budgets", "经费", "Budget").Needed(),
        Text("purpose", "用途", "Purpose").Needed(),
        Money("amount", "金额（元）", "Amount (CNY)").Needed(),
        Text("voucher", "凭证号", "Voucher"),
    ])
    {
        EventDate = "spentOn", Filters = ["budget"], Reads = Right.Evidence,
        Rule = d => d.Linked[d["budget"]!].InForce(d.Date("spentOn")!.Value) ? [] : [("spentOn", "Lies outside the budget's period.")],
    };

    public static readonly Register Rewards = new("rewards", "奖惩与关怀", "Rewards, penalties, care", "reason",
    [
        Date("on", "日期", "Date").Needed(),
        Link("staff", "staff", "人员", "Person").Needed(),
        Choice("kind", "类别", "Kind", ("reward", "奖励", "Reward"), ("penalty", "处罚", "Penalty"), ("care", "关怀", "Care")).Needed(),
        Text("reason", "事由", "Reason").Needed().About(Mask.Text),
        Money("amount", "金额（元）", "Amount (CNY)"),
        Link("rule", "documents", "依据", "By which rule"),
    ]) { EventDate = "on", Filters = ["staff", "kind"], Reads = Right.Evidence };

    /// <summary>Each budget with what was spent of it; spending more than there is stands there to be seen, and is not refused.</summary>
    public static ImmutableArray<BudgetUse> Use(IEnumerable<RegisterEntry> budgets, IEnumerable<RegisterEntry> spending)
    {
        var spent = spending.GroupBy(s => s.Fields["budget"]).ToDictionary(g => g.Key, g => g.Sum(s => RegisterValues.Number(s.Fields["amount"]) ?? 0));
        return [.. budgets.Select(b => new BudgetUse(b.Id, RegisterValues.Number(b.Fields["amount"]) ?? 0, spent.GetValueOrDefault(b.Id)))];
    }
}

public sealed record BudgetUse(string BudgetId, decimal Amount, decimal Spent)
{
    public decimal Left => Amount - Spent;
}
