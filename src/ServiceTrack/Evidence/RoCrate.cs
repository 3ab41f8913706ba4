using System.Globalization;
using System.Text.Json.Nodes;
using ServiceTrack.Journal;

namespace ServiceTrack.Evidence;

/// <summary>RO-Crate 1.1 metadata: what the pack holds, for machines that know research objects.</summary>
internal static class RoCrate
{
    private const string Root = "data/";

    public static byte[] Of(PackParameters parameters, Summary summary, DateTimeOffset asOf)
    {
        var files = Files(parameters, summary).ToList();
        var graph = new JsonArray(
            new JsonObject
            {
                ["@id"] = Name(PackFiles.RoCrate),
                ["@type"] = "CreativeWork",
                ["conformsTo"] = Link("https://w3id.org/ro/crate/1.1"),
                ["about"] = Link("./"),
            },
            new JsonObject
            {
                ["@id"] = "./",
                ["@type"] = "Dataset",
                ["name"] = $"{parameters.Company}: after-sales evidence",
                ["description"] = "Ledgers and figures of after-sales service, with the journal leaves they follow from.",
                ["datePublished"] = JournalTime.Text(asOf),
                ["license"] = "All rights reserved.",
                ["temporalCoverage"] = $"{JournalTime.Text(parameters.From)}/{JournalTime.Text(parameters.To)}",
                ["author"] = Link("#company"),
                ["hasPart"] = new JsonArray([.. files.Select(f => Link(Name(f.Path)))]),
            },
            new JsonObject { ["@id"] = "#company", ["@type"] = "Organization", ["name"] = parameters.Company });
        foreach (var (path, name, format) in files)
            graph.Add(new JsonObject { ["@id"] = Name(path), ["@type"] = "File", ["name"] = name, ["encodingFormat"] = format });
        return CanonicalJson.Bytes(new JsonObject { ["@context"] = "https://w3id.org/ro/crate/1.1/context", ["@graph"] = graph });
    }

    private static IEnumerable<(string Path, string Name, string Format)> Files(PackParameters parameters, Summary summary)
    {
        yield return (PackFiles.Leaves, string.Create(CultureInfo.InvariantCulture, $"Journal leaves {summary.First} to {summary.Size - 1}"), "application/x-ndjson");
        yield return (PackFiles.Range, "Range proof", "application/json");
        if (summary.First > 0) yield return (PackFiles.Before, "Last leaf before the window, with its inclusion proof", "application/json");
        if (parameters.Previous is not null) yield return (PackFiles.Consistency, "Consistency proof from the previous checkpoint", "application/json");
        yield return (PackFiles.Parameters, "Parameters of the pack", "application/json");
        if (summary.Earlier > 0) yield return (PackFiles.Earlier, "Leaves from before the window, with inclusion proofs", "application/x-ndjson");
        foreach (var (file, path, _) in summary.Attachments.Where(f => f.File.IsWhole && !f.Missing)) yield return (path, file.Name ?? file.Id, file.ContentType);
        foreach (var clause in summary.Clauses.Select(c => c.Clause))
            yield return (Folders.FolderOf(clause.Id) + "index.html", $"Clause {clause.Id}: {clause.En}", "text/html");
        foreach (var (ledger, path) in summary.Ledgers.Select(l => (l.Ledger, l.Path)))
        {
            yield return (path + ".csv", $"Ledger: {ledger.Name.En}", "text/csv");
            yield return (path + ".xlsx", $"Ledger: {ledger.Name.En}", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
            yield return (path + ".html", $"Ledger to print: {ledger.Name.En}", "text/html");
        }
        yield return (PackFiles.Figures, "Figures", "application/json");
        yield return (PackFiles.Index, "First page", "text/html");
    }

    private static string Name(string path) => path[Root.Length..];

    private static JsonObject Link(string id) => new() { ["@id"] = id };
}
