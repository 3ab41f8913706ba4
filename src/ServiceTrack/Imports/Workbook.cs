using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml;

namespace ServiceTrack.Imports;

/// <summary>What the first visible sheet of a workbook needs to be read: where it is, shared strings, styles that show dates.</summary>
internal sealed partial class Workbook
{
    private const long SmallPart = 16 * 1024 * 1024, StringsPart = 64 * 1024 * 1024;

    // ECMA-376 part 1, 18.8.30: the formats of dates and times, East Asian ones among them.
    private static readonly HashSet<int> DateFormats = [.. Enumerable.Range(14, 9), .. Enumerable.Range(27, 10), .. Enumerable.Range(45, 3), .. Enumerable.Range(50, 9)];

    private readonly ZipArchive zip;
    private readonly List<string> strings = [];
    private readonly List<bool> isDate = [];

    public Workbook(ZipArchive zip)
    {
        this.zip = zip;
        (SheetName, var relation, From1904) = FirstSheet();
        Sheet = zip.GetEntry(Target(relation)) ?? throw Broken($"{relation}?");
        ReadStrings();
        ReadStyles();
    }

    public string SheetName { get; }

    public ZipArchiveEntry Sheet { get; }

    /// <summary>Serials count from 1904, as on old Macs.</summary>
    public bool From1904 { get; }

    public string String(string index) =>
        int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var i) && i < strings.Count ? strings[i] : throw Broken($"shared string {ImportMessages.Excerpt(index)}");

    public bool IsDate(string? style) => int.TryParse(style, NumberStyles.None, CultureInfo.InvariantCulture, out var i) && i < isDate.Count && isDate[i];

    /// <summary>_x000D_ and its like, by which a workbook writes characters that XML cannot hold.</summary>
    public static string Unescape(string text) => text.Contains("_x", StringComparison.Ordinal)
        ? Escape().Replace(text, m => (char)Convert.ToInt32(m.Groups[1].Value, 16) is var c && c != '\0' && !char.IsSurrogate(c) ? c.ToString() : m.Value)
        : text;

    public static UnreadableFileException Broken(string detail) => new(ImportCodes.BrokenWorkbook, null, detail);

    /// <summary>Whether a format code has a day, month, year, hour, minute or second outside its quoted and bracketed parts.</summary>
    internal static bool ShowsDate(string format) => Literal().Replace(format, "").AsSpan().IndexOfAny("yYmMdDhHsS") >= 0;

    private (string Name, string Relation, bool From1904) FirstSheet()
    {
        using var part = new WorkbookPart(zip.GetEntry("xl/workbook.xml") ?? throw Broken("xl/workbook.xml?"), SmallPart);
        var from1904 = false;
        while (part.Next())
            if (part.Xml.LocalName == "workbookPr") from1904 |= part.Xml.GetAttribute("date1904") is "1" or "true";
            else if (part.Xml.LocalName == "sheet" && part.Xml.GetAttribute("state") is null or "visible")
                for (var more = part.Xml.MoveToFirstAttribute(); more; more = part.Xml.MoveToNextAttribute())
                    if (part.Xml.LocalName == "id")
                    {
                        var relation = part.Xml.Value;
                        return (part.Xml.GetAttribute("name") ?? "", relation, from1904);
                    }
        throw Broken("no visible sheet");
    }

    private string Target(string relation)
    {
        using var part = new WorkbookPart(zip.GetEntry("xl/_rels/workbook.xml.rels") ?? throw Broken("xl/_rels/workbook.xml.rels?"), SmallPart);
        while (part.NextElement("Relationship"))
            if (part.Xml.GetAttribute("Id") == relation && part.Xml.GetAttribute("Target") is { } target)
                return target.StartsWith('/') ? target[1..] : $"xl/{target}";
        throw Broken($"{relation}?");
    }

    private void ReadStrings()
    {
        if (zip.GetEntry("xl/sharedStrings.xml") is not { } entry) return;
        using var part = new WorkbookPart(entry, StringsPart);
        while (part.NextElement("si")) strings.Add(Unescape(part.Content(null)));
    }

    private void ReadStyles()
    {
        if (zip.GetEntry("xl/styles.xml") is not { } entry) return;
        using var part = new WorkbookPart(entry, SmallPart);
        var own = new Dictionary<string, bool>();
        var inCells = false;
        while (part.Next())
            switch (part.Xml.LocalName)
            {
                case "cellXfs":
                    inCells = part.Xml.NodeType == XmlNodeType.Element;
                    break;
                case "numFmt" when part.Xml.GetAttribute("numFmtId") is { } id:
                    own[id] = ShowsDate(part.Xml.GetAttribute("formatCode") ?? "");
                    break;
                case "xf" when inCells && part.Xml.NodeType == XmlNodeType.Element:
                    var format = part.Xml.GetAttribute("numFmtId") ?? "0";
                    isDate.Add(own.TryGetValue(format, out var shows) ? shows : int.TryParse(format, out var known) && DateFormats.Contains(known));
                    break;
            }
    }

    [GeneratedRegex("_x([0-9A-Fa-f]{4})_")]
    private static partial Regex Escape();

    [GeneratedRegex("""
        "[^"]*"|\[[^\]]*\]|[\\_*].
        """)]
    private static partial Regex Literal();
}
