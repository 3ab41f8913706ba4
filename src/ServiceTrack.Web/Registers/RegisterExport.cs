using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.HttpResults;
using ServiceTrack.Registers;
using ServiceTrack.Reports;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Web.Registers;

/// <summary>A register as a file, CSV or a workbook, streamed page by page; links by the names of what they name.</summary>
public static class RegisterExport
{
    public static async Task<EmptyHttpResult> Download(
        string register, HttpContext context, ITenantStore store, Setup setup, Caller caller, RegisterViews views, TimeProvider clock, CancellationToken cancel)
    {
        var declared = RegisterRoutes.Named(register);
        var format = context.Request.Query["format"].ToString();
        if (format is not ("" or "csv" or "xlsx")) throw new RequestRefusedException(StatusCodes.Status400BadRequest, "format", "Must be one of: csv, xlsx.");
        var query = RegisterFilter.Read(declared, context.Request.Query, setup, caller, clock.GetUtcNow()) with { Limit = Paging.Most };
        var english = context.Request.Headers.AcceptLanguage.ToString().StartsWith("en", StringComparison.OrdinalIgnoreCase);
        string[] titles = [.. declared.Fields.Select(f => english ? f.NameEn : f.NameZh)];
        var response = context.Response;
        response.ContentType = format == "xlsx" ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" : "text/csv; charset=utf-8";
        response.Headers.ContentDisposition = $"attachment; filename={register}.{(format == "xlsx" ? "xlsx" : "csv")}";
        if (format == "xlsx")
        {
            await using var xlsx = new XlsxWriter(response.Body, english ? declared.NameEn : declared.NameZh, [.. titles.Select(t => new XlsxColumn(t, 18))], ZipContent.Compressed);
            await foreach (var row in Rows(declared, store, query, views, english, cancel)) await xlsx.Write([.. row.Select(text => (XlsxCell)text)], cancel);
        }
        else
        {
            await using var csv = new CsvWriter(response.Body);
            await csv.Write(titles, cancel);
            await foreach (var row in Rows(declared, store, query, views, english, cancel)) await csv.Write(row, cancel);
        }
        return TypedResults.Empty;
    }

    private static async IAsyncEnumerable<string?[]> Rows(
        Register register, ITenantStore store, Query query, RegisterViews views, bool english, [EnumeratorCancellation] CancellationToken cancel)
    {
        while (true)
        {
            var page = await store.Query(RegisterEntry.Collection, query, cancel);
            foreach (var entry in page.Items)
            {
                var row = new string?[register.Fields.Length];
                for (var i = 0; i < row.Length; i++)
                    if (entry.Value.Fields.TryGetValue(register.Fields[i].Name, out var value)) row[i] = await Cell(register.Fields[i], value, views, english, cancel);
                yield return row;
            }
            if (page.Next is null) yield break;
            query = query with { Cursor = page.Next };
        }
    }

    private static async Task<string?> Cell(RegisterField field, string value, RegisterViews views, bool english, CancellationToken cancel)
    {
        if (field.Type == RegisterFieldType.YesNo) return (value == "true", english) switch { (true, true) => "yes", (true, false) => "是", (false, true) => "no", _ => "否" };
        if (field.Choices.FirstOrDefault(c => c.Value == value) is { } choice) return english ? choice.NameEn : choice.NameZh;
        if (field.Target is null) return views.Text(field, value);
        var names = new List<string>();
        foreach (var id in RegisterValues.Links(value)) names.Add(await views.Label(field, id, cancel) ?? id);
        return string.Join("; ", names);
    }
}
