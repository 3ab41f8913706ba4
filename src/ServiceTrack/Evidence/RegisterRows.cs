using System.Collections.Immutable;

namespace ServiceTrack.Evidence;

/// <summary>Every register's entries that a pack knows of, by register; and what each is called where another links to it.</summary>
internal sealed class RegisterRows
{
    private RegisterRows(ImmutableSortedDictionary<string, ImmutableArray<RegisterRow>> all, Dictionary<string, string> titles) => (All, Titles) = (all, titles);

    /// <summary>Those of the window, in the order of their day.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<RegisterRow>> All { get; }

    /// <summary>By stream.</summary>
    public IReadOnlyDictionary<string, string> Titles { get; }

    public static RegisterRows Of(PackParameters p, IEnumerable<RegisterStep> steps)
    {
        var rows = new List<RegisterRow>();
        foreach (var stream in steps.GroupBy(s => s.Stream, StringComparer.Ordinal))
        {
            var (register, id) = RegisterStep.Names(stream.Key);
            if (p.Register(register) is { } known && RegisterRow.Of(known, id, stream.OrderBy(s => s.Version)) is { } row) rows.Add(row);
        }
        return new(
            rows.Where(r => r.IsIn(p)).GroupBy(r => r.Register.Name, StringComparer.Ordinal).ToImmutableSortedDictionary(
                g => g.Key, g => g.OrderBy(r => r.Day, StringComparer.Ordinal).ThenBy(r => r.Position).ToImmutableArray(), StringComparer.Ordinal),
            rows.GroupBy(r => RegisterStep.StreamOf(r.Register.Name, r.Id), StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Title, StringComparer.Ordinal));
    }
}
