using System.Globalization;
using ServiceTrack.Journal;

namespace ServiceTrack.Evidence;

/// <summary>The journal's part of a pack: that the leaves are the company's, without a gap, from the window's first on.</summary>
internal sealed class PackLeaves(PackContents contents, PackParameters parameters, Checkpoint checkpoint)
{
    private const int LongestLine = 16 * 1024 * 1024;

    private readonly Dictionary<string, long> versions = [];
    private DateTimeOffset lastRecorded = DateTimeOffset.MinValue;

    public long First { get; private set; }
    public long Size { get; private set; }
    public long Count => Size - First;
    public long Masked { get; private set; }
    public long Whole { get; private set; }
    public long Closed { get; private set; }

    /// <summary>Leaves from before the window.</summary>
    public long Earlier { get; private set; }

    /// <summary>The roots at the sizes that were asked for, base64, where the leaves reach back to them.</summary>
    public Dictionary<long, string> Roots { get; } = [];

    /// <summary>The files that are not derived, in the order they stand in a pack.</summary>
    public IReadOnlyList<string> Files =>
    [
        PackFiles.Leaves, PackFiles.Range, .. First > 0 ? [PackFiles.Before] : Array.Empty<string>(), .. Earlier > 0 ? [PackFiles.Earlier] : Array.Empty<string>(),
        .. parameters.Previous is null ? Array.Empty<string>() : [PackFiles.Consistency], PackFiles.Parameters,
    ];

    /// <param name="sizes">Of earlier checkpoints.</param>
    /// <returns>The leaves' derivation, ready to make its files.</returns>
    public Derivation Check(IReadOnlySet<long> sizes, CancellationToken cancel)
    {
        if (parameters.Tenant != checkpoint.Tenant.Value) throw new PackFaultException(PackFiles.Parameters, "another company's checkpoint is signed");
        var tree = Range();
        if (First > 0) CheckBefore();
        var derivation = new Derivation(parameters, First);
        CheckEarlier(derivation, cancel);
        Remember();
        using (var lines = contents.Zip.Read(contents.Zip.Find(PackFiles.Leaves) ?? throw new PackFaultException(PackFiles.Leaves, "it is missing")))
            foreach (var line in Lines(lines, PackFiles.Leaves))
            {
                cancel.ThrowIfCancellationRequested();
                var read = LeafLine.Read(tree.Size, line);
                derivation.Add(Opened(read));
                tree.Add(Merkle.Leaf(read.Leaf.Span));
                Remember();
            }
        if (tree.Size != Size) throw new PackFaultException(PackFiles.Leaves, $"it ends before position {Size - 1}, or goes on after it");
        if (Convert.ToBase64String(tree.Root()) != checkpoint.Root)
            throw new PackFaultException(PackFiles.Leaves, $"positions {First} to {Size - 1} do not give the signed root");
        if (lastRecorded > checkpoint.Time) throw new PackFaultException(PackFiles.Leaves, $"position {Size - 1} was recorded after the checkpoint");
        return derivation;

        void Remember()
        {
            if (sizes.Contains(tree.Size)) Roots[tree.Size] = Convert.ToBase64String(tree.Root());
        }
    }

    private GrowingTree Range()
    {
        const string subject = PackFiles.Range;
        var range = StrictJson.Object(subject, contents.Bytes(subject)).WithExactly(subject, "first", "size", "left");
        (First, Size) = (range["first"].Count(subject, "first"), range["size"].Count(subject, "size"));
        if (First > Size || Size != checkpoint.Size) throw new PackFaultException(subject, "it is not the range that the checkpoint ends");
        var left = range["left"].Hashes(subject, "left");
        return left.Length == LeafSpan.Left(First).Length
            ? new(First, left)
            : throw new PackFaultException(subject, $"{left.Length} hashes cannot stand for {First} leaves");
    }

    private void CheckBefore()
    {
        const string subject = PackFiles.Before;
        var before = StrictJson.Object(subject, contents.Bytes(subject)).WithExactly(subject, "position", "leaf", "proof");
        var line = new LeafLine(before["position"].Count(subject, "position"), before["leaf"].Bytes(subject, "leaf"), []);
        if (line.Position != First - 1
            || !Merkle.Includes(Merkle.Leaf(line.Leaf.Span), line.Position, Size, before["proof"].Hashes(subject, "proof"), Convert.FromBase64String(checkpoint.Root)))
            throw new PackFaultException(subject, $"it does not prove the leaf at position {First - 1}");
        lastRecorded = line.Opened().RecordedAt;
        if (lastRecorded >= parameters.From) throw new PackFaultException(subject, $"position {First - 1} was recorded in the window and is left out");
    }

    // Of each entry every leaf before the range, from its first on: else a late first recording could be hidden.
    private void CheckEarlier(Derivation derivation, CancellationToken cancel)
    {
        const string subject = PackFiles.Earlier;
        if (contents.Zip.Find(subject) is not { } entry) return;
        var (root, last) = (Convert.FromBase64String(checkpoint.Root), -1L);
        using var lines = contents.Zip.Read(entry);
        foreach (var bytes in Lines(lines, subject))
        {
            cancel.ThrowIfCancellationRequested();
            var (line, proof) = LeafLine.ReadProved(bytes);
            var leaf = line.Opened(subject);
            var why = line.Position <= last || line.Position >= First ? "it is not in its place"
                : !Merkle.Includes(Merkle.Leaf(line.Leaf.Span), line.Position, Size, proof, root) ? "it is not proved to stand in the journal"
                : leaf.Tenant != parameters.Tenant ? "it is another company's"
                : !RegisterStep.IsOf(leaf.Stream) ? "it is of no register"
                : leaf.Version != versions.GetValueOrDefault(leaf.Stream) + 1 ? "it does not follow the leaf before it in its stream"
                : null;
            if (why is not null) throw new PackFaultException(string.Create(CultureInfo.InvariantCulture, $"{subject}, position {line.Position}"), why);
            (last, versions[leaf.Stream]) = (line.Position, leaf.Version);
            Tally(leaf);
            derivation.AddEarlier(leaf);
            Earlier++;
        }
        if (Earlier == 0) throw new PackFaultException(subject, "it is empty");
    }

    private void Tally(OpenedLeaf leaf)
    {
        Whole += leaf.Whole;
        Masked += leaf.Personal.Count - leaf.Whole;
        Closed += leaf.Closed;
    }

    private OpenedLeaf Opened(LeafLine line)
    {
        var leaf = line.Opened();
        var known = versions.TryGetValue(leaf.Stream, out var version);
        var why = leaf.Tenant != parameters.Tenant ? "it is another company's"
            : leaf.RecordedAt < lastRecorded ? "it was recorded before the leaf that stands before it"
            : leaf.RecordedAt < parameters.From ? "it was recorded before the window"
            : known && leaf.Version != version + 1 ? "it does not follow the leaf before it in its stream"
            : !known && leaf.Version != 1 && RegisterStep.IsOf(leaf.Stream) ? "the entry's first leaf is not in the pack"
            : null;
        if (why is not null) throw new PackFaultException($"{PackFiles.Leaves}, position {line.Position}", why);
        versions[leaf.Stream] = leaf.Version;
        lastRecorded = leaf.RecordedAt;
        Tally(leaf);
        return leaf;
    }

    /// <summary>The lines of a file of leaves.</summary>
    public static IEnumerable<byte[]> Lines(Stream from, string subject)
    {
        var buffer = new byte[64 * 1024];
        using var line = new MemoryStream();
        for (int got; (got = from.Read(buffer, 0, buffer.Length)) > 0;)
            for (var at = 0; at < got;)
            {
                var end = Array.IndexOf(buffer, (byte)'\n', at, got - at);
                var until = end < 0 ? got : end;
                line.Write(buffer, at, until - at);
                if (line.Length > LongestLine) throw new PackFaultException(subject, "a line is longer than a leaf can be");
                at = until + 1;
                if (end < 0) continue;
                yield return line.ToArray();
                line.SetLength(0);
            }
        if (line.Length > 0) throw new PackFaultException(subject, "its last line is cut off");
    }
}
