using System.Collections.Immutable;
using System.Globalization;
using ServiceTrack.Registers;
using ServiceTrack.Reports;

namespace ServiceTrack.Evidence;

/// <summary>The ledger of one register: its fields, and how each entry came to be recorded.</summary>
internal sealed class RegisterLedger(PackParameters p, PackRegister register, RegisterRows known)
{
    private static readonly ImmutableArray<XlsxColumn> Common =
    [
        new("状态 State", 12), new("记录时间 Recorded", 20), new("最后变更 Last changed", 20), new("记录方式 How recorded", 20),
        new("记录号 Record", 38), new("账本位置 Journal position", 14),
    ];

    public Ledger Of(IReadOnlyCollection<RegisterRow> rows) => new(
        p, Ledger.KeyOf(register.Name), new(register.Zh, register.En), [.. register.Fields.Select(ColumnOf), .. Common],
        Shares.Of(rows.Where(r => !r.Removed).Select(r => (r.How, r.Amended))), () => rows.Select(r => new LedgerLine(Cells(r), r.Attachments)));

    private static XlsxColumn ColumnOf(PackField f) => new(f.Zh == f.En ? f.Zh : $"{f.Zh} {f.En}", f.Type switch
    {
        "longText" or "links" => 36,
        "text" or "link" => 20,
        _ => 12,
    });

    private List<XlsxCell> Cells(RegisterRow row) =>
    [
        .. register.Fields.Select(f => row.Fields.GetValueOrDefault(f.Name) is { } value ? CellOf(f, value) : default),
        row.Removed ? "已移除 removed" : null, p.Local(row.RecordedAt), p.Local(row.ChangedAt), Words.How(row.How, row.Amended),
        row.Id, row.Position.ToString(CultureInfo.InvariantCulture),
    ];

    private XlsxCell CellOf(PackField field, string value) => field.Type switch
    {
        "number" or "money" => new XlsxCell(value, RegisterValues.Number(value)),
        "yesNo" => value == "true" ? "是 yes" : "否 no",
        "choice" => field.Choices.FirstOrDefault(c => c.Value == value) is { } choice ? new Words(choice.Zh, choice.En).Both : value,
        "link" or "links" => string.Join("; ", RegisterValues.Links(value).Select(id => TitleOf(field.Target ?? "", id))),
        _ => value,
    };

    private string TitleOf(string target, string id) => target switch
    {
        Register.Outlets => p.Outlets.GetValueOrDefault(id, id),
        Register.Kinds => p.Kinds.FirstOrDefault(k => k.Code == id) is { } kind ? new Words(kind.Zh, kind.En).Both : id,
        _ => known.Titles.GetValueOrDefault(RegisterStep.StreamOf(target, id), id),
    };
}
