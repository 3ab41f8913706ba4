using System.Globalization;
using System.Text;
using ServiceTrack.Certification;

namespace ServiceTrack.Evidence;

/// <summary>The sheet of one clause on A4: what it asks for, what there is, and where maker, checker and chop go.</summary>
internal static class ClausePage
{
    private const string Style = """
        @page{size:A4;margin:14mm}body{font:13px/1.5 system-ui,"Noto Sans CJK SC","Microsoft YaHei",sans-serif;margin:1rem auto;max-width:60rem;padding:0 1rem;color:#1c2330}
        h1{font-size:18px;text-align:center}table{border-collapse:collapse;width:100%}th,td{border:1px solid #9aa3b2;padding:4px 6px;text-align:left;vertical-align:top}th{background:#f2f4f8}tr{break-inside:avoid}
        .state{font-weight:600}.missing,.stale{color:#a3201a}.thin{color:#8a5a00}.enough{color:#1b6b3a}
        @media print{body{margin:0;padding:0;font-size:11px}}
        """;

    public static byte[] Of(PackParameters p, ClauseFound covered, Summary s, Folders folders)
    {
        var clause = covered.Clause;
        var html = Html.Begin($"{clause.Id} {clause.Zh} · {p.Company}", Style + "\n" + Html.SignatureStyle)
            .Append("<h1>条款核查表 ").Append(Html.Text($"{clause.Id} {clause.Zh}")).Append("<br><small>").Append(Html.Text(clause.En)).Append("</small></h1>\n<table>\n<tbody>\n");
        Fact("单位 Company", p.Company);
        Fact("期间 Period", $"{p.Local(p.From)} – {p.Local(p.To)}");
        Fact("方案 Scheme", $"{new Words(p.Scheme!.Zh, p.Scheme.En).Both} ({p.Scheme.Id} v{p.Scheme.Version.ToString(CultureInfo.InvariantCulture)})");
        Fact("分值 Points", Words.Points(clause).Both);
        Fact("评分方式 Scoring", clause.Proportional ? "按抽样不合格比例扣分 by the share of samples that fail" : "不满足不得分 met or not");
        html.Append("<tr><th>覆盖 Coverage</th><td>").Append(State(covered.State)).Append("</td></tr>\n</tbody>\n</table>\n<h2>记录 Records</h2>\n<table>\n<thead><tr>");
        foreach (var title in new[] { "来源 From", "应有 Asked for", "已有 Found", "最近 Newest", "记录方式 How recorded", "结论 Verdict", "台账 Ledger", "核查 Checked" })
            html.Append("<th>").Append(title).Append("</th>");
        html.Append("</tr></thead>\n<tbody>\n");
        foreach (var rule in covered.Rules) AppendRule(html, p, clause, rule, s, folders);
        html.Append("</tbody>\n</table>\n");
        if (covered.Rules.IsEmpty) html.Append("<p>方案没有规定这一条由哪些记录证明，须人工核查。 The scheme names no records for this clause: somebody has to look.</p>\n");
        return Encoding.UTF8.GetBytes(html.Append(Html.Signatures).Append("</body>\n</html>\n").ToString());

        void Fact(string name, string value) => html.Append("<tr><th>").Append(name).Append("</th><td>").Append(Html.Text(value)).Append("</td></tr>\n");
    }

    private static string State(Covered? state) =>
        $"<span class=\"state {Words.StyleOf(state)}\">{Html.Text(Words.Coverage(state).Both)}</span>";

    private static void AppendRule(StringBuilder html, PackParameters p, PackClause clause, RuleFound covered, Summary s, Folders folders)
    {
        var rule = covered.Rule;
        html.Append("<tr><td>").Append(Html.Text(Words.From(p, rule).Both));
        if (rule.FollowsZh is { } zh) html.Append("<br><small>").Append(Html.Text(new Words(zh, rule.FollowsEn ?? zh).Both)).Append("</small>");
        html.Append("</td><td>").Append(Html.Text(Words.Asked(rule).Both)).Append("</td><td>").Append(covered.Shares.Count).Append("</td><td>").Append(covered.Newest).Append("</td><td>");
        foreach (var (words, part) in covered.Shares.Named())
            if (part > 0) html.Append(Html.Text(words.Both)).Append(' ').Append(part).Append(Html.Share(part, covered.Shares.Count)).Append("<br>");
        html.Append("</td><td>").Append(State(covered.State)).Append("</td><td>");
        foreach (var ledger in s.LedgersOf(rule))
        {
            html.Append(Html.Text(ledger.Ledger.Name.Zh));
            foreach (var ending in new[] { "html", "xlsx", "csv" })
                html.Append(" <a href=\"../../").Append(ledger.Path["data/".Length..]).Append('.').Append(ending).Append("\">").Append(ending.ToUpperInvariant()).Append("</a>");
            if (folders.HomeOf(ledger.Ledger.Key) is { } home && home != clause.Id) html.Append(" （见 see ").Append(Html.Text(home)).Append('）');
            html.Append("<br>");
        }
        html.Append("</td><td></td></tr>\n");
    }
}
