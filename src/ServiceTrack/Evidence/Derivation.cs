using System.Collections.Immutable;
using System.Text;

namespace ServiceTrack.Evidence;

/// <summary>
/// Everything in a pack that can be read by people, made from the opened leaves, the range and the parameters alone.
/// The writer and the verifier run this same code; it holds a compact row for each activity of the window.
/// </summary>
/// <param name="first">The position of the first leaf that will be added.</param>
public sealed class Derivation(PackParameters parameters, long first)
{
    private readonly Dictionary<string, LedgerRow> rows = [];
    private readonly Dictionary<string, long> types = [];
    private DateTimeOffset? lastRecorded;
    private long added;

    /// <summary>When the last leaf was recorded; the end of the window where there is none. Packs know no other present.</summary>
    public DateTimeOffset AsOf => lastRecorded ?? parameters.To;

    public void Add(OpenedLeaf leaf)
    {
        if (leaf.Position != first + added++) throw new ArgumentException($"Leaf {leaf.Position} is out of turn.", nameof(leaf));
        lastRecorded = leaf.RecordedAt;
        types[leaf.Type] = types.GetValueOrDefault(leaf.Type) + 1;
        if (rows.TryGetValue(leaf.Stream, out var row)) rows[leaf.Stream] = row.After(leaf);
        else if (LedgerRow.Begin(leaf) is { } begun && begun.Received >= parameters.From && begun.Received < parameters.To)
            rows[leaf.Stream] = begun;
    }

    /// <summary>The files, in the order they stand in a pack.</summary>
    public IEnumerable<DerivedFile> Files()
    {
        var byKind = rows.Values.GroupBy(r => r.Kind, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.OrderBy(r => r.Received).ThenBy(r => r.Position).ToList(), StringComparer.Ordinal);
        var known = parameters.Kinds.Select(k => k.Code).ToHashSet(StringComparer.Ordinal);
        var kinds = parameters.Kinds.Concat(byKind.Keys.Where(k => !known.Contains(k)).Order(StringComparer.Ordinal).Select(k => new PackKind(k, k, k)))
            .Where(k => byKind.ContainsKey(k.Code)).ToImmutableArray();
        var summary = new Summary(
            Figures.Of(null, rows.Values), [.. kinds.Select(k => Figures.Of(k, byKind[k.Code]))],
            [.. parameters.Kinds.Where(k => !byKind.ContainsKey(k.Code))],
            types.ToImmutableSortedDictionary(StringComparer.Ordinal), first, first + added, lastRecorded);

        foreach (var kind in kinds)
        {
            var ledger = new Ledger(parameters, kind, byKind[kind.Code]);
            yield return new(Ledger.PathOf(kind.Code) + ".csv", ledger.WriteCsv);
            yield return new(Ledger.PathOf(kind.Code) + ".xlsx", ledger.WriteXlsx);
        }
        yield return Of(PackFiles.Figures, summary.Json());
        yield return Of(PackFiles.Index, Encoding.UTF8.GetBytes(IndexPage.Of(parameters, summary)));
        yield return Of(PackFiles.RoCrate, RoCrate.Of(parameters, summary, AsOf));
    }

    private static DerivedFile Of(string path, byte[] bytes) => new(path, (to, cancel) => to.WriteAsync(bytes, cancel).AsTask());
}

public sealed record DerivedFile(string Path, Func<Stream, CancellationToken, Task> Write);
