using System.Globalization;
using System.Text;

namespace ServiceTrack.Evidence;

/// <summary>Pieces that the pages of a pack are made of.</summary>
internal static class Html
{
    public static string Text(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);

    /// <summary>Both languages, of which the page shows one.</summary>
    public static string Both(string zh, string en) => zh == en
        ? Text(zh)
        : $"<span class=\"zh\" lang=\"zh\">{Text(zh)}</span><span class=\"en\" lang=\"en\">{Text(en)}</span>";

    public static string Both(Words words) => Both(words.Zh, words.En);

    public static string Share(int part, int whole) =>
        part == 0 || whole == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({Math.Round(100m * part / whole, 1, MidpointRounding.AwayFromZero):0.0}%)");

    public static StringBuilder Begin(string title, string style) => new StringBuilder("<!DOCTYPE html>\n<html lang=\"zh\">\n<head>\n<meta charset=\"utf-8\">\n")
        .Append("<meta name=\"viewport\" content=\"width=device-width\">\n<title>").Append(Text(title)).Append("</title>\n<style>\n").Append(style).Append("\n</style>\n</head>\n<body>\n");

    public static StringBuilder Heading(this StringBuilder html, string zh, string en) => html.Append("<h2>").Append(Both(zh, en)).Append("</h2>\n");

    /// <summary>Where whoever made, checked and stands for a paper signs it.</summary>
    public const string Signatures = """
        <footer class="sign"><div>制表 Made by<br>日期 Date</div><div>审核 Checked by<br>日期 Date</div><div>盖章处 Chop</div></footer>

        """;

    public const string SignatureStyle = """
        .sign{display:grid;grid-template-columns:1fr 1fr 14rem;gap:1rem;margin-top:1.2rem;break-inside:avoid}.sign div{border:1px solid #9aa3b2;min-height:5rem;padding:.4rem .6rem;line-height:2.4}.sign div:last-child{border-style:dashed;color:#5a6474}
        """;
}
