using System.Collections.Immutable;
using System.Globalization;

namespace ServiceTrack.Imports;

/// <summary>Each code of <see cref="ImportCodes"/> in Chinese and English; {0} and {1} are what the finder says about it.</summary>
public static class ImportMessages
{
    private static readonly Dictionary<string, (string Zh, string En)> Texts = new()
    {
        [ImportCodes.EmptyFile] = ("文件里没有内容。", "The file holds nothing."),
        [ImportCodes.UnknownEncoding] = ("不认识的编码“{0}”。", "There is no encoding “{0}”."),
        [ImportCodes.Undecodable] = ("第 {1} 字节处的内容不符合 {0} 编码。请在参数 encoding 中指明编码，或另存为 UTF-8。",
            "Byte {1} does not belong in {0}. Name the encoding, or save the file as UTF-8."),
        [ImportCodes.NulCharacter] = ("含有 NUL 字符：这不是文本文件，或者编码不对（UTF-16 须有 BOM 或指明）。",
            "Holds a NUL character: not a text file, or in another encoding (UTF-16 needs its mark, or naming)."),
        [ImportCodes.BrokenQuote] = ("引号之后还有文字，从这里起无法可靠读取。单元格中的引号须写成两个。",
            "Text follows a closing quote; from here on nothing is certain. A quote inside a cell is written twice."),
        [ImportCodes.UnterminatedQuote] = ("引号没有结束，直到文件末尾。", "A quote is opened and never closed."),
        [ImportCodes.CellTooLong] = ("一个单元格超过 {0} 个字符，也可能是引号没有结束。", "A cell is longer than {0} characters, or a quote is never closed."),
        [ImportCodes.RecordTooLong] = ("一条记录超过 {0} 个字符。", "A record is longer than {0} characters."),
        [ImportCodes.TooManyColumns] = ("超过 {0} 列。", "More than {0} columns."),
        [ImportCodes.TooManyRecords] = ("超过 {0} 条记录，请分成几个文件。", "More than {0} records: split the file."),
        [ImportCodes.MissingColumn] = ("缺少必需的列：{0}。文件中的表头：{1}。", "Missing: {0}. Headings found: {1}."),
        [ImportCodes.UnsupportedWorkbook] = ("旧版 .xls 或加密的工作簿无法读取，请另存为 .xlsx 或 CSV。", "An old .xls or an encrypted workbook: save it as .xlsx or CSV."),
        [ImportCodes.BrokenWorkbook] = ("工作簿已损坏或不是 .xlsx：{0}", "The workbook is damaged or not an .xlsx: {0}"),
        [ImportCodes.WorkbookTooLarge] = ("工作簿过大（{0}），请另存为 CSV 或分成几个文件。", "The workbook is too large ({0}): save it as CSV or split it."),

        [ImportCodes.Failed] = ("导入因系统故障中断；已导入的记录保留，再次导入同一文件即可继续。",
            "The import broke off through a fault of the system. What came in is kept; import the same file again to go on."),

        [ImportCodes.Required] = ("不能为空。", "Required."),
        [ImportCodes.NotATime] = ("“{0}”不是可识别的时间，例如 2026-06-28 10:36。", "“{0}” is not a time such as 2026-06-28 10:36."),
        [ImportCodes.InTheFuture] = ("“{0}”在将来。", "“{0}” lies in the future."),
        [ImportCodes.BeforeReceived] = ("“{0}”早于受理时间。", "“{0}” is before the time of receipt."),
        [ImportCodes.BeforeResponded] = ("“{0}”早于首次响应时间。", "“{0}” is before the first response."),
        [ImportCodes.OutOfRange] = ("“{0}”超出范围 {1}。", "“{0}” is not within {1}."),
        [ImportCodes.TooLong] = ("共 {0} 个字符，最多 {1} 个。", "Is {0} characters long; at most {1} are kept."),
        [ImportCodes.UnknownKind] = ("没有名为“{0}”的活动类型。", "There is no kind “{0}”."),
        [ImportCodes.ExtraCells] = ("单元格比表头多，第 {0} 列起没有表头：多半是某个单元格缺少引号。",
            "More cells than headings, from column {0} on: some cell probably lacks its quotes."),

        [ImportCodes.UnknownClause] = ("方案中没有条款“{0}”。", "The scheme has no clause “{0}”."),
        [ImportCodes.GivenTwice] = ("条款“{0}”出现两次，先前在第 {1} 行。", "Clause “{0}” stands twice, before in line {1}."),
        [ImportCodes.NotPoints] = ("“{0}”不是 0 至 10000 之间、至多两位小数的分值。", "“{0}” is not a number of points from 0 to 10000 with at most two decimals."),
        [ImportCodes.PointsExceedParent] = ("{0} 的下级条款合计 {1} 分，超过其 {2} 分。", "The items of {0} come to {1} points, more than its {2}."),

        [ImportCodes.NotYourOutlet] = ("不属于您负责的网点。", "Not one of your outlets."),

        [ImportCodes.OddPhone] = ("“{0}”不像电话号码，已照原样保留。", "“{0}” does not look like a phone number; kept as written."),
        [ImportCodes.OddEmail] = ("“{0}”不像邮箱地址，已照原样保留。", "“{0}” does not look like an e-mail address; kept as written."),
        [ImportCodes.UnknownChannel] = ("不认识的渠道“{0}”，记为“导入”。", "Unknown channel “{0}”: recorded as “import”."),
        [ImportCodes.UnknownPriority] = ("不认识的优先级“{0}”，未采用。", "Unknown priority “{0}”: left out."),
        [ImportCodes.AmbiguousTime] = ("“{0}”因夏令时结束在当天出现两次，取为 {1}。", "“{0}” occurred twice as daylight saving ended: taken as {1}."),
        [ImportCodes.SkippedTime] = ("“{0}”因夏令时开始而不存在，取为 {1}。", "“{0}” was skipped as daylight saving began: taken as {1}."),
        [ImportCodes.AfterReceived] = ("“{0}”晚于受理时间。", "“{0}” is after the time of receipt."),
    };

    internal static string Say(string code, string language, ImmutableArray<string> details) =>
        string.Format(CultureInfo.InvariantCulture, IsEnglish(language) ? Texts[code].En : Texts[code].Zh, [.. details.Cast<object>()]);

    private static bool IsEnglish(string language) => language.TrimStart().StartsWith("en", StringComparison.OrdinalIgnoreCase);

    /// <summary>The beginning of a cell, short enough to be quoted in a message.</summary>
    internal static string Excerpt(string cell) => cell.Length <= 60 ? cell : $"{cell[..(char.IsHighSurrogate(cell[59]) ? 59 : 60)]}…";
}
