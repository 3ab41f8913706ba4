using System.Globalization;
using ServiceTrack.Activities.Verbs;
using ServiceTrack.Customers;

namespace ServiceTrack.Imports;

/// <summary>
/// One row's cells, with what is wrong with them gathered on the way. The reader goes on after an error, so people mend a
/// row once.
/// </summary>
internal sealed class RowReader(RowRules rules, int record, SheetRow row)
{
    private const int EarliestYear = 1990;
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    public List<ImportProblem> Errors { get; } = [];
    public List<ImportProblem> Warnings { get; } = [];
    public string? ExternalId { get; } = rules.ExternalId(row);

    public void Require(params ImportField[] fields)
    {
        foreach (var field in fields)
            if (Cell(field) is null) Error(field, ImportCodes.Required);
    }

    public string? Text(ImportField field) => Cell(field) is { } text ? Within(field, text.ReplaceLineEndings("\n"), Limits.LongestText) : null;

    public string? Term(ImportField field) => Cell(field) is { } term ? Within(field, term, Limits.LongestTerm) : null;

    public string Kind()
    {
        if (Cell(ImportField.Kind) is not { } name) return rules.Options.Kind;
        if (rules.Kinds.GetValueOrDefault(ImportNames.Key(name)) is { } kind) return kind;
        Error(ImportField.Kind, ImportCodes.UnknownKind, ImportMessages.Excerpt(name));
        return name;
    }

    /// <summary>The code a name stands for, or null where the cell is empty or, with a warning, where the name is unknown.</summary>
    public string? Coded(ImportField field, IReadOnlyDictionary<string, string> names, string warning)
    {
        if (Cell(field) is not { } name) return null;
        var code = names.GetValueOrDefault(ImportNames.Key(name));
        if (code is null) Warn(field, warning, ImportMessages.Excerpt(name));
        return code;
    }

    public string? Phone()
    {
        if (Term(ImportField.Phone) is not { } written) return null;
        var number = Customers.Phone.Normalise(written);
        if (number.IsOdd) Warn(ImportField.Phone, ImportCodes.OddPhone, ImportMessages.Excerpt(written));
        return number.ToString();
    }

    public string? Email()
    {
        var email = Term(ImportField.Email);
        if (email is not null && (email.Split('@') is not [{ Length: > 0 }, { Length: > 0 }] || email.Any(char.IsWhiteSpace)))
            Warn(ImportField.Email, ImportCodes.OddEmail, ImportMessages.Excerpt(email));
        return email;
    }

    /// <param name="after">What the time cannot lie before, in order, and the codes to say so.</param>
    public DateTimeOffset? Time(ImportField field, params (DateTimeOffset? At, string Code)[] after)
    {
        if (Cell(field) is not { } cell) return null;
        var shown = ImportMessages.Excerpt(cell);
        if (ImportTime.Read(cell, rules.Options.Zone, after.Max(a => a.At)) is not (var at, var warning))
        {
            Error(field, ImportCodes.NotATime, shown);
            return null;
        }
        if (warning is not null) Warn(field, warning, shown, $"{at:yyyy-MM-dd HH:mm:sszzz}");
        if (at > rules.Options.Now + ClockSkew) Error(field, ImportCodes.InTheFuture, shown);
        if (at.UtcDateTime.Year < EarliestYear) Error(field, ImportCodes.OutOfRange, shown, $"{EarliestYear}–");
        if (after.FirstOrDefault(a => at < a.At).Code is { } code) Error(field, code, shown);
        return at;
    }

    public DateOnly? Date(ImportField field, DateTimeOffset? expectedBefore)
    {
        if (Cell(field) is not { } cell) return null;
        var date = ImportTime.ReadDate(cell);
        if (date is null) Error(field, ImportCodes.NotATime, ImportMessages.Excerpt(cell));
        else if (expectedBefore is { } end && date > DateOnly.FromDateTime(end.DateTime)) Warn(field, ImportCodes.AfterReceived, ImportMessages.Excerpt(cell));
        return date;
    }

    public string? Demand() => Cell(ImportField.Remedy) is { } remedy ? ImportNames.Demands.GetValueOrDefault(ImportNames.Key(remedy)) : null;

    /// <summary>1–5, as a number ("4", "4.0", "4分", "4星") or in words (满意, "very dissatisfied").</summary>
    public int? Satisfaction()
    {
        if (Cell(ImportField.Satisfaction) is not { } cell) return null;
        if (ImportNames.Ratings.TryGetValue(ImportNames.Key(cell), out var rating)) return rating;
        var number = Width.Fold(cell).TrimEnd('分', '星', ' ');
        if (decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var score) && score is 1 or 2 or 3 or 4 or 5)
            return (int)score;
        Error(ImportField.Satisfaction, ImportCodes.OutOfRange, ImportMessages.Excerpt(cell), "1–5");
        return null;
    }

    public void RefuseExtraCells()
    {
        for (var i = rules.Width; i < row.Cells.Count; i++)
            if (!string.IsNullOrWhiteSpace(row.Cells[i]))
            {
                Errors.Add(Problem(null, ImportCodes.ExtraCells, $"{i + 1}"));
                return;
            }
    }

    private void Error(ImportField field, string code, params ReadOnlySpan<string> details) => Errors.Add(Problem(rules.Header(field), code, details));

    private void Warn(ImportField field, string code, params ReadOnlySpan<string> details) => Warnings.Add(Problem(rules.Header(field), code, details));

    private ImportProblem Problem(string? column, string code, params ReadOnlySpan<string> details) =>
        new(record, row.Line, ExternalId, column, code, [.. details]);

    private string? Cell(ImportField field) => rules.Cell(row, field);

    private string Within(ImportField field, string text, int most)
    {
        if (text.Length > most && text.EnumerateRunes().Count() is var length && length > most) Error(field, ImportCodes.TooLong, $"{length}", $"{most}");
        return text;
    }
}
