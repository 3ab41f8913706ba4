using System.Collections.Immutable;
using System.Text;
using ServiceTrack.Reports;

namespace ServiceTrack.Evidence;

/// <summary>A ledger as a form on A4: title, company, period, shares, the rows, and where maker, checker and chop go.</summary>
internal static class LedgerPage
{
    private const int Buffered = 32 * 1024;

    private const string Style = """
        @page{size:A4 landscape;margin:10mm}body{font:12px/1.4 system-ui,"Noto Sans CJK SC","Microsoft YaHei",sans-serif;margin:1rem;color:#1c2330}
        h1{font-size:18px;text-align:center;margin:.2rem}header p{display:flex;flex-wrap:wrap;gap:.2rem 2rem;justify-content:center;margin:.4rem 0}
        table{border-collapse:collapse;width:100%}th,td{border:1px solid #9aa3b2;padding:2px 4px;text-align:left;vertical-align:top;overflow-wrap:anywhere}th{background:#f2f4f8}tr{break-inside:avoid}
        @media print{body{margin:0;font-size:7.5px}h1{font-size:14px}}
        """;

    public static async Task Write(
        Stream to, PackParameters p, Words name, ImmutableArray<XlsxColumn> columns, Shares s, string path,
        IEnumerable<(IEnumerable<XlsxCell> Cells, ImmutableArray<PlacedAttachment> Files)> rows, CancellationToken cancel)
    {
        var html = Html.Begin($"{name.Zh}台账 {name.En} · {p.Company}", Style + "\n" + Html.SignatureStyle)
            .Append("<header><h1>").Append(Html.Text($"{name.Zh}台账")).Append(" <small>").Append(Html.Text(name.En)).Append("</small></h1>\n<p><span>单位 Company：")
            .Append(Html.Text(p.Company)).Append("</span><span>期间 Period：").Append(Html.Text($"{p.Local(p.From)} – {p.Local(p.To)}")).Append("</span><span>")
            .Append(p.Masked ? "个人信息已遮盖 Personal data masked" : "个人信息未遮盖 Personal data whole").Append("</span></p>\n<p><span>共 Records：").Append(s.Count);
        foreach (var (words, part) in s.Named())
            html.Append("</span><span>").Append(Html.Text(words.Both)).Append("：").Append(part).Append(Html.Share(part, s.Count));
        html.Append("</span></p></header>\n<table>\n<thead><tr>");
        foreach (var column in columns.Add(Ledger.Files)) html.Append("<th>").Append(Html.Text(column.Title)).Append("</th>");
        html.Append("</tr></thead>\n<tbody>\n");
        foreach (var (cells, files) in rows)
        {
            html.Append("<tr>");
            foreach (var cell in cells) html.Append("<td>").Append(Html.Text(Ledger.TextOf(cell) ?? "")).Append("</td>");
            html.Append("<td>").AppendJoin("<br>", files.Select(LinkOf)).Append("</td></tr>\n");
            if (html.Length >= Buffered) await Flush();
        }
        html.Append("</tbody>\n</table>\n").Append(Html.Signatures).Append("</body>\n</html>\n");
        await Flush();

        string LinkOf(PlacedAttachment f) => f.File.IsWhole && !f.Missing
            ? $"<a href=\"{f.Path[(path.LastIndexOf('/') + 1)..]}\">{Html.Text(f.Said.Zh)}</a>"
            : Html.Text(f.Said.Both);

        async Task Flush()
        {
            await to.WriteAsync(Encoding.UTF8.GetBytes(html.ToString()), cancel);
            html.Clear();
        }
    }

    /// <summary>The parts with their names.</summary>
    public static IEnumerable<(Words Words, int Part)> Named(this Shares s) =>
    [
        (Words.How(Activities.Recorded.AtTheTime), s.AtTheTime), (Words.How(Activities.Recorded.Later), s.Later),
        (Words.How(Activities.Recorded.Imported), s.Imported), (Words.Amended, s.Amended),
    ];
}
