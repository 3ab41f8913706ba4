using ServiceTrack.Reports;

namespace ServiceTrack.Imports;

/// <summary>How the rows of one file become <see cref="ImportRow"/>s: its columns, and what the tenant's names mean.</summary>
internal sealed class RowRules
{
    private static readonly HashSet<string> Nothing = new(StringComparer.OrdinalIgnoreCase) { "-", "--", "—", "——", "/", "\\", "无", "n/a", "#n/a", "null", "none", "nan" };

    private readonly Dictionary<ImportField, MappedColumn> columns;
    private readonly Dictionary<string, string> kinds = [];

    public RowRules(ImportPlan plan, ImportOptions options)
    {
        Options = options;
        columns = plan.Columns.ToDictionary(c => c.Field);
        Width = plan.Columns.Count + plan.Ignored.Count;
        foreach (var (name, code) in options.Kinds)
        {
            kinds[ImportNames.Key(name)] = code;
            kinds[ImportNames.Key(code)] = code;
        }
    }

    public ImportOptions Options { get; }

    /// <summary>How many columns have a place in the header.</summary>
    public int Width { get; }

    public IReadOnlyDictionary<string, string> Kinds => kinds;

    public string? Header(ImportField field) => columns.GetValueOrDefault(field)?.Header;

    public string? ExternalId(SheetRow row) => Cell(row, ImportField.ExternalId);

    /// <summary>
    /// What the column holds, trimmed and without a guard against formulas. Null when that is nothing, or, but for the free
    /// texts, stands for nothing: "-", 无, N/A, NULL …
    /// </summary>
    public string? Cell(SheetRow row, ImportField field)
    {
        if (!columns.TryGetValue(field, out var column) || column.Index >= row.Cells.Count) return null;
        var cell = FormulaGuard.Remove(row.Cells[column.Index].Trim()).Trim();
        var isFree = field is ImportField.Text or ImportField.Outcome;
        return cell == "" || (!isFree && Nothing.Contains(Customers.Width.Fold(cell))) ? null : cell;
    }

    public ImportRecord Read(int record, SheetRow row, bool exists)
    {
        var reader = new RowReader(this, record, row);
        var received = reader.Time(ImportField.ReceivedAt);
        var responded = reader.Time(ImportField.RespondedAt, (received, ImportCodes.BeforeReceived));
        var resolved = reader.Time(ImportField.ResolvedAt, (received, ImportCodes.BeforeReceived), (responded, ImportCodes.BeforeResponded));
        reader.Require(ImportField.ReceivedAt, ImportField.Text);
        reader.RefuseExtraCells();

        var good = new ImportRow(
            reader.Term(ImportField.ExternalId),
            reader.Kind(),
            received.GetValueOrDefault(),
            reader.Text(ImportField.Text) ?? "",
            reader.Term(ImportField.Subject),
            reader.Coded(ImportField.Channel, ImportNames.Channels, ImportCodes.UnknownChannel) ?? "import",
            reader.Term(ImportField.Outlet),
            reader.Coded(ImportField.Priority, ImportNames.Priorities, ImportCodes.UnknownPriority),
            new(reader.Term(ImportField.CustomerName), reader.Phone(), reader.Email(), reader.Term(ImportField.Region), reader.Term(ImportField.Address)),
            new(reader.Term(ImportField.ProductModel), reader.Term(ImportField.SerialNo), reader.Date(ImportField.PurchasedAt, received)),
            reader.Term(ImportField.Remedy),
            reader.Demand(),
            responded,
            resolved,
            reader.Text(ImportField.Outcome),
            reader.Satisfaction());
        return reader.Errors.Count == 0
            ? new ImportGood(record, row.Line, good, exists, reader.Warnings)
            : new ImportBad(record, row.Line, reader.Errors);
    }
}
