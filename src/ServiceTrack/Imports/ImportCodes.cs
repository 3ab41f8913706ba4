namespace ServiceTrack.Imports;

/// <summary>What can be wrong with a file, a row or a cell. Codes are fixed; <see cref="ImportMessages"/> says them in words.</summary>
public static class ImportCodes
{
    // Of the file: reading stops.
    public const string EmptyFile = "empty-file";
    public const string UnknownEncoding = "unknown-encoding";
    public const string Undecodable = "undecodable";
    public const string NulCharacter = "nul-character";
    public const string BrokenQuote = "broken-quote";
    public const string UnterminatedQuote = "unterminated-quote";
    public const string CellTooLong = "cell-too-long";
    public const string RecordTooLong = "record-too-long";
    public const string TooManyColumns = "too-many-columns";
    public const string TooManyRecords = "too-many-records";
    public const string MissingColumn = "missing-column";
    public const string UnsupportedWorkbook = "unsupported-workbook";
    public const string BrokenWorkbook = "broken-workbook";
    public const string WorkbookTooLarge = "workbook-too-large";

    /// <summary>A fault of ours, not of the file.</summary>
    public const string Failed = "failed";

    // Of a row: it is not imported.
    public const string Required = "required";
    public const string NotATime = "not-a-time";
    public const string InTheFuture = "in-the-future";
    public const string BeforeReceived = "before-received";
    public const string BeforeResponded = "before-responded";
    public const string OutOfRange = "out-of-range";
    public const string TooLong = "too-long";
    public const string UnknownKind = "unknown-kind";
    public const string ExtraCells = "extra-cells";
    public const string NotYourOutlet = "not-your-outlet";

    // Of a row of a body's score sheet.
    public const string UnknownClause = "unknown-clause";
    public const string GivenTwice = "given-twice";
    public const string NotPoints = "not-points";
    public const string PointsExceedParent = "points-exceed-parent";

    // Warnings: the row is imported.
    public const string OddPhone = "odd-phone";
    public const string OddEmail = "odd-email";
    public const string UnknownChannel = "unknown-channel";
    public const string UnknownPriority = "unknown-priority";
    public const string AmbiguousTime = "ambiguous-time";
    public const string SkippedTime = "skipped-time";
    public const string AfterReceived = "after-received";
}
