using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ServiceTrack.Tests.Verify;

/// <summary>Reads a bag as RFC 8493 says, and nothing else of it: what any archive's tool would check.</summary>
internal static class BagReader
{
    /// <returns>What makes the bag incomplete or invalid (§3); empty for a valid one.</returns>
    public static IReadOnlyList<string> Faults(IReadOnlyDictionary<string, byte[]> files)
    {
        List<string> faults = [];
        // §2.1.1: two lines, in this order.
        var declaration = Lines(files["bagit.txt"]);
        if (declaration.Count != 2 || declaration[0] != "BagIt-Version: 1.0" || declaration[1] != "Tag-File-Character-Encoding: UTF-8") faults.Add("bagit.txt");
        // §2.1.3: every payload file is listed in every payload manifest, and exists.
        var payload = files.Keys.Where(f => f.StartsWith("data/", StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
        var manifest = Manifest(files["manifest-sha256.txt"]);
        if (!payload.SetEquals(manifest.Keys)) faults.Add("manifest-sha256.txt");
        // §2.2.1: tag manifests list tag files, never tag manifests.
        var tags = Manifest(files["tagmanifest-sha256.txt"]);
        if (tags.Keys.Any(t => t.StartsWith("tagmanifest-", StringComparison.Ordinal)) || !tags.ContainsKey("manifest-sha256.txt")) faults.Add("tagmanifest-sha256.txt");
        foreach (var (name, hash) in manifest.Concat(tags))
            if (!files.TryGetValue(name, out var bytes) || Convert.ToHexStringLower(SHA256.HashData(bytes)) != hash) faults.Add(name);
        // §2.2.2: labels, a colon, a space; Payload-Oxum is octets and streams.
        var info = Lines(files["bag-info.txt"]).Select(l => l.Split(": ", 2)).ToDictionary(l => l[0], l => l[1], StringComparer.Ordinal);
        var oxum = string.Create(CultureInfo.InvariantCulture, $"{payload.Sum(p => (long)files[p].Length)}.{payload.Count}");
        if (info["Payload-Oxum"] != oxum) faults.Add("bag-info.txt");
        return faults;
    }

    // §2.1.3: checksum, white space, path; a path with CR, LF or % would be percent-encoded.
    private static Dictionary<string, string> Manifest(byte[] bytes) => Lines(bytes).Select(l => l.Split(["  ", " ", "\t"], 2, StringSplitOptions.None))
        .ToDictionary(l => l[1], l => l[0].ToLowerInvariant(), StringComparer.Ordinal);

    private static List<string> Lines(byte[] bytes) => [.. Encoding.UTF8.GetString(bytes).Split(["\r\n", "\n", "\r"], StringSplitOptions.None).Where(l => l.Length > 0)];
}
