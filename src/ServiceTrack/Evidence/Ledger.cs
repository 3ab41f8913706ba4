using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ServiceTrack.Reports;

namespace ServiceTrack.Evidence;

/// <summary>A ledger (台账): a row per record, headed in Chinese and English, as CSV, as a workbook and as a form on A4.</summary>
/// <param name="key">A kind's code, or a register's name after "register:", which no code holds.</param>
/// <param name="rows">Made anew at each reading, a row at a time.</param>
internal sealed class Ledger(
    PackParameters parameters, string key, Words name, ImmutableArray<XlsxColumn> columns, Shares shares, Func<IEnumerable<IReadOnlyList<XlsxCell>>> rows)
{
    private const string OfRegister = "register:";
    private const int LongestName = 60;

    public string Key => key;
    public Words Name => name;
    public Shares Shares => shares;

    public static string KeyOf(string register) => OfRegister + register;

    public static string KeyOf(PackKind kind) => kind.Code;

    /// <summary>A name for a file or folder. What is no plain name is named by its hash.</summary>
    public static string Plain(string name) =>
        name.Length is > 0 and <= LongestName && name[0] != '.' && name[^1] != '.'
            && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '.')
            ? name
            : "_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..16];

    public IEnumerable<DerivedFile> Files(string path) =>
    [
        new(path + ".csv", WriteCsv), new(path + ".xlsx", WriteXlsx), new(path + ".html", (to, cancel) => LedgerPage.Write(to, parameters, name, columns, shares, rows(), cancel)),
    ];

    private async Task WriteCsv(Stream to, CancellationToken cancel)
    {
        await using var csv = new CsvWriter(to);
        await csv.Write([.. columns.Select(c => c.Title)], cancel);
        foreach (var row in rows()) await csv.Write([.. row.Select(TextOf)], cancel);
    }

    private async Task WriteXlsx(Stream to, CancellationToken cancel)
    {
        var print = new XlsxPrint(
            (parameters.Company, $"{name.Zh}台账", $"{parameters.Local(parameters.From)[..10]} – {parameters.Local(parameters.To)[..10]}"),
            ("制表：", "审核：", "盖章处"));
        await using var xlsx = new XlsxWriter(to, name.Zh, columns, ZipContent.Plain, print);
        foreach (var row in rows()) await xlsx.Write(row, cancel);
    }

    internal static string? TextOf(XlsxCell cell) => cell.Text ?? cell.Number?.ToString("0.00", CultureInfo.InvariantCulture);
}

/// <summary>How the records of a ledger came to be recorded.</summary>
internal sealed record Shares(int Count, int AtTheTime, int Later, int Imported, int Amended)
{
    public static readonly Shares None = new(0, 0, 0, 0, 0);

    public static Shares operator +(Shares a, Shares b) =>
        new(a.Count + b.Count, a.AtTheTime + b.AtTheTime, a.Later + b.Later, a.Imported + b.Imported, a.Amended + b.Amended);

    public static Shares Of(IEnumerable<(Activities.Recorded How, bool Amended)> rows) => rows.Aggregate(None, (sum, r) => sum + new Shares(
        1, r.How == Activities.Recorded.AtTheTime ? 1 : 0, r.How == Activities.Recorded.Later ? 1 : 0, r.How == Activities.Recorded.Imported ? 1 : 0, r.Amended ? 1 : 0));
}
