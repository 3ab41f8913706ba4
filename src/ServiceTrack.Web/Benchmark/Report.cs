using System.Globalization;
using System.Text.Json.Nodes;

namespace ServiceTrack.Web.Benchmark;

/// <summary>The results as a table, plain or Markdown, and as one JSON object.</summary>
public static class Report
{
    private static readonly string[] Head = ["measure", "over", "rows", "result", "aim"];

    public static IEnumerable<string> Table(IReadOnlyList<Result> results, bool markdown)
    {
        List<string[]> lines = [Head, .. results.Select(Cells)];
        if (!markdown)
        {
            var widths = Enumerable.Range(0, Head.Length).Select(c => lines.Max(l => l[c].Length)).ToArray();
            return lines.Select(l => string.Join("  ", l.Select((cell, c) => cell.PadRight(widths[c]))).TrimEnd());
        }
        lines.Insert(1, [.. Head.Select(_ => "---")]);
        return lines.Select(l => $"| {string.Join(" | ", l)} |");
    }

    public static string Json(Machine machine, IReadOnlyList<Result> results)
    {
        var list = new JsonArray();
        foreach (var result in results)
        {
            var one = new JsonObject { ["name"] = result.Name, ["over"] = result.Over, ["rows"] = result.Rows };
            foreach (var figure in result.Figures) one[figure.Name] = Math.Round(figure.Value, 3);
            var aims = result.Figures.Where(f => f.Aim is not null).ToList();
            if (aims.Count > 0) one["aimsMet"] = aims.All(f => f.Met == true);
            list.Add(one);
        }
        return new JsonObject
        {
            ["date"] = machine.Date, ["system"] = machine.System, ["cores"] = machine.Cores, ["memoryGigabytes"] = machine.MemoryGigabytes,
            ["runtime"] = machine.Runtime, ["build"] = machine.Build, ["load"] = machine.Load, ["results"] = list,
        }.ToJsonString(Storage.StoredJson.Options);
    }

    private static string[] Cells(Result r) =>
    [
        r.Name, r.Over, r.Rows.ToString("N0", CultureInfo.InvariantCulture), string.Join(", ", r.Figures.Select(f => Text(f, Digits(f.Value)))),
        string.Join(", ", r.Figures.Where(f => f.Aim is not null).Select(f => $"{f.Name} {f.Aim} {f.Unit}".TrimEnd() + (f.Met == true ? " ✓" : " ✗"))),
    ];

    private static string Text(Figure f, string number) => $"{f.Name} {number} {f.Unit}".TrimEnd();

    private static string Digits(double value) => value.ToString(value < 10 ? "0.00" : value < 100 ? "0.0" : "N0", CultureInfo.InvariantCulture);
}
