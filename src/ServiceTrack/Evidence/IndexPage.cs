using System.Globalization;
using System.Text;
using static ServiceTrack.Evidence.Html;

namespace ServiceTrack.Evidence;

/// <summary>The pack's first page: read without a network, in Chinese or English, on screen or on A4.</summary>
internal static class IndexPage
{
    public static string Of(PackParameters p, Summary s)
    {
        var html = Begin($"{p.Company} · 售后服务证据 · After-sales evidence", IndexStyle.Css)
            .Append("<div class=\"switch\"><input type=\"radio\" name=\"language\" id=\"zh\" checked><label for=\"zh\">中文</label> <input type=\"radio\" name=\"language\" id=\"en\"><label for=\"en\">English</label></div>\n")
            .Append("<h1>").Append(Text(p.Company)).Append("</h1>\n<p>").Append(Both("售后服务证据包", "After-sales evidence pack")).Append("</p>\n");
        AppendFacts(html, p, s);
        html.Append("<input type=\"search\" id=\"find\" data-zh=\"查找条款、台账、类型…\" data-en=\"Find clauses, ledgers, types…\" placeholder=\"查找条款、台账、类型…\" aria-label=\"查找 Find\">\n");
        IndexClauses.Append(html, p, s);
        IndexAssessments.Append(html, p, s);
        AppendFigures(html, s);
        AppendLedgers(html, s);
        AppendProof(html, p, s);
        IndexGaps.Append(html, p, s);
        return html.Append("<script>\n").Append(IndexStyle.Script).Append("\n</script>\n</body>\n</html>\n").ToString();
    }

    private static void AppendFacts(StringBuilder html, PackParameters p, Summary s)
    {
        html.Append("<dl>\n");
        Fact("统计区间", "Window", Text($"{p.Local(p.From)} – {p.Local(p.To)}") + " " + Both("（按发生时间，不含终点）", "(by time of event, end not included)"));
        Fact("时区", "Time zone", Text(p.Zone));
        if (p.Scheme is { } scheme) Fact("认证方案", "Scheme", Both(scheme.Zh, scheme.En) + Text(string.Create(CultureInfo.InvariantCulture, $" ({scheme.Id} v{scheme.Version})")));
        if (!p.OnlyOutlets.IsEmpty)
            Fact("网点范围", "Outlets", Text(string.Join("、", p.OnlyOutlets.Select(o => p.Outlets.GetValueOrDefault(o, o)))) + " "
                + Both("（台账只列这些网点的记录；账本记录完整）", "(ledgers show the records of these alone; the journal's leaves are complete)"));
        Fact("个人信息", "Personal data", p.Masked ? Both("已遮盖", "masked") : Both("未遮盖", "shown whole"));
        Fact("账本记录", "Journal leaves", s.Size == s.First
            ? Both("无", "none")
            : Text(string.Create(CultureInfo.InvariantCulture, $"{s.First} – {s.Size - 1}")));
        if (s.LastRecorded is { } last) Fact("最后记录于", "Last recorded", Text(p.Local(last)));
        Fact("全部记录", "All records", SharesOf(s.Shares));
        var files = s.Attachments.ToList();
        if (files.Count > 0)
            Fact("附件", "Attachments", Both(
                $"{files.Count(f => f.File.IsWhole && !f.Missing)} 个在包内，{files.Count(f => f.File is { IsWhole: false, Personal: true })} 个涉及个人、仅留摘要，{files.Count(f => f.Missing)} 个缺失",
                $"{files.Count(f => f.File.IsWhole && !f.Missing)} in the pack, {files.Count(f => f.File is { IsWhole: false, Personal: true })} about people as digests alone, {files.Count(f => f.Missing)} missing"));
        html.Append("</dl>\n");
        if (!p.Missing.IsEmpty)
        {
            html.Append("<section class=\"loud\"><h2>").Append(Both("不完整：有附件缺失", "INCOMPLETE: attachments are missing")).Append("</h2><p>").Append(Both(
                "下列附件在账本中有记录，但公司已不再持有，或内容与记录不符：", "The journal tells of these attachments; the company has them no more, or not as they were recorded:")).Append("</p>\n<ul class=\"found\">\n");
            foreach (var f in files.Where(f => f.Missing)) html.Append("<li>").Append(Text($"{f.File.Name} ")).Append("<code>").Append(Text(f.Path)).Append("</code></li>\n");
            html.Append("</ul></section>\n");
        }
        if (s.Shares.Count == 0)
            html.Append("<p class=\"loud\">").Append(Both("本区间内没有任何记录：这是一份空的证据包。", "There is no record in this window: the pack is empty.")).Append("</p>\n");

        void Fact(string zh, string en, string value) => html.Append("<dt>").Append(Both(zh, en)).Append("</dt><dd>").Append(value).Append("</dd>\n");
    }

    /// <summary>A count, and how the records came to be recorded.</summary>
    public static string SharesOf(Shares s) => s.Count.ToString(CultureInfo.InvariantCulture)
        + string.Concat(s.Named().Where(n => n.Part > 0).Select(n => $"; {Both(n.Words)} {n.Part.ToString(CultureInfo.InvariantCulture)}{Share(n.Part, s.Count)}"));

    public static string Links(string path) => string.Join(' ', new[] { "html", "xlsx", "csv" }
        .Select(ending => $"<a href=\"{path["data/".Length..]}.{ending}\">{(ending == "html" ? "A4" : ending.ToUpperInvariant())}</a>"));

    private static void AppendFigures(StringBuilder html, Summary s)
    {
        html.Heading("活动", "Activities").Append("<table>\n<thead><tr>");
        foreach (var (zh, en) in new[]
        {
            ("类型", "Kind"), ("件数", "Count"), ("当时记录", "At the time"), ("事后补记", "Later"), ("导入", "Imported"), ("有更正", "Amended"),
            ("当场答复", "In contact"), ("其他已答复", "Otherwise answered"), ("答复中位数（小时）", "Median response (h)"), ("已解决", "Resolved"), ("已取消", "Cancelled"),
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
        html.Append("</tr>\n");
    }

    private static void AppendLedgers(StringBuilder html, Summary s)
    {
        html.Heading("台账", "Ledgers").Append("<table>\n<thead><tr><th>").Append(Both("台账", "Ledger")).Append("</th><th>").Append(Both("条数", "Records")).Append("</th>");
        foreach (var (words, _) in Shares.None.Named()) html.Append("<th>").Append(Both(words)).Append("</th>");
        html.Append("<th>").Append(Both("文件", "Files")).Append("</th></tr></thead>\n<tbody>\n");
        foreach (var (ledger, path) in s.Ledgers.Select(l => (l.Ledger, l.Path)))
        {
            html.Append("<tr><td>").Append(Both(ledger.Name)).Append("</td><td>").Append(ledger.Shares.Count).Append("</td>");
            foreach (var (_, part) in ledger.Shares.Named()) html.Append("<td>").Append(part).Append(Share(part, ledger.Shares.Count)).Append("</td>");
            html.Append("<td>").Append(Links(path)).Append("</td></tr>\n");
        }
        html.Append("</tbody>\n</table>\n");
    }

    private static void AppendProof(StringBuilder html, PackParameters p, Summary s)
    {
        html.Heading("这些数字从何而来", "Where these figures come from").Append("<p>").Append(Both(
            "台账、数字和本页只由账本记录（journal/leaves.ndjson）推出，可用 ServiceTrack.Verify 重新推出并逐字节比对；文件校验：在解压后的目录中运行 sha256sum -c manifest-sha256.txt。未被记录的事情，任何账本都无法证明。",
            "Ledgers, figures and this page follow from the journal's leaves (journal/leaves.ndjson) alone; ServiceTrack.Verify makes them again and compares each byte. Checksums: sha256sum -c manifest-sha256.txt in the unpacked folder. What was never recorded, no journal can prove."))
            .Append("</p>\n<p>").Append(Both(
            "类型、网点、条款与登记簿栏目的名称以制作时公司所填为准。“当时记录”指活动发生后 24 小时内记录；登记簿只记到日，指次日终了前记录。",
            "Names of kinds, outlets, clauses and columns are the company's at the making. \"At the time\" means recorded within 24 hours of an activity; of register entries, of which the day alone is known, before the next day ended."))
            .Append("</p>\n");
        if (s.Earlier > 0)
            html.Append("<p>").Append(Both(
                "区间之前已登记、在区间内仍有效的登记簿记录共 " + s.Earlier.ToString(CultureInfo.InvariantCulture) + " 条（journal/earlier.ndjson），由公司选入，每一条都能证明确在账本之中；区间之前是否还有未选入的，没有证明。",
                s.Earlier.ToString(CultureInfo.InvariantCulture) + " leaves of register entries that were recorded before the window and hold in it (journal/earlier.ndjson) are shown as the company chose; each is proved to stand in the journal; that none was left out is not proved."))
                .Append("</p>\n");
        html.Append("<p>").Append(p.Previous is null
                ? Both("未附与上一份证据包的衔接证明。", "No proof joins this pack to an earlier one.")
                : Both("附有与上一份证据包的衔接证明（journal/consistency.json）。", "A proof joins this pack to an earlier one (journal/consistency.json).")).Append("</p>\n");
        html.Append("<table>\n<thead><tr><th>").Append(Both("账本记录类型", "Type of leaf")).Append("</th><th>").Append(Both("条数", "Count")).Append("</th></tr></thead>\n<tbody>\n");
        foreach (var (type, count) in s.Events)
            html.Append("<tr><td><code>").Append(Text(type)).Append("</code></td><td>").Append(count).Append("</td></tr>\n");
        html.Append("</tbody>\n</table>\n");
    }
}
