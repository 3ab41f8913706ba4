using System.Collections.Immutable;
using System.Globalization;
using ServiceTrack.Activities.Verbs;
using ServiceTrack.Customers;
using ServiceTrack.Imports;

namespace ServiceTrack.Certification;

/// <param name="Description">How the file was understood: "CSV, gb18030"; null where it could not be.</param>
/// <param name="Scheme">With the body's points; null where there are errors.</param>
public sealed record ScoreSheetReading(
    string? Description, Scheme? Scheme, ImmutableArray<PointsChange> Changes, ImmutableArray<ImportProblem> Errors);

public sealed record PointsChange(string Clause, decimal? Before, decimal After);

/// <summary>
/// Reads a certification body's own score sheet, CSV or XLSX: a column of clauses, one of points and perhaps one of names.
/// The points it gives are confirmed, with the body as their source; nothing is taken of a sheet with an error in it.
/// </summary>
public static class ScoreSheet
{
    public const long MostBytes = 4 * 1024 * 1024;

    private const int HeadingWithin = 10;

    private static readonly string[] ClauseHeadings = ["条款", "条款号", "条款编号", "编号", "序号", "clause", "clause no", "no"];
    private static readonly string[] PointsHeadings = ["分值", "分数", "满分", "标准分", "标准分值", "总分", "points", "score", "max points", "maximum"];
    private static readonly string[] NameHeadings = ["名称", "条款名称", "内容", "评价内容", "评价项目", "name", "subject"];

    /// <param name="body">The certification body's name.</param>
    public static async Task<ScoreSheetReading> Read(Stream file, Scheme scheme, string body, CancellationToken cancel)
    {
        try
        {
            using var sheet = await ImportReader.Open(file, null, cancel);
            var reading = new Reading(scheme, body);
            await foreach (var row in sheet.Rows(cancel)) reading.Take(row);
            return reading.End(sheet.Description);
        }
        catch (Exception e) when (ImportReader.Unreadable(e) is { } unreadable)
        {
            return new(null, null, [], [new(null, unreadable.Line, null, null, unreadable.Code, unreadable.Details)]);
        }
    }

    private sealed record Columns(int Clause, int Points, int Name, IReadOnlyList<string> Headings)
    {
        public static Columns? In(IReadOnlyList<string> cells)
        {
            int Of(string[] headings) => cells.ToList().FindIndex(c => headings.Contains(Width.Fold(c).Trim().ToLowerInvariant()));
            return (Of(ClauseHeadings), Of(PointsHeadings)) is (>= 0, >= 0) and var (clause, points) ? new(clause, points, Of(NameHeadings), cells) : null;
        }
    }

    private sealed class Reading(Scheme scheme, string body)
    {
        private readonly Dictionary<string, (int Line, decimal Points, string? Name)> given = new(StringComparer.Ordinal);
        private readonly List<ImportProblem> errors = [];
        private SheetRow? first;
        private Columns? columns;
        private int rows, record;

        public void Take(SheetRow row)
        {
            if (++rows > ImportReader.RecordLimit / 100) throw new UnreadableFileException(ImportCodes.TooManyRecords, row.Line, "10000");
            if (columns is not null)
            {
                record++;
                if (!row.IsBlank) Line(row, columns);
                return;
            }
            columns = Columns.In(row.Cells);
            if (first is null && !row.IsBlank) first = row;
            if (columns is null && rows == HeadingWithin) throw NoHeadings();
        }

        public ScoreSheetReading End(string description)
        {
            if (columns is null) throw NoHeadings();
            var changed = scheme with { Clauses = [.. scheme.Clauses.Select(Changed)] };
            foreach (var (i, below) in SchemeTree.Overfull(changed))
            {
                var parent = changed.Clauses[i];
                var line = given.TryGetValue(parent.Id, out var own) ? own.Line
                    : given.Where(g => changed.Clause(g.Key)?.Parent == parent.Id).Select(g => (int?)g.Value.Line).Max();
                errors.Add(new(null, line, null, columns.Headings[columns.Points].Trim(), ImportCodes.PointsExceedParent, [parent.Id, Text(below), Text(parent.Points!.Value)]));
            }
            ImmutableArray<PointsChange> changes = [.. scheme.Clauses.Where(c => given.ContainsKey(c.Id)).Select(c => new PointsChange(c.Id, c.Points, given[c.Id].Points))];
            return new(description, errors.Count == 0 ? changed : null, changes, [.. errors]);
        }

        private void Line(SheetRow row, Columns at)
        {
            var (id, points) = (Cell(row, at.Clause).TrimEnd('.'), Cell(row, at.Points));
            // A heading between the groups has a clause and no points; a total has points and no clause.
            if (id.Length == 0 || points.Length == 0) return;
            if (scheme.Clause(id) is null) Wrong(row.Line, at.Clause, ImportCodes.UnknownClause, ImportMessages.Excerpt(id));
            else if (given.TryGetValue(id, out var before)) Wrong(row.Line, at.Clause, ImportCodes.GivenTwice, id, Text(before.Line));
            else if (Points(points) is not { } number) Wrong(row.Line, at.Points, ImportCodes.NotPoints, ImportMessages.Excerpt(points));
            else given[id] = (row.Line, number, at.Name < 0 || Cell(row, at.Name) is not { Length: > 0 } name ? null : name);
            if (at.Name >= 0 && Limits.Problem(Cell(row, at.Name), Limits.LongestTerm) is not null)
                Wrong(row.Line, at.Name, ImportCodes.TooLong, Text(Cell(row, at.Name).Length), Text(Limits.LongestTerm));
        }

        private Clause Changed(Clause clause) => !given.TryGetValue(clause.Id, out var row) ? clause : clause with
        {
            Points = row.Points, Source = FactSource.Body, Confirmed = true, ConfirmedBy = body,
            Name = row.Name is null ? clause.Name : row.Name.Any(c => c >= '\u2e80') ? clause.Name with { Zh = row.Name } : clause.Name with { En = row.Name },
        };

        private void Wrong(int line, int column, string code, params string[] details) =>
            errors.Add(new(record, line, null, columns!.Headings[column].Trim(), code, [.. details]));

        private UnreadableFileException NoHeadings() => first is null
            ? new(ImportCodes.EmptyFile, null)
            : new(ImportCodes.MissingColumn, first.Line, "条款 (clause) | 分值 (points)", string.Join(" | ", first.Cells.Take(40).Select(c => ImportMessages.Excerpt(c.Trim()))));
    }

    private static string Cell(SheetRow row, int column) => column < row.Cells.Count ? Width.Fold(row.Cells[column]).Trim() : "";

    private static decimal? Points(string text) =>
        decimal.TryParse(text.TrimEnd('分'), NumberStyles.AllowDecimalPoint | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var points)
        && points <= 10_000 && points == decimal.Round(points, 2) ? points / 1.00m : null;

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
}
