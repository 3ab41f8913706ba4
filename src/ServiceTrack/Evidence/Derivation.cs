using System.Collections.Immutable;
using System.Text;

namespace ServiceTrack.Evidence;

/// <summary>
/// Everything in a pack that can be read by people, made from the opened leaves, the range and the parameters alone.
/// The writer and the verifier run this same code; it holds a compact row for each activity of the window, and the
/// values of each register's entry.
/// </summary>
/// <param name="first">The position of the first leaf that will be added.</param>
public sealed class Derivation(PackParameters parameters, long first)
{
    private const string Assessments = "assessment/";

    private readonly Dictionary<string, LedgerRow> rows = [];
    private readonly Dictionary<string, long> types = [];
    private readonly List<RegisterStep> steps = [];
    private readonly List<OpenedLeaf> assessments = [];
    private readonly HashSet<string> begun = new(StringComparer.Ordinal);
    private DateTimeOffset? lastRecorded;
    private long added, earlier;

    /// <summary>When the last leaf was recorded; the end of the window where there is none. Packs know no other present.</summary>
    public DateTimeOffset AsOf => lastRecorded ?? parameters.To;

    /// <summary>Over all ledgers, once their files are made.</summary>
    public PackShares Shares { get; private set; } = new(0, 0, 0, 0, 0);

    /// <summary>Entries of registers of which leaves were added, but not the first.</summary>
    internal IReadOnlySet<string> Unbegun => steps.Select(s => s.Stream).Where(s => !begun.Contains(s)).ToHashSet(StringComparer.Ordinal);

    internal IReadOnlyList<RegisterStep> Steps => steps;

    public void Add(OpenedLeaf leaf)
    {
        if (leaf.Position != first + added++) throw new ArgumentException($"Leaf {leaf.Position} is out of turn.", nameof(leaf));
        lastRecorded = leaf.RecordedAt;
        types[leaf.Type] = types.GetValueOrDefault(leaf.Type) + 1;
        if (RegisterStep.IsOf(leaf.Stream)) Keep(leaf);
        else if (leaf.Stream.StartsWith(Assessments, StringComparison.Ordinal)) assessments.Add(leaf);
        else if (rows.TryGetValue(leaf.Stream, out var row)) rows[leaf.Stream] = row.After(leaf);
        else if (LedgerRow.Begin(leaf) is { } begins && begins.Received >= parameters.From && begins.Received < parameters.To)
            rows[leaf.Stream] = begins;
    }

    /// <summary>A leaf from before the range, of an entry of a register.</summary>
    public void AddEarlier(OpenedLeaf leaf)
    {
        earlier++;
        Keep(leaf);
    }

    /// <summary>Attachments whose bytes belong in the pack.</summary>
    internal IReadOnlyList<PlacedAttachment> Attachments() => [.. AllAttachments().Where(f => f.File.IsWhole)];

    internal IReadOnlyList<PlacedAttachment> AllAttachments() => [.. Summarise(new(parameters)).Attachments];

    /// <param name="missing">Paths of those that are not there, in ordinal order.</param>
    /// <returns>The parameters that say so.</returns>
    internal PackParameters Lacking(ImmutableArray<string> missing) => parameters = parameters with { Missing = missing };

    /// <summary>The files, in the order they stand in a pack.</summary>
    public IEnumerable<DerivedFile> Files()
    {
        var folders = new Folders(parameters);
        var summary = Summarise(folders);
        var all = summary.Shares;
        Shares = new(all.Count, all.AtTheTime, all.Later, all.Imported, all.Amended);
        foreach (var clause in summary.Clauses)
        {
            var folder = Folders.FolderOf(clause.Clause.Id);
            yield return Of(folder + "index.html", ClausePage.Of(parameters, clause, summary, folders));
            foreach (var ledger in summary.Ledgers.Where(l => l.Path.StartsWith(folder, StringComparison.Ordinal)))
                foreach (var file in ledger.Ledger.Made(ledger.Path)) yield return file;
        }
        foreach (var ledger in summary.Ledgers.Where(l => folders.HomeOf(l.Ledger.Key) is null))
            foreach (var file in ledger.Ledger.Made(ledger.Path)) yield return file;
        yield return Of(PackFiles.Figures, summary.Json(parameters.Bytes()));
        yield return Of(PackFiles.Index, Encoding.UTF8.GetBytes(IndexPage.Of(parameters, summary)));
        yield return Of(PackFiles.RoCrate, RoCrate.Of(parameters, summary, AsOf));
    }

    private Summary Summarise(Folders folders)
    {
        var byKind = rows.Values.Where(r => parameters.Shows(r.OutletId)).GroupBy(r => r.Kind, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.OrderBy(r => r.Received).ThenBy(r => r.Position).ToList(), StringComparer.Ordinal);
        var registers = RegisterRows.Of(parameters, steps);
        var known = parameters.Kinds.Select(k => k.Code).ToHashSet(StringComparer.Ordinal);
        var kinds = parameters.Kinds.Concat(byKind.Keys.Where(k => !known.Contains(k)).Order(StringComparer.Ordinal).Select(k => new PackKind(k, k, k)))
            .Where(k => byKind.ContainsKey(k.Code)).ToImmutableArray();
        var covering = new Covering(parameters, byKind, registers.All);
        IEnumerable<Ledger> ledgers =
        [
            .. kinds.Select(k => ActivityLedger.Of(parameters, k, byKind[k.Code])),
            .. parameters.Registers.Where(r => registers.All.ContainsKey(r.Name)).Select(r => new RegisterLedger(parameters, r, registers).Of(registers.All[r.Name])),
        ];
        return new(
            Figures.Of(null, [.. byKind.Values.SelectMany(k => k)]), [.. kinds.Select(k => Figures.Of(k, byKind[k.Code]))],
            [.. parameters.Kinds.Where(k => !byKind.ContainsKey(k.Code))],
            [.. ledgers.Select(l => new PlacedLedger(l, folders.PathOf(l.Key)))],
            [.. (parameters.Scheme?.Judged() ?? []).Select(covering.Of)], assessments,
            types.ToImmutableSortedDictionary(StringComparer.Ordinal), first, first + added, earlier, lastRecorded);
    }

    private void Keep(OpenedLeaf leaf)
    {
        steps.Add(RegisterStep.Of(leaf));
        if (leaf.Version == 1) begun.Add(leaf.Stream);
    }

    private static DerivedFile Of(string path, byte[] bytes) => new(path, (to, cancel) => to.WriteAsync(bytes, cancel).AsTask());
}

public sealed record DerivedFile(string Path, Func<Stream, CancellationToken, Task> Write);
