using System.Collections.Immutable;
using System.Text;

namespace ServiceTrack.Classification;

/// <summary>
/// Labelled texts as a file: UTF-8, one row a line, label and text parted by the first tab. Empty lines are passed over.
/// </summary>
/// <param name="Problems">What is wrong, each with its line, the first at the top; a file with any is not used.</param>
public sealed record LabelledFile(ImmutableArray<TrainingRow> Rows, ImmutableArray<string> Problems)
{
    private const char Replacement = '\uFFFD';

    /// <exception cref="IOException">The file cannot be read.</exception>
    public static LabelledFile Read(string path)
    {
        var rows = ImmutableArray.CreateBuilder<TrainingRow>();
        var problems = ImmutableArray.CreateBuilder<string>();
        var number = 0;
        foreach (var line in File.ReadLines(path, Encoding.UTF8))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line)) continue;
            var tab = line.IndexOf('\t');
            var (label, text) = tab < 0 ? ("", "") : (line[..tab].Trim(), line[(tab + 1)..].Trim());
            var problem =
                line.Contains(Replacement) ? "is not UTF-8"
                : tab < 0 ? "has no tab between label and text"
                : label.Length == 0 ? "has no label"
                : text.Length == 0 ? "has no text"
                : null;
            if (problem is null) rows.Add(new(label, text));
            else problems.Add($"{path}, line {number}: the row {problem}.");
        }
        if (rows.Count + problems.Count == 0) problems.Add($"{path}: there are no rows.");
        return new(rows.ToImmutable(), problems.ToImmutable());
    }
}
