using System.Runtime.CompilerServices;
using System.Text;

namespace ServiceTrack.Imports;

/// <summary>A delimited text file: encoding as <see cref="TextEncoding"/> finds it, delimiter by the first line that has one.</summary>
internal sealed class CsvSheet(Stream file, FoundEncoding encoding) : ISheet
{
    private const int Block = 64 * 1024;

    public string Description => $"CSV, {encoding.Name}";

    public double Progress => file.Length == 0 ? 1 : (double)file.Position / file.Length;

    public async IAsyncEnumerable<SheetRow> Rows([EnumeratorCancellation] CancellationToken cancel)
    {
        file.Position = encoding.Preamble;
        using var reader = new StreamReader(file, encoding.Encoding, detectEncodingFromByteOrderMarks: false, Block, leaveOpen: true);
        var block = new char[Block];
        CsvParser? parser = null;
        while (await reader.ReadBlockAsync(block, cancel) is > 0 and var count)
        {
            parser ??= new CsvParser(Delimiter(block.AsSpan(0, count)));
            for (ReadOnlyMemory<char> rest = block.AsMemory(0, count); parser.Next(ref rest) is { } row;) yield return row;
        }
        if (parser?.End() is { } last) yield return last;
    }

    public void Dispose() { }

    /// <summary>Of comma, tab and semicolon the one most often outside quotes in the first line that has any: titles may stand above.</summary>
    internal static char Delimiter(ReadOnlySpan<char> beginning)
    {
        int comma = 0, tab = 0, semicolon = 0;
        var quoted = false;
        foreach (var c in beginning)
        {
            if (c == '"') quoted = !quoted;
            if (quoted) continue;
            if (c == ',') comma++;
            else if (c == '\t') tab++;
            else if (c == ';') semicolon++;
            else if (c is '\r' or '\n' && comma + tab + semicolon > 0) break;
        }
        return comma >= tab && comma >= semicolon ? ',' : tab >= semicolon ? '\t' : ';';
    }
}
