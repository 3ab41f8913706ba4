using System.IO.Compression;

namespace ServiceTrack.Tests.Imports;

/// <summary>A workbook put together part by part, so that a test can put in what no spreadsheet program would write.</summary>
internal sealed class XlsxFile
{
    private const string Head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

    public string Workbook { get; init; } = "<workbook xmlns:r=\"r\"><sheets><sheet name=\"hidden\" sheetId=\"1\" state=\"hidden\" r:id=\"rId1\"/><sheet name=\"台账\" sheetId=\"2\" r:id=\"rId2\"/></sheets></workbook>";

    public string Relations { get; init; } = "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/none.xml\"/><Relationship Id=\"rId2\" Target=\"worksheets/sheet1.xml\"/></Relationships>";

    public string Strings { get; init; } = "<sst/>";

    public string Styles { get; init; } = "<styleSheet/>";

    /// <summary>The rows, as they stand in sheetData.</summary>
    public string Rows { get; init; } = "";

    public MemoryStream ToStream(Action<Stream>? sheet = null)
    {
        var to = new MemoryStream();
        using (var zip = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, xml) in new[] { ("xl/workbook.xml", Workbook), ("xl/_rels/workbook.xml.rels", Relations), ("xl/sharedStrings.xml", Strings), ("xl/styles.xml", Styles) })
            {
                if (xml == "") continue;
                using var writer = new StreamWriter(zip.CreateEntry(name).Open());
                writer.Write(Head + xml);
            }
            using var part = zip.CreateEntry("xl/worksheets/sheet1.xml").Open();
            if (sheet is not null) sheet(part);
            else part.Write(System.Text.Encoding.UTF8.GetBytes($"{Head}<worksheet xmlns=\"w\"><sheetData>{Rows}</sheetData></worksheet>"));
        }
        return to;
    }
}
