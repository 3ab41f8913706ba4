using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServiceTrack.Certification;
using static ServiceTrack.Evidence.Html;

namespace ServiceTrack.Evidence;

/// <summary>The first page's part about self-assessments: what was drawn, judged and concluded, as the pack's leaves say.</summary>
internal static class IndexAssessments
{
    public static void Append(StringBuilder html, PackParameters p, Summary s)
    {
        foreach (var assessment in s.Assessments.GroupBy(l => l.Stream, StringComparer.Ordinal))
        {
            var title = assessment.FirstOrDefault(l => l.Type == nameof(AssessmentOpened))?.Public("title") ?? assessment.Key;
            html.Heading($"自评：{title}", $"Self-assessment: {title}");
            foreach (var concluded in assessment.Where(l => l.Type == nameof(AssessmentConcluded))) AppendResult(html, p, concluded);
            var draws = assessment.Where(l => l.Type == nameof(SampleDrawn)).ToList();
            if (draws.Count == 0) continue;
            html.Append("<table class=\"clauses\">\n<thead><tr>");
            foreach (var (zh, en) in new[]
            {
                ("抽样", "Draw"), ("条款", "Clause"), ("对象", "Of"), ("方式", "How"), ("总数", "Population"), ("抽取", "Drawn"), ("合格", "Passed"), ("不合格", "Failed"),
                ("种子：检查点与评审员的数", "Seed: checkpoint and assessor's number"), ("时间", "When"),
            })
                html.Append("<th>").Append(Both(zh, en)).Append("</th>");
            html.Append("</tr></thead>\n<tbody>\n");
            foreach (var draw in draws) AppendDraw(html, p, draw, [.. assessment.Where(l => l.Type == nameof(SampleJudged))]);
            html.Append("</tbody>\n</table>\n");
        }
    }

    private static void AppendResult(StringBuilder html, PackParameters p, OpenedLeaf concluded)
    {
        if (concluded.Data["result"] is not JsonObject result) return;
        var estimate = Of(result, "estimate") == "true";
        html.Append("<p>").Append(Both(estimate ? "得分（估计）" : "得分", estimate ? "Score (estimate)" : "Score")).Append(": <b>").Append(Text(Of(result, "score"))).Append("</b> (")
            .Append(Text($"{Of(result, "low")} – {Of(result, "high")}")).Append("); ").Append(Both("级别", "level")).Append(' ').Append(Text(Of(result, "level"))).Append("; ")
            .Append(Both("得分/适用", "earned / applicable")).Append(' ').Append(Text($"{Of(result, "earned")} / {Of(result, "applicable")}")).Append("; ")
            .Append(Both("特别扣分", "special deductions")).Append(' ').Append(Text(Of(result, "special"))).Append("; ").Append(Text(p.Local(concluded.At))).Append("</p>\n");
    }

    private static void AppendDraw(StringBuilder html, PackParameters p, OpenedLeaf draw, IReadOnlyList<OpenedLeaf> judged)
    {
        var basis = draw.Data["basis"] as JsonObject ?? [];
        var number = Of(draw.Data, "number");
        // Of two judgements of a record the later one counts.
        var said = judged.Where(j => Of(j.Data, "draw") == number).GroupBy(j => Of(j.Data, "id")).Select(g => g.Last().Says("passed")).ToList();
        var picked = Of(basis, "picked") == "true";
        html.Append("<tr><td>").Append(Text(number)).Append("</td><td>").Append(Text(Of(draw.Data, "clause"))).Append("</td><td>").Append(Text(Of(basis, "of"))).Append("</td><td>")
            .Append(picked ? Both("指定", "picked") : Both("随机", "drawn")).Append("</td><td>").Append(Text(Of(basis, "count"))).Append("</td><td>")
            .Append((draw.Data["ids"] as JsonArray)?.Count ?? 0).Append("</td><td>").Append(said.Count(passed => passed)).Append("</td><td>").Append(said.Count(passed => !passed)).Append("</td><td>");
        if (!picked) html.Append("<code>").Append(Text($"{Of(basis, "size")} {Of(basis, "root")} {Of(basis, "number")}")).Append("</code>");
        html.Append("</td><td>").Append(Text(p.Local(draw.At))).Append("</td></tr>\n");
    }

    private static string Of(JsonObject members, string name) => (members[name] as JsonValue)?.GetValueKind() switch
    {
        JsonValueKind.String => members[name]!.GetValue<string>(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => members[name]!.ToJsonString(),
        _ => "",
    };
}
