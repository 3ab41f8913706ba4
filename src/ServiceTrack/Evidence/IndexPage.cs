using System.Globalization;
using System.Text;

namespace ServiceTrack.Evidence;

/// <summary>The pack's first page: read without a network, in Chinese or English, on screen or on A4.</summary>
internal static class IndexPage
{
    private const string Style = """
        :root{color-scheme:light}body{font:15px/1.55 system-ui,"Noto Sans CJK SC","Microsoft YaHei",sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem;color:#1c2330}
        h1{font-size:1.5rem;margin:.2rem 0}h2{font-size:1.1rem;margin:2rem 0 .5rem}table{border-collapse:collapse;width:100%}th,td{border-bottom:1px solid #d5dae2;padding:.35rem .5rem;text-align:right;vertical-align:top}
        td{white-space:nowrap}th:first-child,td:first-child{text-align:left}thead th{background:#f2f4f8}tfoot td{font-weight:600}dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem}dt{color:#5a6474}dd{margin:0}
        code{background:#f2f4f8;padding:.1rem .3rem;border-radius:3px}.switch{float:right}input[name=language]{accent-color:#2257c4}
        body:has(#zh:checked) .en,body:has(#en:checked) .zh{display:none}
        @media print{@page{size:A4 landscape;margin:12mm}body{margin:0;max-width:none;font-size:11px}.switch{display:none}tr{break-inside:avoid}}
        """;

    public static string Of(PackParameters p, Summary s)
    {
        var html = new StringBuilder();
        html.Append("<!DOCTYPE html>\n<html lang=\"zh\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>")
            .Append(Text($"{p.Company} · 售后服务证据 · After-sales evidence")).Append("</title>\n<style>\n").Append(Style).Append("\n</style>\n</head>\n<body>\n")
            .Append("<div class=\"switch\"><input type=\"radio\" name=\"language\" id=\"zh\" checked><label for=\"zh\">中文</label> <input type=\"radio\" name=\"language\" id=\"en\"><label for=\"en\">English</label></div>\n")
            .Append("<h1>").Append(Text(p.Company)).Append("</h1>\n<p>").Append(Both("售后服务证据包", "After-sales evidence pack")).Append("</p>\n");
        AppendFacts(html, p, s);
        AppendFigures(html, s);
        AppendGaps(html, s);
        AppendProof(html, p, s);
        return html.Append("</body>\n</html>\n").ToString();
    }

    private static void AppendFacts(StringBuilder html, PackParameters p, Summary s)
    {
        html.Append("<dl>\n");
        Fact("统计区间", "Window", Text($"{p.Local(p.From)} – {p.Local(p.To)}") + " " + Both("（按发生时间，不含终点）", "(by time of event, end not included)"));
        Fact("时区", "Time zone", Text(p.Zone));
        Fact("个人信息", "Personal data", p.Masked ? Both("已遮盖", "masked") : Both("未遮盖", "shown whole"));
        Fact("账本记录", "Journal leaves", s.Size == s.First
            ? Both("无", "none")
            : Text(string.Create(CultureInfo.InvariantCulture, $"{s.First} – {s.Size - 1}")));
        if (s.LastRecorded is { } last) Fact("最后记录于", "Last recorded", Text(p.Local(last)));
        html.Append("</dl>\n");

        void Fact(string zh, string en, string value) => html.Append("<dt>").Append(Both(zh, en)).Append("</dt><dd>").Append(value).Append("</dd>\n");
    }

    private static void AppendFigures(StringBuilder html, Summary s)
    {
        Heading(html, "活动", "Activities");
        html.Append("<table>\n<thead><tr>");
        foreach (var (zh, en) in new[]
        {
            ("类型", "Kind"), ("件数", "Count"), ("当时记录", "At the time"), ("事后补记", "Later"), ("导入", "Imported"), ("有更正", "Amended"),
            ("当场答复", "In contact"), ("其他已答复", "Otherwise answered"), ("答复中位数（小时）", "Median response (h)"), ("已解决", "Resolved"), ("已取消", "Cancelled"), ("台账", "Ledger"),
        })
            html.Append("<th>").Append(Both(zh, en)).Append("</th>");
        html.Append("</tr></thead>\n<tbody>\n");
        foreach (var kind in s.Kinds) AppendRow(html, kind);
        html.Append("</tbody>\n<tfoot>\n");
        AppendRow(html, s.All);
        html.Append("</tfoot>\n</table>\n");
    }

    private static void AppendRow(StringBuilder html, Figures f)
    {
        html.Append("<tr><td>").Append(f.Kind is { } kind ? Both(kind.Zh, kind.En) : Both("合计", "All")).Append("</td><td>").Append(f.Count).Append("</td>");
        foreach (var part in new[] { f.AtTheTime, f.Later, f.Imported, f.Amended, f.InContact, f.Responded })
            html.Append("<td>").Append(part).Append(Share(part, f.Count)).Append("</td>");
        html.Append("<td>").Append(Words.Hours(f.MedianResponse)?.ToString("0.00", CultureInfo.InvariantCulture) ?? "–").Append("</td>");
        foreach (var part in new[] { f.Resolved, f.Cancelled })
            html.Append("<td>").Append(part).Append(Share(part, f.Count)).Append("</td>");
        html.Append("<td>");
        if (f.Kind is not null)
        {
            var path = Ledger.PathOf(f.Kind.Code)["data/".Length..];
            html.Append("<a href=\"").Append(path).Append(".xlsx\">XLSX</a> <a href=\"").Append(path).Append(".csv\">CSV</a>");
        }
        html.Append("</td></tr>\n");
    }

    private static void AppendGaps(StringBuilder html, Summary s)
    {
        Heading(html, "空缺", "Gaps");
        html.Append("<p>").Append(s.Gaps.IsEmpty
            ? Both("每种活动在区间内都有记录。", "Every kind has activities in the window.")
            : Both("区间内没有记录的活动类型：", "Kinds without an activity in the window:")).Append("</p>\n");
        if (s.Gaps.IsEmpty) return;
        html.Append("<ul>\n");
        foreach (var gap in s.Gaps) html.Append("<li>").Append(Both(gap.Zh, gap.En)).Append("</li>\n");
        html.Append("</ul>\n");
    }

    private static void AppendProof(StringBuilder html, PackParameters p, Summary s)
    {
        Heading(html, "这些数字从何而来", "Where these figures come from");
        html.Append("<p>").Append(Both(
            "台账、数字和本页只由账本记录（journal/leaves.ndjson）推出，可用 ServiceTrack.Verify 重新推出并逐字节比对；文件校验：在解压后的目录中运行 sha256sum -c manifest-sha256.txt。未被记录的事情，任何账本都无法证明。",
            "Ledgers, figures and this page follow from the journal's leaves (journal/leaves.ndjson) alone; ServiceTrack.Verify makes them again and compares each byte. Checksums: sha256sum -c manifest-sha256.txt in the unpacked folder. What was never recorded, no journal can prove."))
            .Append("</p>\n<p>").Append(Both(
            "类型与网点的名称以制作时公司所填为准。“当时记录”指事后 24 小时内记录。",
            "Names of kinds and outlets are the company's at the making. \"At the time\" means recorded within 24 hours of the event."))
            .Append("</p>\n<p>").Append(p.Previous is null
                ? Both("未附与上一份证据包的衔接证明。", "No proof joins this pack to an earlier one.")
                : Both("附有与上一份证据包的衔接证明（journal/consistency.json）。", "A proof joins this pack to an earlier one (journal/consistency.json).")).Append("</p>\n");
        html.Append("<table>\n<thead><tr><th>").Append(Both("账本记录类型", "Type of leaf")).Append("</th><th>").Append(Both("条数", "Count")).Append("</th></tr></thead>\n<tbody>\n");
        foreach (var (type, count) in s.Events)
            html.Append("<tr><td><code>").Append(Text(type)).Append("</code></td><td>").Append(count).Append("</td></tr>\n");
        html.Append("</tbody>\n</table>\n");
    }

    private static void Heading(StringBuilder html, string zh, string en) => html.Append("<h2>").Append(Both(zh, en)).Append("</h2>\n");

    private static string Share(int part, int whole) =>
        part == 0 || whole == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({Math.Round(100m * part / whole, 1, MidpointRounding.AwayFromZero):0.0}%)");

    private static string Both(string zh, string en) => zh == en
        ? Text(zh)
        : $"<span class=\"zh\" lang=\"zh\">{Text(zh)}</span><span class=\"en\" lang=\"en\">{Text(en)}</span>";

    private static string Text(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);
}
