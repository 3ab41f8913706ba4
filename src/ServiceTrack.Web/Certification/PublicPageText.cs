using System.Net;
using System.Text;
using ServiceTrack.Journal;
using ServiceTrack.Registers;

namespace ServiceTrack.Web.Certification;

/// <summary>The public page as HTML, in Chinese and English, to read, to print and to hand on.</summary>
public static class PublicPageText
{
    private const string Head = """
        <!doctype html>
        <html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">
        <style>
        body { font: 16px/1.6 system-ui, "Noto Sans CJK SC", sans-serif; color: #1a1a1a; max-width: 44rem; margin: 2rem auto; padding: 0 1rem }
        h1 { font-size: 1.5rem } h2 { font-size: 1.1rem; margin-top: 2rem } small { color: #555 }
        code, pre { font: 1rem/1.7 ui-monospace, monospace; overflow-wrap: anywhere; white-space: pre-wrap }
        .card { border: 1px solid #888; border-radius: 8px; padding: 1rem; break-inside: avoid } dt { color: #555 } dd { margin: 0 0 .6rem }
        @media print { body { margin: 0 } a { color: inherit } }
        </style>
        """;

    public const string Missing = Head + "<title>404</title>\n<h1>没有这个页面</h1><p>There is no such page.</p>\n</html>\n";

    public static string Of(string company, string fingerprint, SignedCheckpoint? checkpoint, IReadOnlyList<RegisterEntry> certificates, bool showsCertificates)
    {
        var page = new StringBuilder(Head).Append($"<title>{Text(company)}</title>\n<h1>{Text(company)}</h1>\n");
        page.Append("<h2>记录签名密钥的指纹 <small>Fingerprint of the key that signs our records</small></h2>\n");
        page.Append($"<div class=\"card\"><strong>{Text(company)}</strong><br><code>{Grouped(fingerprint)}</code></div>\n");
        page.Append("<p>核对证据包时请使用此指纹。<br><small>Give it to whoever checks one of our evidence packs: without it a pack proves only that it was not altered, not who made it.</small></p>\n");
        page.Append("<h2>最近的检查点 <small>Latest checkpoint</small></h2>\n");
        page.Append(checkpoint is null ? "<p>尚无 <small>None yet</small></p>\n" : $"<pre>{Text(checkpoint.Text)}{Text(checkpoint.Signature)}</pre>\n");
        if (showsCertificates) Append(page, certificates);
        return page.Append("</html>\n").ToString();
    }

    /// <summary>In fours, as people read aloud and compare.</summary>
    public static string Grouped(string fingerprint) => string.Join(' ', fingerprint.Chunk(4).Select(c => new string(c)));

    private static void Append(StringBuilder page, IReadOnlyList<RegisterEntry> certificates)
    {
        page.Append("<h2>有效证书 <small>Certificates in force</small></h2>\n");
        if (certificates.Count == 0) page.Append("<p>无 <small>None</small></p>\n");
        foreach (var fields in certificates.Select(c => c.Fields))
        {
            page.Append($"<dl class=\"card\"><dt>{Text(fields["body"])}</dt><dd><strong>{Text(fields["name"])}</strong> {Text(fields.GetValueOrDefault("level"))}</dd>");
            page.Append($"<dt>编号 Number</dt><dd>{Text(fields["number"])}</dd><dt>有效期 Valid</dt><dd>{Text(fields["issuedOn"])} – {Text(fields["expiresOn"])}</dd>");
            if (fields.TryGetValue("link", out var link)) page.Append($"<dt>公示查询 Look it up</dt><dd><a rel=\"noopener\" href=\"{Text(link)}\">{Text(link)}</a></dd>");
            page.Append("</dl>\n");
        }
    }

    private static string Text(string? text) => WebUtility.HtmlEncode(text ?? "");
}
