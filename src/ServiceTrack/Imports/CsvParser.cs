using System.Buffers;
using System.Text;

namespace ServiceTrack.Imports;

/// <summary>
/// RFC 4180, one pass, holding one record. Records end with CRLF, LF or CR, mixed as they come. A quote inside an unquoted
/// cell is an ordinary character; text after a closing quote means the quotes have slipped, and then nothing that follows
/// can be trusted: reading stops there, as it does at a cell that never ends or at a NUL.
/// </summary>
internal sealed class CsvParser(char delimiter)
{
    public const int CellLimit = 128 * 1024, RecordLimit = 1024 * 1024, ColumnLimit = 1024;

    private enum At { CellStart, Plain, Quoted, AfterQuote }

    private static readonly SearchValues<char> QuotedStops = SearchValues.Create("\"\r\n\0");
    private readonly SearchValues<char> plainStops = SearchValues.Create([delimiter, '\r', '\n', '\0']);
    private readonly StringBuilder cell = new();
    private List<string> cells = [];
    private At at;
    private bool afterReturn;
    private int line = 1, firstLine = 1, length;

    /// <summary>Takes from <paramref name="text"/> up to the end of a record, or all of it when the record goes on.</summary>
    public SheetRow? Next(ref ReadOnlyMemory<char> text)
    {
        var rest = text.Span;
        var ended = false;
        while (!ended && !rest.IsEmpty)
        {
            var run = at == At.Plain ? rest.IndexOfAny(plainStops) : at == At.Quoted ? rest.IndexOfAny(QuotedStops) : 0;
            if (run < 0) run = rest.Length;
            if (run > 0)
            {
                afterReturn = false;
                Append(rest[..run]);
                rest = rest[run..];
            }
            else
            {
                ended = Step(rest[0]);
                rest = rest[1..];
            }
        }
        text = text[^rest.Length..];
        return ended ? Take() : null;
    }

    /// <summary>The record that the end of the file ends, if one was begun.</summary>
    public SheetRow? End()
    {
        if (at == At.Quoted) throw new UnreadableFileException(ImportCodes.UnterminatedQuote, firstLine);
        if (at == At.CellStart && cells.Count == 0) return null;
        EndCell();
        return Take();
    }

    private bool Step(char c)
    {
        if (c == '\0') throw new UnreadableFileException(ImportCodes.NulCharacter, line);
        var endsReturn = c == '\n' && afterReturn;
        afterReturn = c == '\r';
        if (endsReturn)
        {
            if (at == At.Quoted) Append([c]);
            return false;
        }
        var endsLine = c is '\r' or '\n';
        if (endsLine) line++;

        if (at == At.Quoted && c != '"') Append([c]);
        else if (at == At.Quoted) at = At.AfterQuote;
        else if (c == delimiter || endsLine) EndCell();
        else if (at == At.AfterQuote && c != '"') throw new UnreadableFileException(ImportCodes.BrokenQuote, line);
        else
        {
            if (at == At.AfterQuote || c != '"') Append([c]);
            at = c == '"' ? At.Quoted : At.Plain;
        }
        return endsLine && at == At.CellStart;
    }

    private void Append(ReadOnlySpan<char> text)
    {
        length += text.Length;
        if (cell.Length + text.Length > CellLimit) throw new UnreadableFileException(ImportCodes.CellTooLong, firstLine, $"{CellLimit}");
        if (length > RecordLimit) throw new UnreadableFileException(ImportCodes.RecordTooLong, firstLine, $"{RecordLimit}");
        cell.Append(text);
    }

    private void EndCell()
    {
        if (cells.Count == ColumnLimit) throw new UnreadableFileException(ImportCodes.TooManyColumns, firstLine, $"{ColumnLimit}");
        cells.Add(cell.ToString());
        cell.Clear();
        at = At.CellStart;
    }

    private SheetRow Take()
    {
        var row = new SheetRow(firstLine, cells);
        (cells, firstLine, length) = ([], line, 0);
        return row;
    }
}
