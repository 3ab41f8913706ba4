using System.Collections.Immutable;
using System.Globalization;
using ServiceTrack.Activities;
using ServiceTrack.Imports;
using ServiceTrack.Storage;

namespace ServiceTrack.Customers;

/// <summary>What imports have noted of a person's rows: cells quoted in errors and warnings, headings, the file's name.</summary>
/// <param name="Findings">As they would stand without; null where there are none.</param>
/// <param name="Rows">Whose notes go.</param>
internal sealed record ImportTrace(ImportJob Job, ImportFindings? Findings, ImmutableArray<ErasedRow> Rows, bool FileName)
{
    // In the place of what a message quotes.
    private const string Gone = "…";

    /// <param name="told">Rows that are known to be the person's, from an earlier erasure.</param>
    public static async IAsyncEnumerable<ImportTrace> Of(
        ITenantStore store, ErasureSubject subject, IReadOnlyCollection<string> streams, IReadOnlyCollection<ErasedRow> told,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var ids = streams.Where(Erasure.IsActivity).Select(Activity.IdOf).ToList();
        await foreach (var job in Jobs(store, cancel))
        {
            var found = (await store.Find(ImportFindings.Collection, job.Id, cancel))?.Value;
            var records = ids.Where(job.Made).Select(id => int.Parse(id[^8..], NumberStyles.HexNumber, CultureInfo.InvariantCulture))
                .Concat(told.Where(t => t.Import == job.Id).Select(t => t.Record)).ToHashSet();
            foreach (var problem in found is null ? [] : found.Errors.Concat(found.Warnings))
                if (problem.Details.Any(subject.IsIn) || (problem.ExternalId is { } id && subject.IsIn(id))) records.Add(problem.Record ?? 0);
            var headings = job.Layout is { } layout && layout.Columns.Select(c => c.Header).Concat(layout.Ignored.Select(c => c.Header)).Any(subject.IsIn);
            var (without, rows) = found is null ? (null, []) : Without(found, records);
            var name = subject.IsIn(job.FileName);
            if (rows.IsEmpty && !name && !headings) continue;
            yield return new(headings ? WithoutHeadings(job) : job, rows.IsEmpty ? null : without, rows, name);
        }
    }

    private static (ImportFindings? Findings, ImmutableArray<ErasedRow> Rows) Without(ImportFindings found, HashSet<int> records)
    {
        var gone = found.Errors.Concat(found.Warnings).Where(Goes).Select(p => new ErasedRow(found.JobId, p.Record ?? 0)).Distinct().ToImmutableArray();
        return (found with { Errors = [.. found.Errors.Select(Cleared)], Warnings = [.. found.Warnings.Select(Cleared)] }, gone);

        bool Goes(ImportProblem p) => records.Contains(p.Record ?? 0) && (p.ExternalId is not null || p.Details.Any(d => d != Gone));

        ImportProblem Cleared(ImportProblem p) => Goes(p) ? p with { ExternalId = null, Details = [.. p.Details.Select(_ => Gone)] } : p;
    }

    private static ImportJob WithoutHeadings(ImportJob job) => job with
    {
        Layout = job.Layout! with
        {
            Columns = [.. job.Layout.Columns.Select(c => c with { Header = Gone })], Ignored = [.. job.Layout.Ignored.Select(c => c with { Header = Gone })],
        },
    };

    private static async IAsyncEnumerable<ImportJob> Jobs(
        ITenantStore store, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        for (string? cursor = null; ;)
        {
            var page = await store.Query(ImportJob.Collection, new() { OrderBy = "createdAt", Limit = 200, Cursor = cursor }, cancel);
            foreach (var job in page.Items) yield return job.Value;
            if ((cursor = page.Next) is null) yield break;
        }
    }
}
