using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Xml;

namespace ServiceTrack.Imports;

/// <summary>
/// Reads an import file, CSV or XLSX, as a stream of records; memory does not grow with the file but for 16 bytes and their
/// slot for each external id. Nothing is stored and nothing thrown for what a file can hold: errors are records too.
/// </summary>
public static class ImportReader
{
    public const int RecordLimit = 1_000_000;

    /// <summary>Titles and remarks may stand above the heading, but not more than this.</summary>
    private const int HeadingWithin = 10;

    /// <param name="file">Seekable, read from its beginning, left open. It must not change until the reading ends.</param>
    public static async IAsyncEnumerable<ImportRecord> Read(Stream file, ImportOptions options, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        await using var records = Records(file, options, cancel).GetAsyncEnumerator(cancel);
        int? record = null;
        ImportStopped? stopped = null;
        while (stopped is null)
        {
            try
            {
                if (!await records.MoveNextAsync()) break;
                record = record + 1 ?? 0;
            }
            catch (Exception e) when (Unreadable(e) is { } unreadable)
            {
                stopped = new(new(record + 1, unreadable.Line, null, null, unreadable.Code, unreadable.Details));
            }
            yield return stopped ?? records.Current;
        }
    }

    private static async IAsyncEnumerable<ImportRecord> Records(Stream file, ImportOptions options, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var sheet = await Open(file, options.Encoding, cancel);
        await using var rows = sheet.Rows(cancel).GetAsyncEnumerator(cancel);
        var plan = await Plan(sheet, rows);
        yield return plan;

        var rules = new RowRules(plan, options);
        var seen = new HashSet<UInt128>();
        for (var record = 1; await rows.MoveNextAsync(); record++)
        {
            if (record > RecordLimit) throw new UnreadableFileException(ImportCodes.TooManyRecords, rows.Current.Line, $"{RecordLimit}");
            yield return await Record(rules, seen, record, rows.Current, cancel) with { Progress = sheet.Progress };
        }
    }

    private static async ValueTask<ImportRecord> Record(RowRules rules, HashSet<UInt128> seen, int record, SheetRow row, CancellationToken cancel)
    {
        if (row.IsBlank) return new ImportBlank(record, row.Line);
        if (rules.ExternalId(row) is not { } id) return rules.Read(record, row, exists: false);

        // A bad record claims no id: put right further down in the same file, it is imported.
        var key = Key(id);
        if (seen.Contains(key)) return new ImportDuplicate(record, row.Line, id);
        var exists = await rules.Options.Exists(id, cancel);
        if (exists && rules.Options.OnExisting == OnExisting.Skip) return new ImportDuplicate(record, row.Line, id);
        var read = rules.Read(record, row, exists);
        if (read is ImportGood) seen.Add(key);
        return read;
    }

    /// <summary>What a file's fault is called; null for a fault of ours.</summary>
    internal static UnreadableFileException? Unreadable(Exception e) => e as UnreadableFileException
        ?? (e is InvalidDataException or XmlException ? new(ImportCodes.BrokenWorkbook, null, e.Message) : null);

    /// <summary>A file as a table, for whoever reads one.</summary>
    internal static async Task<ISheet> Open(Stream file, string? encoding, CancellationToken cancel)
    {
        var beginning = new byte[4];
        file.Position = 0;
        await file.ReadAtLeastAsync(beginning, beginning.Length, throwOnEndOfStream: false, cancel);
        return beginning switch
        {
            [0xd0, 0xcf, 0x11, 0xe0] => throw new UnreadableFileException(ImportCodes.UnsupportedWorkbook, null),
            [(byte)'P', (byte)'K', 3, 4] => XlsxSheet.Open(file),
            _ => new CsvSheet(file, await TextEncoding.Find(file, encoding, cancel)),
        };
    }

    private static async Task<ImportPlan> Plan(ISheet sheet, IAsyncEnumerator<SheetRow> rows)
    {
        SheetRow? first = null;
        for (var i = 0; i < HeadingWithin && await rows.MoveNextAsync(); i++)
        {
            var (columns, ignored) = ImportHeadings.Map(rows.Current.Cells);
            if (Missing(columns).Count == 0) return new(sheet.Description, columns, ignored) { Progress = sheet.Progress };
            if (first is null && !rows.Current.IsBlank) first = rows.Current;
        }
        if (first is null) throw new UnreadableFileException(ImportCodes.EmptyFile, null);

        var missing = Missing(ImportHeadings.Map(first.Cells).Columns).Select(f => f == ImportField.ReceivedAt ? "受理时间 (received at)" : "问题描述 (description)");
        var headings = first.Cells.Take(40).Select(cell => ImportMessages.Excerpt(cell.Trim()));
        throw new UnreadableFileException(ImportCodes.MissingColumn, first.Line, string.Join(" | ", missing), string.Join(" | ", headings));
    }

    private static List<ImportField> Missing(IReadOnlyList<MappedColumn> columns) =>
        [.. new[] { ImportField.ReceivedAt, ImportField.Text }.Except(columns.Select(c => c.Field))];

    private static UInt128 Key(string id) => BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(id)));
}
