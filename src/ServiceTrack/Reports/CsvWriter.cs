using System.Buffers;
using System.Text;

namespace ServiceTrack.Reports;

/// <summary>
/// Writes CSV per RFC 4180, row by row, holding no more than a row: UTF-8 with a byte order mark (spreadsheets take Chinese
/// for the local code page without one), comma, CRLF, cells guarded by <see cref="FormulaGuard"/>.
/// Half a surrogate pair, which no encoding can carry, becomes U+FFFD. The stream is only ever written to asynchronously;
/// it stays open, and is flushed on disposal.
/// </summary>
public sealed class CsvWriter(Stream to) : IAsyncDisposable
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");
    private readonly StreamWriter writer = new(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), 32 * 1024, leaveOpen: true);
    private readonly StringBuilder line = new();

    public async Task Write(IReadOnlyList<string?> row, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfZero(row.Count);
        line.Clear();
        // A lone empty cell would read back as an empty line.
        if (row is [null or ""]) line.Append("\"\"");
        for (var i = 0; i < row.Count; i++)
        {
            if (i > 0) line.Append(',');
            Append(FormulaGuard.Add(row[i] ?? ""));
        }
        await writer.WriteAsync(line.Append("\r\n"), cancel);
    }

    public ValueTask DisposeAsync() => writer.DisposeAsync();

    private void Append(string cell)
    {
        if (cell.AsSpan().ContainsAny(Special)) line.Append('"').Append(cell.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        else line.Append(cell);
    }
}
