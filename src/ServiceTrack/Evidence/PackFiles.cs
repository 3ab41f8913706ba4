namespace ServiceTrack.Evidence;

/// <summary>The names of what stands in a pack (JOURNAL.md).</summary>
public static class PackFiles
{
    public const string BagIt = "bagit.txt";
    public const string BagInfo = "bag-info.txt";
    public const string Manifest = "manifest-sha256.txt";
    public const string TagManifest = "tagmanifest-sha256.txt";
    public const string Signature = "signature.json";
    public const string TimeStamp = "timestamp.tsr";

    public const string Leaves = "data/journal/leaves.ndjson";
    public const string Range = "data/journal/range.json";

    /// <summary>The last leaf recorded before the window, proved by inclusion: so no leaf of the window was left out at its start.</summary>
    public const string Before = "data/journal/before.json";

    /// <summary>Entries of registers that were recorded before the window and hold in it, each proved by inclusion.</summary>
    public const string Earlier = "data/journal/earlier.ndjson";

    public const string Consistency = "data/journal/consistency.json";
    public const string Parameters = "data/parameters.json";
    public const string Figures = "data/figures.json";
    public const string Index = "data/index.html";
    public const string RoCrate = "data/ro-crate-metadata.json";

    public const string BagItText = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

    /// <summary>What is hashed in the tag manifest and signed, in this order.</summary>
    public static IReadOnlyList<string> Signed { get; } = [BagIt, BagInfo, Manifest];
}
