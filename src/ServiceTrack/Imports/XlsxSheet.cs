using System.Globalization;
using System.IO.Compression;
using System.Xml;

namespace ServiceTrack.Imports;

/// <summary>
/// The first visible sheet of an .xlsx: values as text, dates by style as "yyyy-MM-dd HH:mm:ss", formulas by their last
/// result. Rows a sheet leaves out are blank records up to the last row that holds anything. The file must be seekable.
/// </summary>
internal sealed class XlsxSheet : ISheet
{
    private const long FileLimit = 64 * 1024 * 1024, SheetLimit = 1024L * 1024 * 1024;
    private const int LastRow = 1_048_576;

    private readonly ZipArchive zip;
    private readonly Workbook book;
    private WorkbookPart? part;

    private XlsxSheet(ZipArchive zip) => (this.zip, book) = (zip, new(zip));

    public string Description => $"XLSX, {book.SheetName}";

    public double Progress => part?.Progress ?? 0;

    public static XlsxSheet Open(Stream file)
    {
        if (file.Length > FileLimit) throw new UnreadableFileException(ImportCodes.WorkbookTooLarge, null, $"> {FileLimit / 1024 / 1024} MiB");
        file.Position = 0;
        return new(new(file, ZipArchiveMode.Read, leaveOpen: true));
    }

    public IAsyncEnumerable<SheetRow> Rows(CancellationToken cancel) => Read(cancel).ToAsyncEnumerable();

    public void Dispose()
    {
        part?.Dispose();
        zip.Dispose();
    }

    private IEnumerable<SheetRow> Read(CancellationToken cancel)
    {
        part = new(book.Sheet, SheetLimit);
        var (next, last) = (1, 0);
        while (part.NextElement("row"))
        {
            cancel.ThrowIfCancellationRequested();
            var line = Number(part.Xml.GetAttribute("r")) ?? last + 1;
            if (line <= last || line > LastRow) throw Workbook.Broken($"row {line}");
            last = line;
            var row = Row(part, line);
            if (row.IsBlank) continue;
            for (; next < line; next++) yield return new(next, []);
            yield return row;
            next++;
        }
    }

    private SheetRow Row(WorkbookPart part, int line)
    {
        var cells = new List<string>();
        var (depth, length, column) = (part.Xml.Depth, 0, -1);
        if (part.Xml.IsEmptyElement) return new(line, cells);
        while (part.Next() && part.Xml.Depth > depth)
        {
            if (part.Xml.NodeType != XmlNodeType.Element || part.Xml.LocalName != "c") continue;
            column = Column(part.Xml.GetAttribute("r")) ?? column + 1;
            var (type, style) = (part.Xml.GetAttribute("t"), part.Xml.GetAttribute("s"));
            var value = Value(type, style, part.Content(line));
            if (value.Length == 0) continue;
            if (column >= CsvParser.ColumnLimit) throw new UnreadableFileException(ImportCodes.TooManyColumns, line, $"{CsvParser.ColumnLimit}");
            if ((length += value.Length) > CsvParser.RecordLimit) throw new UnreadableFileException(ImportCodes.RecordTooLong, line, $"{CsvParser.RecordLimit}");
            while (cells.Count <= column) cells.Add("");
            cells[column] = value;
        }
        return new(line, cells);
    }

    private string Value(string? type, string? style, string text) => type switch
    {
        "s" => book.String(text),
        "inlineStr" or "str" => Workbook.Unescape(text),
        "b" => text == "1" ? "TRUE" : "FALSE",
        "e" or "d" => text,
        _ when book.IsDate(style) && Serial(text) is { } date => date.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        _ when text.Contains('E') && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number.ToString("0.##########", CultureInfo.InvariantCulture),
        _ => text,
    };

    private DateTime? Serial(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var days) && days + (book.From1904 ? 1462 : 0) is >= 61 and < 2_958_466 and var serial
            ? ImportTime.FromSerial(serial) : null;

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>"C5" is column 2.</summary>
    private static int? Column(string? reference)
    {
        var column = 0;
        foreach (var c in reference ?? "")
        {
            if (c is < 'A' or > 'Z' || column > CsvParser.ColumnLimit) break;
            column = column * 26 + c - 'A' + 1;
        }
        return column == 0 ? null : column - 1;
    }
}
