using System.Text;
using ServiceTrack.Certification;
using static ServiceTrack.Evidence.Html;

namespace ServiceTrack.Evidence;

/// <summary>The first page's part about clauses: the tree, what each asks for, and what there is.</summary>
internal static class IndexClauses
{
    public static void Append(StringBuilder html, PackParameters p, Summary s)
    {
        if (p.Scheme is not { } scheme) return;
        var covered = s.Clauses.ToDictionary(c => c.Clause.Id, StringComparer.Ordinal);
        html.Heading("条款核查表", "Clauses").Append("<p>");
        foreach (var state in Enum.GetValues<Covered>().Select(c => (Covered?)c).Append(null))
            html.Append(ClauseState(state)).Append(' ').Append(covered.Values.Count(c => c.State == state)).Append("  ");
        html.Append("</p>\n<table class=\"clauses\">\n<thead><tr>");
        foreach (var (zh, en) in new[] { ("条款", "Clause"), ("分值", "Points"), ("应有与已有", "Asked for and found"), ("覆盖", "Coverage"), ("核查表", "Sheet") })
            html.Append("<th>").Append(Both(zh, en)).Append("</th>");
        html.Append("</tr></thead>\n<tbody>\n");
        foreach (var clause in scheme.Clauses)
        {
            var name = Text(clause.Id + " ") + Both(clause.Zh, clause.En);
            if (covered.GetValueOrDefault(clause.Id) is not { } found)
            {
                html.Append("<tr class=\"group\"><td>").Append(name).Append("</td><td>").Append(clause.Points is null ? "" : Both(Words.Points(clause))).Append("</td><td colspan=\"3\"></td></tr>\n");
                continue;
            }
            html.Append("<tr><td>").Append(name).Append("</td><td>").Append(Both(Words.Points(clause))).Append("</td><td>");
            foreach (var rule in found.Rules) AppendRule(html, p, rule, s);
            html.Append("</td><td>").Append(ClauseState(found.State)).Append("</td><td><a href=\"").Append(Folders.FolderOf(clause.Id)["data/".Length..]).Append("index.html\">A4</a></td></tr>\n");
        }
        html.Append("</tbody>\n</table>\n");
    }

    /// <summary>The verdict in both languages, in its colour.</summary>
    public static string ClauseState(Covered? state) => $"<span class=\"state {Words.StyleOf(state)}\">{Both(Words.Coverage(state))}</span>";

    private static void AppendRule(StringBuilder html, PackParameters p, RuleFound rule, Summary s)
    {
        html.Append("<div>").Append(Both(Words.From(p, rule.Rule))).Append(" <span class=\"note\">").Append(Both(Words.Asked(rule.Rule))).Append("</span>");
        if (rule.State is not null) html.Append(" → ").Append(IndexPage.SharesOf(rule.Shares));
        html.Append(' ').Append(ClauseState(rule.State));
        var ledgers = s.LedgersOf(rule.Rule).ToList();
        foreach (var ledger in ledgers) html.Append(' ').Append(ledgers.Count > 1 ? Both(ledger.Ledger.Name) + " " : "").Append(IndexPage.Links(ledger.Path));
        html.Append("</div>");
    }
}
