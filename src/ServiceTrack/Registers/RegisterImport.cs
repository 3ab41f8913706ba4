using System.Collections.Immutable;
using System.Text.Json;
using ServiceTrack.Imports;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Registers;

/// <param name="Record">1-based data record, blank ones counted; null where the file is meant.</param>
/// <param name="Column">The heading as the file has it, or the field's name.</param>
public sealed record RegisterImportError(int? Record, int? Line, string? Column, string Message);

/// <summary>What came of a file. A row with an error is not taken; the others are.</summary>
public sealed record RegisterImported(ImportCounts Counts, ImmutableArray<RegisterImportError> Errors, ImmutableArray<string> Ignored);

/// <summary>
/// Brings a file into a register: columns by the fields' names in either language, links by the names of what they name.
/// A row whose unique fields are known changes that entry, filling in what the file says; one that says nothing new is a
/// duplicate.
/// </summary>
public sealed class RegisterImport(ITenantStore store, RegisterDesk desk, RegisterCells cells)
{
    public const long MostBytes = 10 * 1024 * 1024;
    private const int MostRecords = 10_000, MostErrors = 500;

    private readonly List<RegisterImportError> errors = [];
    private ImportCounts counts = new(0, 0, 0, 0, 0);

    /// <summary>What the journal says of the file itself: who brought it in, and its digest.</summary>
    public static StreamAppend Requested(string id, Register register, string fileName, string sha256, DateTimeOffset now, string by) =>
        new(ImportEvent.StreamOf(id), 0, [new ImportRequested(fileName, sha256, register.Name, OnExisting.Update).Sealed(now, by)]);

    /// <param name="file">Seekable, left open.</param>
    /// <param name="by">"import/…".</param>
    public async Task<RegisterImported> Bring(Register register, Stream file, bool dryRun, Caller caller, string by, DateTimeOffset now, CancellationToken cancel)
    {
        ImmutableArray<string> ignored = [];
        try
        {
            using var sheet = await ImportReader.Open(file, null, cancel);
            await using var rows = sheet.Rows(cancel).GetAsyncEnumerator(cancel);
            if (!await rows.MoveNextAsync()) throw new UnreadableFileException(ImportCodes.EmptyFile, null);
            var headings = rows.Current.Cells.Select(c => c.Trim()).ToImmutableArray();
            var columns = headings.Select(register.FieldHeaded).ToImmutableArray();
            ignored = [.. headings.Where((h, i) => columns[i] is null && h.Length > 0)];
            if (columns.All(c => c is null))
                throw new UnreadableFileException(ImportCodes.MissingColumn, rows.Current.Line, string.Join(" | ", register.Fields.Select(f => f.NameZh)), string.Join(" | ", headings.Take(40)));
            for (var record = 1; await rows.MoveNextAsync(); record++)
            {
                if (record > MostRecords) throw new UnreadableFileException(ImportCodes.TooManyRecords, rows.Current.Line, $"{MostRecords}");
                if (rows.Current.IsBlank) counts = counts with { Blank = counts.Blank + 1 };
                else await Row(register, new(record, rows.Current.Line, rows.Current.Cells, headings, columns), dryRun, caller, by, now, cancel);
            }
        }
        catch (Exception e) when (ImportReader.Unreadable(e) is { } stop)
        {
            errors.Add(new(null, stop.Line, null, new ImportProblem(null, stop.Line, null, null, stop.Code, stop.Details).Message("zh")));
        }
        return new(counts, [.. errors.Take(MostErrors)], ignored);
    }

    private async Task Row(Register register, ImportedRow row, bool dryRun, Caller caller, string by, DateTimeOffset now, CancellationToken cancel)
    {
        var values = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        for (var i = 0; i < Math.Min(row.Cells.Count, row.Columns.Length); i++)
            if (row.Columns[i] is { } field && row.Cells[i].Trim() is { Length: > 0 } cell)
                values[field.Name] = JsonSerializer.SerializeToElement(await cells.Value(field, cell, cancel));
        var texts = values.ToDictionary(v => v.Key, v => v.Value.GetString()!, StringComparer.Ordinal);
        var known = await Known(register, texts, caller, cancel);
        if (known is not null)
            foreach (var (name, value) in known.Fields.Where(f => !values.ContainsKey(f.Key))) values[name] = JsonSerializer.SerializeToElement(value);

        var handled = known switch
        {
            _ when dryRun => await desk.Try(register, values, known, caller, by, now, cancel),
            null => await desk.Add(register, values, caller, null, now, cancel, by),
            _ => await desk.Change(register, known.Id, values, caller, known.Version, now, cancel, by),
        };
        if (handled.Refusal is { } refusal) Bad(row, refusal);
        else if (known is null) counts = counts with { Added = counts.Added + 1 };
        else if (handled.Entry!.Fields.SequenceEqual(known.Fields)) counts = counts with { Duplicate = counts.Duplicate + 1 };
        else counts = counts with { Updated = counts.Updated + 1 };
    }

    /// <summary>The entry a row tells of again: by its unique fields; where a register has none, one that says all the row says.</summary>
    private async Task<RegisterEntry?> Known(Register register, Dictionary<string, string> texts, Caller caller, CancellationToken cancel)
    {
        var read = texts.ToDictionary(t => t.Key, t => register.Field(t.Key) is { } field ? RegisterValues.Value(field, t.Value, out _) ?? t.Value : t.Value);
        if (RegisterDesk.UniqueKey(register, read) is { } unique)
            return await store.Claimed(RegisterDesk.Scope(register), unique, cancel) is { } id ? await desk.Find(register, id, caller, cancel) : null;
        if (!register.Unique.IsEmpty) return null;
        var day = register.EventDate ?? register.ValidFrom;
        var on = day is null ? Condition.Always
            : RegisterValues.Date(read.GetValueOrDefault(day)) is { } date ? RegisterReading.Dated(date, date.AddDays(1))
            : RegisterReading.Dated(null, DateOnly.MinValue.AddDays(1));
        return await store.Entries(register, on, cancel).FirstOrDefaultAsync(e => register.Sees(caller, e.Fields) && read.All(r => e.Fields.GetValueOrDefault(r.Key) == r.Value), cancel);
    }

    private void Bad(ImportedRow row, Refusal refusal)
    {
        counts = counts with { Bad = counts.Bad + 1 };
        if (refusal is not Refusal.Invalid invalid)
        {
            errors.Add(new(row.Record, row.Line, null, refusal is Refusal.AlreadyExists taken ? $"{taken.Field} is taken by {taken.Id}." : "Changed by somebody else meanwhile."));
            return;
        }
        foreach (var (path, messages) in invalid.Errors)
        {
            var name = path.StartsWith("fields.", StringComparison.Ordinal) ? path["fields.".Length..] : path;
            errors.Add(new(row.Record, row.Line, row.HeadingOf(name), string.Join(" ", messages)));
        }
    }

    private sealed record ImportedRow(
        int Record, int Line, IReadOnlyList<string> Cells, ImmutableArray<string> Headings, ImmutableArray<RegisterField?> Columns)
    {
        public string HeadingOf(string field) => Columns.Select((c, i) => (c, i)).FirstOrDefault(c => c.c?.Name == field) is { c: not null } column ? Headings[column.i] : field;
    }
}
