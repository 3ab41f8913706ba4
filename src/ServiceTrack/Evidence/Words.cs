using ServiceTrack.Activities;
using ServiceTrack.Certification;

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

    /// <summary>How it was recorded, and whether it was amended since.</summary>
    public static string How(Recorded how, bool amended) => amended ? $"{How(how).Both}; {Amended.Both}" : How(how).Both;

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

    /// <param name="state">Null: records alone do not tell.</param>
    public static Words Coverage(Covered? state) => state is not { } known ? new("须人工核查", "to be looked at") : known switch
    {
        Covered.Enough => new("充分", "enough"),
        Covered.Thin => new("不足", "thin"),
        Covered.Stale => new("过期", "stale"),
        Covered.Missing => new("缺失", "missing"),
    };

    /// <summary>The class of its style in pages.</summary>
    public static string StyleOf(Covered? state) => state?.ToString().ToLowerInvariant() ?? "byhand";

    /// <summary>How sure a fact is (DOMAIN.md); what is ours is never shown as the standard's.</summary>
    public static Words Source(string source) => source switch
    {
        "seed" => new("立项资料", "founding documents"),
        "agency" => new("认证机构网页", "agencies' pages"),
        "one" => new("单一网页", "a single page"),
        "memory" => new("未经查证", "not looked up"),
        "ours" => new("本软件建议", "our own proposal"),
        "body" => new("认证机构文件", "the body's paper"),
        _ => new(source, source),
    };

    public static Words Points(PackClause c) => c switch
    {
        { Points: null } => new("未知（得分为估计）", "unknown (a score is an estimate)"),
        { Confirmed: true } => new($"{c.Points}（{c.ConfirmedBy} 确认）", $"{c.Points} (confirmed by {c.ConfirmedBy})"),
        _ => new($"{c.Points}（{Source(c.Source).Zh}，未确认，得分为估计）", $"{c.Points} ({Source(c.Source).En}, not confirmed: a score is an estimate)"),
    };

    /// <summary>What a rule counts.</summary>
    public static Words From(PackParameters p, PackRule rule)
    {
        Words[] parts = rule.From switch
        {
            "activities" => [.. rule.Kinds.Select(k => p.Kinds.FirstOrDefault(n => n.Code == k) is { } kind ? new Words(kind.Zh, kind.En) : new(k, k)), .. rule.Severities.Select(v => new Words(v, v))],
            "register" when p.Register(rule.Named ?? "") is { } register => [new(register.Zh, register.En), .. rule.Kinds.Select(k => ChoiceOf(register, "kind", k))],
            "document" when p.Register(Covering.Documents) is { } documents => [new(documents.Zh, documents.En), ChoiceOf(documents, "type", rule.Named ?? "")],
            _ => [new($"指标 {rule.Named}", $"measure {rule.Named}")],
        };
        return new(string.Join('、', parts.Select(w => w.Zh)), string.Join(", ", parts.Select(w => w.En)));
    }

    public static Words Asked(PackRule rule)
    {
        var (zh, en) = ($"至少 {rule.Enough} 条", $"at least {rule.Enough}");
        if (rule.Months is { } months) (zh, en) = ($"{zh}，近 {months} 个月", $"{en} of the last {months} months");
        if (rule.FreshMonths is { } fresh) (zh, en) = ($"{zh}，最近一条不早于 {fresh} 个月", $"{en}, the newest within {fresh} months");
        return new($"{zh}（{Source(rule.Source).Zh}）", $"{en} ({Source(rule.Source).En})");
    }

    private static Words ChoiceOf(PackRegister register, string field, string value) =>
        register.Fields.FirstOrDefault(f => f.Name == field)?.Choices.FirstOrDefault(c => c.Value == value) is { } choice ? new(choice.Zh, choice.En) : new(value, value);

    /// <summary>Hours with two decimals, halves rounded away from zero.</summary>
    public static decimal? Hours(TimeSpan? time) =>
        time is { } t ? Math.Round((decimal)t.Ticks / TimeSpan.TicksPerHour, 2, MidpointRounding.AwayFromZero) : null;
}
