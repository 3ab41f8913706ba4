namespace ServiceTrack.Reports;

/// <summary>
/// Keeps a spreadsheet from running a customer's text as a formula: an apostrophe goes before a cell that would start with
/// = + - @, their full-width twins, tab or a line break. There is no exception for negative numbers, so the rule can be
/// checked on the finished file; a figure that can be negative is better written as two columns or in words.
/// Cells that start with apostrophes before such a character get one more, which makes <see cref="Remove"/> exact.
/// </summary>
public static class FormulaGuard
{
    public static string Add(string cell) => Starts(cell) ? "'" + cell : cell;

    /// <summary>What <see cref="Add"/> was given; a file from elsewhere that follows the same custom reads alike.</summary>
    public static string Remove(string cell) => cell.StartsWith('\'') && Starts(cell) ? cell[1..] : cell;

    private static bool Starts(string cell)
    {
        var rest = cell.AsSpan().TrimStart('\'');
        return !rest.IsEmpty && "=+-@\t\r\n＝＋－＠".Contains(rest[0]);
    }
}
