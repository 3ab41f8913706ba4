using System.Collections.Immutable;
using System.Globalization;
using ServiceTrack.Reports;

namespace ServiceTrack.Evidence;

/// <summary>The ledger of one kind of activity.</summary>
internal static class ActivityLedger
{
    private static readonly ImmutableArray<(XlsxColumn Column, Func<PackParameters, LedgerRow, XlsxCell> Of)> Columns =
    [
        (new("编号 No.", 22), (_, r) => r.ExternalId ?? r.Id),
        (new("类型 Kind", 14), (_, r) => r.Kind),
        (new("受理时间 Received", 20), (p, r) => p.Local(r.Received)),
        (new("记录时间 Recorded", 20), (p, r) => p.Local(r.RecordedAt)),
        (new("渠道 Channel", 18), (_, r) => Words.Channel(r.Channel).Both),
        (new("网点 Outlet", 18), (p, r) => r.OutletId is { } id ? p.Outlets.GetValueOrDefault(id, id) : null),
        (new("客户 Customer", 18), (_, r) => string.Join(' ', new[] { r.Name, r.Phone }.Where(t => !string.IsNullOrEmpty(t)))),
        (new("内容 Text", 40), (_, r) => r.Text),
        (new("首次答复 First response", 20), (p, r) => r.FirstResponse is { } at ? p.Local(at) : null),
        (new("答复用时（小时） Response hours", 12), (_, r) => Words.Hours(r.ResponseTime)),
        (new("当场答复 Answered in contact", 10), (_, r) => r.InContact ? "是 yes" : null),
        (new("解决时间 Resolved", 20), (p, r) => r.Resolved is { } at ? p.Local(at) : null),
        (new("结果 Outcome", 24), (_, r) => r.Outcome),
        (new("状态 Status", 18), (_, r) => Words.Status(r.Status).Both),
        (new("记录方式 How recorded", 20), (_, r) => Words.How(r.How, r.Amended)),
        (new("记录号 Record", 38), (_, r) => r.Id),
        (new("账本位置 Journal position", 14), (_, r) => r.Position.ToString(CultureInfo.InvariantCulture)),
    ];

    public static Ledger Of(PackParameters p, PackKind kind, IReadOnlyCollection<LedgerRow> rows) => new(
        p, Ledger.KeyOf(kind), new(kind.Zh, kind.En), [.. Columns.Select(c => c.Column)], Shares.Of(rows.Select(r => (r.How, r.Amended))),
        () => rows.Select(r => new LedgerLine(Columns.Select(c => c.Of(p, r)), r.Attachments)));
}
