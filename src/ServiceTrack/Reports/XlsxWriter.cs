using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace ServiceTrack.Reports;

/// <param name="Width">In characters.</param>
public sealed record XlsxColumn(string Title, int Width);

/// <summary>A text, a number shown with two decimals, or nothing. A text is never read as a formula or a number.</summary>
public readonly record struct XlsxCell(string? Text, decimal? Number)
{
    public static implicit operator XlsxCell(string? text) => new(text, null);
    public static implicit operator XlsxCell(decimal? number) => new(null, number);
}

/// <summary>What stands on each printed page, as plain text.</summary>
/// <param name="Header">Left, middle and right above the table.</param>
/// <param name="Footer">Left, middle and right below it; the page's number follows on the right.</param>
public sealed record XlsxPrint((string Left, string Middle, string Right) Header, (string Left, string Middle, string Right) Footer);

/// <summary>
/// Writes an Excel workbook (ISO/IEC 29500) row by row, holding no more than a block: a bold header that stays in
/// view and repeats on each A4 page, and a further sheet where one is full. The same rows give the same bytes.
/// </summary>
public sealed class XlsxWriter(Stream to, string sheet, ImmutableArray<XlsxColumn> columns, ZipContent content, XlsxPrint? print = null) : IAsyncDisposable
{
    /// <summary>As many as a sheet can have, the header among them.</summary>
    public const int RowsOfSheet = 1_048_576;

    private const int LongestText = 32_767, Buffered = 32 * 1024;
    private const string Head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006/";

    private readonly ZipWriter zip = new(to, content);
    private readonly StringBuilder text = new(Buffered * 2);
    private Stream? entry;
    private int sheets, row;

    public async Task Write(IReadOnlyList<XlsxCell> cells, CancellationToken cancel = default)
    {
        if (entry is null || row == RowsOfSheet) await BeginSheet(cancel);
        AppendRow(cells, header: false);
        if (text.Length >= Buffered) await Flush(cancel);
    }

    public async ValueTask DisposeAsync()
    {
        if (entry is null) await BeginSheet(CancellationToken.None);
        await EndSheet(CancellationToken.None);
        foreach (var (name, part) in Parts())
        {
            await using var file = zip.Add(name);
            await file.WriteAsync(Encoding.UTF8.GetBytes(Head + part));
        }
        await zip.DisposeAsync();
    }

    private async Task BeginSheet(CancellationToken cancel)
    {
        if (entry is not null) await EndSheet(cancel);
        entry = zip.Add($"xl/worksheets/sheet{++sheets}.xml");
        row = 0;
        text.Append(Head).Append($"<worksheet xmlns=\"{Main}\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>");
        text.Append("<sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><cols>");
        for (var i = 0; i < columns.Length; i++)
            text.Append(CultureInfo.InvariantCulture, $"<col min=\"{i + 1}\" max=\"{i + 1}\" width=\"{columns[i].Width}\" customWidth=\"1\"/>");
        text.Append("</cols><sheetData>");
        AppendRow([.. columns.Select(c => (XlsxCell)c.Title)], header: true);
    }

    private async Task EndSheet(CancellationToken cancel)
    {
        text.Append("</sheetData>");
        if (print is not null) text.Append("<pageMargins left=\"0.4\" right=\"0.4\" top=\"0.9\" bottom=\"0.9\" header=\"0.4\" footer=\"0.4\"/>");
        text.Append("<pageSetup paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/>");
        if (print is not null) AppendPrint(print);
        text.Append("</worksheet>");
        await Flush(cancel);
        await entry!.DisposeAsync();
    }

    private void AppendPrint(XlsxPrint print)
    {
        text.Append("<headerFooter><oddHeader>");
        Line(print.Header, "");
        text.Append("</oddHeader><oddFooter>");
        Line(print.Footer, "  &P/&N");
        text.Append("</oddFooter></headerFooter>");

        void Line((string Left, string Middle, string Right) parts, string end) =>
            SheetText.Append(text, $"&L{Part(parts.Left)}&C{Part(parts.Middle)}&R{Part(parts.Right)}{end}");

        // A whole line has at most 255 characters; an ampersand begins a code, and digits after one would be a size.
        static string Part(string part)
        {
            var plain = string.Concat(part.EnumerateRunes().Take(35).Select(r => r.Value == '&' ? "&&" : r.ToString()));
            return plain.Length > 0 && char.IsAsciiDigit(plain[0]) ? " " + plain : plain;
        }
    }

    private async Task Flush(CancellationToken cancel)
    {
        await entry!.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), cancel);
        text.Clear();
    }

    private void AppendRow(IReadOnlyList<XlsxCell> cells, bool header)
    {
        text.Append(CultureInfo.InvariantCulture, $"<row r=\"{++row}\">");
        for (var i = 0; i < cells.Count; i++)
        {
            var cell = cells[i];
            if (cell.Number is { } number)
                AppendReference(i).Append(CultureInfo.InvariantCulture, $" s=\"2\"><v>{number}</v></c>");
            else if (!string.IsNullOrEmpty(cell.Text))
            {
                AppendReference(i).Append(header ? " s=\"1\"" : "").Append(" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
                SheetText.Append(text, Fitting(cell.Text));
                text.Append("</t></is></c>");
            }
        }
        text.Append("</row>");
    }

    private StringBuilder AppendReference(int column) =>
        text.Append("<c r=\"").Append(ColumnName(column)).Append(CultureInfo.InvariantCulture, $"{row}\"");

    private static string Fitting(string cell) => cell.Length <= LongestText
        ? cell
        : string.Concat(cell.AsSpan(0, LongestText - (char.IsHighSurrogate(cell[LongestText - 2]) ? 2 : 1)), "…");

    private static string ColumnName(int column) =>
        column < 26 ? ((char)('A' + column)).ToString() : ColumnName((column / 26) - 1) + (char)('A' + (column % 26));

    private IEnumerable<(string Name, string Part)> Parts()
    {
        var numbers = Enumerable.Range(1, sheets).ToArray();
        yield return ("xl/workbook.xml",
            $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><sheets>{Each(n => $"<sheet name=\"{NameOf(n)}\" sheetId=\"{n}\" r:id=\"s{n}\"/>")}</sheets>"
            + $"<definedNames>{Each(n => $"<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"{n - 1}\">'{NameOf(n)}'!$1:$1</definedName>")}</definedNames></workbook>");
        yield return ("xl/_rels/workbook.xml.rels",
            $"<Relationships xmlns=\"{Package}relationships\">{Each(n => $"<Relationship Id=\"s{n}\" Type=\"{Relations}/worksheet\" Target=\"worksheets/sheet{n}.xml\"/>")}"
            + $"<Relationship Id=\"styles\" Type=\"{Relations}/styles\" Target=\"styles.xml\"/></Relationships>");
        yield return ("xl/styles.xml",
            $"<styleSheet xmlns=\"{Main}\"><fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font><font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>"
            + "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills>"
            + "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
            + $"<cellXfs count=\"3\">{Style(0, 0)}{Style(0, 1)}{Style(2, 0)}</cellXfs></styleSheet>");
        yield return ("_rels/.rels",
            $"<Relationships xmlns=\"{Package}relationships\"><Relationship Id=\"book\" Type=\"{Relations}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
        yield return ("[Content_Types].xml",
            $"<Types xmlns=\"{Package}content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
            + $"<Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>"
            + $"{Each(n => $"<Override PartName=\"/xl/worksheets/sheet{n}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>")}"
            + $"<Override PartName=\"/xl/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/></Types>");

        string Each(Func<int, string> part) => string.Concat(numbers.Select(part));

        // Spreadsheets ignore a style that leaves any of these to be guessed.
        static string Style(int format, int font) =>
            $"<xf numFmtId=\"{format}\" fontId=\"{font}\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" applyFont=\"1\"/>";
    }

    // A sheet's name has at most 31 characters, none of them \ / ? * [ ] : or an apostrophe.
    private string NameOf(int number)
    {
        var name = string.Concat(sheet.EnumerateRunes().Where(r => !Rune.IsControl(r) && !"\\/?*[]:'".Contains(r.ToString(), StringComparison.Ordinal)).Take(12));
        var escaped = new StringBuilder();
        SheetText.Append(escaped, number == 1 ? name : $"{name} {number}");
        return escaped.ToString();
    }
}
