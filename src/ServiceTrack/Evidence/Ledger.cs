using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ServiceTrack.Reports;

namespace ServiceTrack.Evidence;

/// <summary>The ledger (台账) of one kind: a row per activity, headed in Chinese and English.</summary>
internal sealed class Ledger(PackParameters parameters, PackKind kind, IReadOnlyList<LedgerRow> rows)
{
    private static readonly ImmutableArray<Column> Columns =
    [
        new("编号 No.", 22, (_, r) => r.ExternalId ?? r.Id),
        new("类型 Kind", 14, (_, r) => r.Kind),
        new("受理时间 Received", 20, (p, r) => p.Local(r.Received)),
        new("记录时间 Recorded", 20, (p, r) => p.Local(r.RecordedAt)),
        new("渠道 Channel", 18, (_, r) => Words.Channel(r.Channel).Both),
        new("网点 Outlet", 18, (p, r) => r.OutletId is { } id ? p.Outlets.GetValueOrDefault(id, id) : null),
        new("客户 Customer", 18, (_, r) => string.Join(' ', new[] { r.Name, r.Phone }.Where(t => !string.IsNullOrEmpty(t)))),
        new("内容 Text", 40, (_, r) => r.Text),
        new("首次答复 First response", 20, (p, r) => r.FirstResponse is { } at ? p.Local(at) : null),
        new("答复用时（小时） Response hours", 12, (_, r) => Words.Hours(r.ResponseTime)),
        new("当场答复 Answered in contact", 10, (_, r) => r.InContact ? "是 yes" : null),
        new("解决时间 Resolved", 20, (p, r) => r.Resolved is { } at ? p.Local(at) : null),
        new("结果 Outcome", 24, (_, r) => r.Outcome),
        new("状态 Status", 18, (_, r) => Words.Status(r.Status).Both),
        new("记录方式 How recorded", 20, (_, r) => r.Amended ? $"{Words.How(r.How).Both}; {Words.Amended.Both}" : Words.How(r.How).Both),
        new("记录号 Record", 38, (_, r) => r.Id),
        new("账本位置 Journal position", 14, (_, r) => r.Position.ToString(CultureInfo.InvariantCulture)),
    ];

    /// <summary>The path in the pack without its ending. A code that is no plain file name is named by its hash.</summary>
    public static string PathOf(string kind)
    {
        var plain = kind.Length is > 0 and <= 60 && kind.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
        return "data/ledgers/" + (plain ? kind : "_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(kind)))[..16]);
    }

    public async Task WriteCsv(Stream to, CancellationToken cancel)
    {
        await using var csv = new CsvWriter(to);
        await csv.Write([.. Columns.Select(c => c.Title)], cancel);
        foreach (var row in rows)
            await csv.Write([.. Columns.Select(c => c.Of(parameters, row)).Select(c => c.Text ?? c.Number?.ToString("0.00", CultureInfo.InvariantCulture))], cancel);
    }

    public async Task WriteXlsx(Stream to, CancellationToken cancel)
    {
        await using var xlsx = new XlsxWriter(to, kind.Zh, [.. Columns.Select(c => new XlsxColumn(c.Title, c.Width))], ZipContent.Plain);
        foreach (var row in rows) await xlsx.Write([.. Columns.Select(c => c.Of(parameters, row))], cancel);
    }

    private sealed record Column(string Title, int Width, Func<PackParameters, LedgerRow, XlsxCell> Of);
}
