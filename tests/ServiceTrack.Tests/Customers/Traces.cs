using System.IO.Compression;
using System.Text;

namespace ServiceTrack.Tests.Customers;

/// <summary>Looks for words in the raw bytes of files, and in what stands inside zip files, however deep.</summary>
internal static class Traces
{
    /// <summary>File and word of each find. Letters are compared as if small, as search tokens are kept.</summary>
    public static List<string> In(string folder, IReadOnlyCollection<string> words) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).SelectMany(path => In(Path.GetRelativePath(folder, path), Bytes(path), words))];

    public static IEnumerable<string> In(string name, byte[] bytes, IReadOnlyCollection<string> words)
    {
        var text = Lower(bytes);
        foreach (var word in words)
            if (text.Contains(Lower(Encoding.UTF8.GetBytes(word)), StringComparison.Ordinal)) yield return $"{name}: {word}";
        if (!bytes.AsSpan().StartsWith("PK\u0003\u0004"u8)) yield break;
        using var zip = new ZipArchive(new MemoryStream(bytes));
        foreach (var entry in zip.Entries)
        {
            using var content = entry.Open();
            using var copy = new MemoryStream();
            content.CopyTo(copy);
            foreach (var find in In($"{name}/{entry.FullName}", copy.ToArray(), words)) yield return find;
        }
    }

    // A store holds its files open, for others to read and write.
    private static byte[] Bytes(string path)
    {
        if (Path.GetFileName(path) == "servicetrack.lock") return [];
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    // A byte a character.
    private static string Lower(byte[] bytes) => string.Create(bytes.Length, bytes, static (text, from) =>
    {
        for (var i = 0; i < text.Length; i++) text[i] = (char)(from[i] is >= (byte)'A' and <= (byte)'Z' ? from[i] + 32 : from[i]);
    });
}
