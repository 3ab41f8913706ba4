using System.Net;
using System.Text;

namespace ServiceTrack.Web.Certification;

/// <param name="Empty">What stands there without rows.</param>
public sealed record PrintedTable(string Title, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows, string Empty = "无");

/// <summary>A page for A4: no script, nothing from elsewhere, with room for who made it, who checked it and the chop.</summary>
public static class PrintedPage
{
    private const string Style = """
        @page { size: A4; margin: 18mm 15mm }
        body { font: 14px/1.7 "Noto Serif CJK SC", SimSun, serif; color: #000; max-width: 190mm; margin: 12mm auto; padding: 0 4mm }
        h1 { text-align: center; font-size: 22px; margin: 0 0 4px } h2 { font-size: 16px; margin: 18px 0 6px; break-after: avoid }
        .facts { text-align: center; margin: 0 0 12px } table { border-collapse: collapse; width: 100%; font-size: 12px }
        th, td { border: 1px solid #000; padding: 3px 5px; text-align: left; overflow-wrap: anywhere } th { background: #eee }
        thead { display: table-header-group } tr { break-inside: avoid }
        .sign { display: flex; justify-content: space-between; margin-top: 28px; break-inside: avoid }
        """;

    /// <param name="facts">Lines below the title.</param>
    /// <param name="remarks">Paragraphs before the tables.</param>
    public static string Of(string title, IEnumerable<string> facts, IEnumerable<string> remarks, IEnumerable<PrintedTable> tables)
    {
        var page = new StringBuilder($"<!doctype html>\n<html lang=\"zh-CN\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{Text(title)}</title>")
            .Append("<style>").Append(Style).Append("</style>\n<h1>").Append(Text(title)).Append("</h1>\n");
        foreach (var fact in facts) page.Append("<p class=\"facts\">").Append(Text(fact)).Append("</p>\n");
        foreach (var remark in remarks) page.Append("<p>").Append(Text(remark)).Append("</p>\n");
        foreach (var table in tables) Append(page, table);
        return page.Append("<div class=\"sign\"><span>制表：＿＿＿＿＿</span><span>审核：＿＿＿＿＿</span><span>日期：＿＿＿＿＿</span><span>（盖章）</span></div>\n</html>\n").ToString();
    }

    private static void Append(StringBuilder page, PrintedTable table)
    {
        page.Append("<h2>").Append(Text(table.Title)).Append("</h2>\n");
        if (table.Rows.Count == 0)
        {
            page.Append("<p>").Append(Text(table.Empty)).Append("</p>\n");
            return;
        }
        page.Append("<table><thead><tr><th>序号</th>");
        foreach (var column in table.Columns) page.Append("<th>").Append(Text(column)).Append("</th>");
        page.Append("</tr></thead><tbody>\n");
        for (var i = 0; i < table.Rows.Count; i++)
        {
            page.Append("<tr><td>").Append(i + 1).Append("</td>");
            foreach (var cell in table.Rows[i]) page.Append("<td>").Append(Text(cell)).Append("</td>");
            page.Append("</tr>\n");
        }
        page.Append("</tbody></table>\n");
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
