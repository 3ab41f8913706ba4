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
    PackParameters parameters, string key, Words name, ImmutableArray<XlsxColumn> columns, Shares shares, Func<IEnumerable<LedgerLine>> rows)
{
    private const string OfRegister = "register:";
    private const int LongestName = 60;

    internal static readonly XlsxColumn Files = new("附件 Attachments", 40);

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

    public IEnumerable<DerivedFile> Made(string path) =>
    [
        new(path + ".csv", (to, cancel) => WriteCsv(to, path, cancel)), new(path + ".xlsx", (to, cancel) => WriteXlsx(to, path, cancel)),
        new(path + ".html", (to, cancel) => LedgerPage.Write(to, parameters, name, columns, shares, path, Placed(path), cancel)),
    ];

    /// <summary>What was handed in with its records, each file once.</summary>
    public IEnumerable<PlacedAttachment> Attachments(string path) => Placed(path).SelectMany(l => l.Files).DistinctBy(f => f.Path);

    private IEnumerable<(IEnumerable<XlsxCell> Cells, ImmutableArray<PlacedAttachment> Files)> Placed(string path) => 
        rows().Select(r => (r.Cells, r.Attachments.Select(a => Place(a, a.PathIn(path))).ToImmutableArray()));

    private PlacedAttachment Place(PackAttachment file, string at) => new(file, at, parameters.Missing.BinarySearch(at, StringComparer.Ordinal) >= 0);

    private async Task WriteCsv(Stream to, string path, CancellationToken cancel)
    {
        await using var csv = new CsvWriter(to);
        await csv.Write([.. columns.Select(c => c.Title), Files.Title], cancel);
        foreach (var (cells, files) in Placed(path)) await csv.Write([.. cells.Select(TextOf), Said(path, files)], cancel);
    }

    private async Task WriteXlsx(Stream to, string path, CancellationToken cancel)
    {
        var print = new XlsxPrint(
            (parameters.Company, $"{name.Zh}台账", $"{parameters.Local(parameters.From)[..10]} – {parameters.Local(parameters.To)[..10]}"),
            ("制表：", "审核：", "盖章处"));
        await using var xlsx = new XlsxWriter(to, name.Zh, [.. columns, Files], ZipContent.Plain, print);
        foreach (var (cells, files) in Placed(path)) await xlsx.Write([.. cells, Said(path, files)], cancel);
    }

    // Beside the ledger, in a folder of its name.
    private static string? Said(string path, ImmutableArray<PlacedAttachment> files) => files.IsEmpty ? null : string.Join("; ", files.Select(f =>
        f.File.IsWhole && !f.Missing ? $"{f.Said.Zh} ({f.Path[(path.LastIndexOf('/') + 1)..]})" : f.Said.Both));

    internal static string? TextOf(XlsxCell cell) => cell.Text ?? cell.Number?.ToString("0.00", CultureInfo.InvariantCulture);
}

/// <summary>A row of a ledger.</summary>
internal readonly record struct LedgerLine(IEnumerable<XlsxCell> Cells, ImmutableArray<PackAttachment> Attachments);

/// <summary>How the records of a ledger came to be recorded.</summary>
internal sealed record Shares(int Count, int AtTheTime, int Later, int Imported, int Amended)
{
    public static readonly Shares None = new(0, 0, 0, 0, 0);

    public static Shares operator +(Shares a, Shares b) =>
        new(a.Count + b.Count, a.AtTheTime + b.AtTheTime, a.Later + b.Later, a.Imported + b.Imported, a.Amended + b.Amended);

    public static Shares Of(IEnumerable<(Activities.Recorded How, bool Amended)> rows) => rows.Aggregate(None, (sum, r) => sum + new Shares(
        1, r.How == Activities.Recorded.AtTheTime ? 1 : 0, r.How == Activities.Recorded.Later ? 1 : 0, r.How == Activities.Recorded.Imported ? 1 : 0, r.Amended ? 1 : 0));
}
