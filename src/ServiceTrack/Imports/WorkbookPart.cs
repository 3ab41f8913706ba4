using System.IO.Compression;
using System.Text;
using System.Xml;

namespace ServiceTrack.Imports;

/// <summary>
/// One XML part of a workbook, read forward with everything bounded that a hostile file could blow up: bytes unpacked, the
/// length of a single node (no run of bytes without "&lt;" beyond <see cref="NodeLimit"/>), depth, and distinct names.
/// </summary>
internal sealed class WorkbookPart : IDisposable
{
    private const int NodeLimit = 1024 * 1024, DepthLimit = 64, NameLimit = 10_000;

    private readonly Unpacked bytes;
    private readonly long declared;

    public WorkbookPart(ZipArchiveEntry entry, long limit)
    {
        declared = Math.Max(1, entry.Length);
        bytes = new Unpacked(entry.Open(), limit);
        Xml = XmlReader.Create(bytes, new()
        {
            DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true,
            CloseInput = true, NameTable = new Names(),
        });
    }

    public XmlReader Xml { get; }

    public double Progress => Math.Min(1, (double)bytes.Count / declared);

    public void Dispose() => Xml.Dispose();

    public bool Next() => Xml.Read() && (Xml.Depth <= DepthLimit ? true : throw new UnreadableFileException(ImportCodes.WorkbookTooLarge, null, $"depth > {DepthLimit}"));

    /// <summary>Moves to the next start of an element of this name.</summary>
    public bool NextElement(string name)
    {
        while (Next())
            if (Xml.NodeType == XmlNodeType.Element && Xml.LocalName == name) return true;
        return false;
    }

    /// <summary>The text in the element's t and v children, at any depth but without phonetic hints, and past the element's end.</summary>
    public string Content(int? line)
    {
        if (Xml.IsEmptyElement) return "";
        var (depth, text, wanted, hint) = (Xml.Depth, new StringBuilder(), false, false);
        while (Next() && Xml.Depth > depth)
            switch (Xml.NodeType)
            {
                case XmlNodeType.Element:
                    hint = hint || Xml.LocalName == "rPh";
                    wanted = !hint && Xml.LocalName is "t" or "v";
                    break;
                case XmlNodeType.EndElement:
                    hint = hint && Xml.LocalName != "rPh";
                    wanted = false;
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace when wanted:
                    if (text.Length + Xml.Value.Length > CsvParser.CellLimit) throw new UnreadableFileException(ImportCodes.CellTooLong, line, $"{CsvParser.CellLimit}");
                    text.Append(Xml.Value);
                    break;
            }
        return text.ToString();
    }

    private sealed class Names : NameTable
    {
        private int count;

        public override string Add(string key) => Get(key) ?? Counted(base.Add(key));

        public override string Add(char[] key, int start, int len) => Get(key, start, len) ?? Counted(base.Add(key, start, len));

        private string Counted(string name) => ++count <= NameLimit ? name : throw new UnreadableFileException(ImportCodes.WorkbookTooLarge, null, $"> {NameLimit} XML names");
    }

    private sealed class Unpacked(Stream from, long limit) : ReadOnlyStream
    {
        private int run;

        public long Count { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            var count = from.Read(buffer);
            Count += count;
            if (Count > limit) throw new UnreadableFileException(ImportCodes.WorkbookTooLarge, null, $"> {limit / 1024 / 1024} MiB");
            var last = buffer[..count].LastIndexOf((byte)'<');
            run = last < 0 ? run + count : count - last;
            return run <= NodeLimit ? count : throw new UnreadableFileException(ImportCodes.WorkbookTooLarge, null, $"node > {NodeLimit / 1024} KiB");
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) from.Dispose();
            base.Dispose(disposing);
        }
    }
}
