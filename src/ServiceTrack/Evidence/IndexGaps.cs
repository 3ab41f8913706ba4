using System.Text;
using ServiceTrack.Certification;
using static ServiceTrack.Evidence.Html;

namespace ServiceTrack.Evidence;

/// <summary>The first page's end: what there is nothing of, or too little.</summary>
internal static class IndexGaps
{
    public static void Append(StringBuilder html, PackParameters p, Summary s)
    {
        var clauses = s.Clauses.Where(c => c.State is not (null or Covered.Enough)).OrderByDescending(c => c.State).ToList();
        html.Append("<section").Append(clauses.Count > 0 || !s.Gaps.IsEmpty ? " class=\"loud\"" : "").Append(">\n").Heading("空缺", "Gaps");
        if (clauses.Count > 0)
        {
            html.Append("<p>").Append(Both("没有记录、记录过期或不足的条款：", "Clauses with no records, stale ones, or too few:")).Append("</p>\n<ul class=\"found\">\n");
            foreach (var c in clauses)
            {
                html.Append("<li>").Append(IndexClauses.ClauseState(c.State)).Append(' ').Append(Text(c.Clause.Id + " ")).Append(Both(c.Clause.Zh, c.Clause.En)).Append(" – ");
                html.AppendJoin("; ", c.Rules.Where(r => r.State is not (null or Covered.Enough)).Select(r => $"{Both(Words.From(p, r.Rule))} {r.Shares.Count} / {r.Rule.Enough}")).Append("</li>\n");
            }
            html.Append("</ul>\n");
        }
        else if (p.Scheme is not null) html.Append("<p>").Append(Both("每一条款都有足够的记录。", "Every clause has records enough.")).Append("</p>\n");
        html.Append("<p>").Append(s.Gaps.IsEmpty
            ? Both("每种活动在区间内都有记录。", "Every kind has activities in the window.")
            : Both("区间内没有记录的活动类型：", "Kinds without an activity in the window:")).Append("</p>\n");
        if (!s.Gaps.IsEmpty)
        {
            html.Append("<ul class=\"found\">\n");
            foreach (var gap in s.Gaps) html.Append("<li>").Append(Both(gap.Zh, gap.En)).Append("</li>\n");
            html.Append("</ul>\n");
        }
        html.Append("</section>\n");
    }
}
