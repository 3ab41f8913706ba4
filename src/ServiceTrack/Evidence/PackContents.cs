using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace ServiceTrack.Evidence;

/// <summary>A bag's files, each listed once and none unlisted.</summary>
internal sealed class PackContents
{
    private const int LargestSmallFile = 64 * 1024 * 1024;

    private PackContents(PackZip zip)
    {
        Zip = zip;
        foreach (var (path, hash) in Lines(PackFiles.Manifest))
            if (!path.StartsWith("data/", StringComparison.Ordinal) || !Payload.TryAdd(path, hash))
                throw new PackFaultException(PackFiles.Manifest, $"{path} does not belong there once more or at all");
    }

    public PackZip Zip { get; }

    /// <summary>Lower-case hex SHA-256 by path, as the manifest says.</summary>
    public SortedDictionary<string, string> Payload { get; } = new(StringComparer.Ordinal);

    /// <exception cref="PackFaultException">Not a pack, or its list and its files differ.</exception>
    public static PackContents Open(Stream pack)
    {
        var zip = PackZip.Open(pack);
        if (zip.Find(PackFiles.BagIt) is null && zip.Find(PackFiles.Manifest) is null)
            throw new PackFaultException("The zip", "it is not an evidence pack", unreadable: true);
        ImmutableArray<string> tags = [.. PackFiles.Signed, PackFiles.TagManifest, PackFiles.Signature];
        foreach (var tag in tags)
            if (zip.Find(tag) is null) throw new PackFaultException(tag, "it is missing");
        var contents = new PackContents(zip);
        foreach (var path in contents.Payload.Keys)
            if (zip.Find(path) is null) throw new PackFaultException(path, "it is listed and missing");
        foreach (var entry in zip.Entries)
            if (!contents.Payload.ContainsKey(entry.Name) && !tags.Contains(entry.Name) && entry.Name != PackFiles.TimeStamp)
                throw new PackFaultException(entry.Name, "it is not listed");
        return contents;
    }

    public async Task CheckSums(CancellationToken cancel)
    {
        foreach (var (path, hash) in Payload)
        {
            await using var content = Zip.Read(Zip.Find(path)!);
            if (Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancel)) != hash)
                throw new PackFaultException(path, "its bytes do not have the checksum in the manifest");
        }
        foreach (var entry in Zip.Entries.Where(e => !Payload.ContainsKey(e.Name))) _ = Bytes(entry.Name);
    }

    /// <summary>A file that is small by its nature.</summary>
    public byte[] Bytes(string path)
    {
        var entry = Zip.Find(path) ?? throw new PackFaultException(path, "it is missing");
        if (entry.Bytes > LargestSmallFile) throw new PackFaultException(path, "it is larger than such a file can be");
        using var content = Zip.Read(entry);
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        return bytes.ToArray();
    }

    public string HashOf(string path) => Convert.ToHexStringLower(SHA256.HashData(Bytes(path)));

    /// <summary>The tag files that say the same as the rest of the pack.</summary>
    public void CheckTags(BagInfo info)
    {
        RequireText(PackFiles.BagIt, PackFiles.BagItText);
        RequireText(PackFiles.BagInfo, info.Text(Payload.Keys.Sum(p => Zip.Find(p)!.Bytes), Payload.Count));
        RequireText(PackFiles.Manifest, Bag.ManifestText(Payload.Select(f => (f.Key, f.Value))));
        RequireText(PackFiles.TagManifest, Bag.ManifestText(PackFiles.Signed.Order(StringComparer.Ordinal).Select(t => (t, HashOf(t)))));
    }

    /// <summary>The first signed file that is not what the tag manifest says, or null.</summary>
    public string? FirstAlteredTag() =>
        PackFiles.Signed.FirstOrDefault(tag => !Lines(PackFiles.TagManifest).Contains((tag, HashOf(tag))));

    private List<(string Path, string Hash)> Lines(string manifest)
    {
        var text = Encoding.UTF8.GetString(Bytes(manifest));
        if (!text.EndsWith('\n')) throw new PackFaultException(manifest, "its last line is cut off");
        return [.. text.Split('\n').SkipLast(1).Select((line, i) => Parsed(line) ?? throw new PackFaultException(manifest, $"line {i + 1} is no checksum and path"))];
    }

    private static (string Path, string Hash)? Parsed(string line) =>
        line.Length > 66 && line[64] == ' ' && line[65] == ' ' && line.AsSpan(0, 64).IndexOfAnyExcept("0123456789abcdef") < 0 ? (line[66..], line[..64]) : null;

    private void RequireText(string path, string text)
    {
        if (!Bytes(path).AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(text))) throw new PackFaultException(path, "it is not what the pack's content gives");
    }
}
