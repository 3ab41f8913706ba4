using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using static ServiceTrack.Evidence.Html;

namespace ServiceTrack.Evidence;

/// <summary>
/// A finished pack's own pages as one document to print: a cover that says which pack it is, the index with the clauses,
/// each clause's sheet and its ledgers. Nothing stands in it that does not stand in the pack.
/// </summary>
internal sealed partial class PrintedPages
{
    /// <summary>Of all pages together: 4,000 rows or so. Chromium takes about 800 MB for each megabyte (measured: 1.3 MB, 176 pages, 1.7 GB; 4.6 MB, 4.3 GB); rows that would go beyond it stay in the pack.</summary>
    private const long MostBytes = 2 * 1024 * 1024;

    private readonly PackContents contents;
    private readonly PackRecord pack;
    private readonly PackParameters parameters;

    public PrintedPages(PackContents contents, PackRecord pack, long most = MostBytes)
    {
        (this.contents, this.pack) = (contents, pack);
        parameters = PackParameters.Read(contents.Bytes(PackFiles.Parameters));
        LeftOut = [.. TooMuch(most)];
    }

    /// <summary>Ledgers whose rows are not printed, by their path: they would be too much.</summary>
    public ImmutableArray<string> LeftOut { get; }

    // In the order they stand in a pack, where the index comes last.
    private IEnumerable<PackEntry> Pages => contents.Zip.Entries.Where(e => e.Name.EndsWith(".html", StringComparison.Ordinal)).OrderBy(e => e.Name != PackFiles.Index);

    public async Task Write(Stream to, CancellationToken cancel)
    {
        await using var html = new StreamWriter(to, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        await html.WriteAsync(Begin($"{parameters.Company} · 售后服务证据 After-sales evidence · {pack.Id}", PrintStyle.Of(pack.Id)).Replace("<title>", PrintStyle.Nothing + "<title>"), cancel);
        await html.WriteAsync(Cover(), cancel);
        foreach (var page in Pages)
        {
            await html.WriteLineAsync($"<article class=\"{SortOf(page.Name)}\" id=\"{Shown(page.Name)}\">");
            await Copy(page, html, cancel);
            await html.WriteLineAsync("</article>");
        }
        await html.WriteAsync("</body>\n</html>\n");
    }

    private static string SortOf(string path) => path == PackFiles.Index ? "index" : path.EndsWith("/index.html", StringComparison.Ordinal) ? "sheet" : "ledger";

    private IEnumerable<string> TooMuch(long left)
    {
        foreach (var page in Pages)
            if (SortOf(page.Name) == "ledger" && page.Bytes > left) yield return page.Name;
            else left -= page.Bytes;
    }

    // Texts of customers are escaped in a pack's pages, so that a line which looks like markup is the pages' own.
    private async Task Copy(PackEntry page, StreamWriter to, CancellationToken cancel)
    {
        using var from = new StreamReader(contents.Zip.Read(page));
        var (inBody, skipping, leftOut) = (false, false, LeftOut.Contains(page.Name));
        while (await from.ReadLineAsync(cancel) is { } line)
        {
            if (line == "</body>") inBody = false;
            if (line is "</script>" || (leftOut && line == "</tbody>")) skipping = false;
            else if (line == "<script>") skipping = true;
            else if (inBody && !skipping) await to.WriteLineAsync(Address().Replace(line, Within).AsMemory(), cancel);
            if (line == "<body>") inBody = true;
            if (!leftOut || line != "<tbody>") continue;
            skipping = true;
            await to.WriteLineAsync($"<tr><td colspan=\"99\">{LeftOutText(page.Name)}</td></tr></tbody>");
        }
    }

    // To another page of the document; to a file beside it, nowhere.
    private static string Within(Match link) => link.Groups[1].Value is var to && to.EndsWith(".html", StringComparison.Ordinal) ? $"<a href=\"#{to.Replace("../", "", StringComparison.Ordinal)}\"" : "<a";

    private static string Shown(string path) => path["data/".Length..];

    private static string LeftOutText(string path) => Text($"记录过多，未印入本文件；完整台账见证据包：{Shown(path)} Too many records to print here; the whole ledger stands in the pack.");

    private StringBuilder Cover()
    {
        var html = new StringBuilder("<article class=\"cover\">\n<h1>").Append(Text(parameters.Company)).Append("</h1>\n<p class=\"title\">售后服务证据 · 条款核查表与台账<br><small>After-sales evidence · clause checklist and ledgers</small></p>\n<table>\n");
        Fact("期间 Period", Text($"{parameters.Local(parameters.From)} – {parameters.Local(parameters.To)} ({parameters.Zone})"));
        if (parameters.Scheme is { } scheme) Fact("认证方案 Scheme", Text($"{new Words(scheme.Zh, scheme.En).Both} ({scheme.Id} v{scheme.Version.ToString(CultureInfo.InvariantCulture)})"));
        if (!parameters.OnlyOutlets.IsEmpty) Fact("网点范围 Outlets", Text(string.Join("、", parameters.OnlyOutlets.Select(o => parameters.Outlets.GetValueOrDefault(o, o)))));
        Fact("个人信息 Personal data", parameters.Masked ? "已遮盖 masked" : "<b>未遮盖 shown whole</b>");
        if (pack.Missing > 0) Fact("附件 Attachments", $"<b>不完整：缺失 {pack.Missing} 个 INCOMPLETE: {pack.Missing} missing</b>");
        foreach (var path in LeftOut) Fact("未印入 Not printed", $"<code>{Text(Shown(path))}</code>");
        html.Append("</table>\n<h2>本文件由下列证据包印出 Printed from this evidence pack</h2>\n<table>\n");
        Fact("编号 Pack", $"<code>{Text(pack.Id)}</code>");
        Fact("SHA-256 (zip)", $"<code>{Text(pack.Sha256 ?? "")}</code>");
        Fact("公钥指纹 Key", $"<code>{Text(pack.Fingerprint ?? "")}</code>");
        Fact("检查点 Checkpoint", $"<pre>{Text(pack.Checkpoint ?? "")}</pre>");
        return html.Append("</table>\n<p class=\"note\">本文件供阅读与存档，本身不能证明任何事情；以证据包（zip）及其签名为准，可用 ServiceTrack.Verify 核对，公钥指纹须从公司另行取得。<br>")
            .Append("This document is for reading and filing and proves nothing of itself: the pack (zip) and its signature do. Check it with ServiceTrack.Verify, and the key's fingerprint with the company by another way.</p>\n")
            .Append(Signatures).Append("</article>\n");

        void Fact(string name, string value) => html.Append("<tr><th>").Append(name).Append("</th><td>").Append(value).Append("</td></tr>\n");
    }

    [GeneratedRegex("<a href=\"([^\"]*)\"")] private static partial Regex Address();
}
