using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ServiceTrack.Evidence;
using ServiceTrack.Journal;
using ServiceTrack.Reports;

namespace ServiceTrack.Tests.Evidence;

/// <summary>A pack taken apart with other means than its verifier's, and put together again.</summary>
internal sealed class PackBytes
{
    private static readonly string[] Tags = ["bagit.txt", "bag-info.txt", "manifest-sha256.txt"];

    private PackBytes(List<(string Name, byte[] Bytes)> files) => Files = files;

    public List<(string Name, byte[] Bytes)> Files { get; }

    public IEnumerable<string> Names => Files.Select(f => f.Name);

    public byte[] this[string name]
    {
        get => Files.Single(f => f.Name == name).Bytes;
        set => Files[Files.FindIndex(f => f.Name == name)] = (name, value);
    }

    public static PackBytes Of(byte[] zip)
    {
        using var archive = new ZipArchive(new MemoryStream(zip));
        return new([.. archive.Entries.Select(e =>
        {
            using var from = e.Open();
            using var to = new MemoryStream();
            from.CopyTo(to);
            return (e.FullName, to.ToArray());
        })]);
    }

    public PackBytes Copy() => new([.. Files]);

    public string Text(string name) => Encoding.UTF8.GetString(this[name]);

    public JsonObject Json(string name) => JsonNode.Parse(this[name])!.AsObject();

    public void Alter(string name, Func<string, string> change)
    {
        var altered = change(Text(name));
        Assert.NotEqual(Text(name), altered);
        this[name] = Encoding.UTF8.GetBytes(altered);
    }

    /// <summary>What the holder of the key can do: every checksum and signature made to fit.</summary>
    public PackBytes Resigned(JournalKey key, string? checkpoint = null)
    {
        var payload = Files.Where(f => f.Name.StartsWith("data/", StringComparison.Ordinal)).OrderBy(f => f.Name, StringComparer.Ordinal).ToList();
        this["bag-info.txt"] = Encoding.UTF8.GetBytes(string.Concat(Text("bag-info.txt").Split('\n').SkipLast(1)
            .Select(l => l.StartsWith("Payload-Oxum", StringComparison.Ordinal) ? $"Payload-Oxum: {payload.Sum(f => f.Bytes.Length)}.{payload.Count}\n" : l + "\n")));
        this["manifest-sha256.txt"] = Manifest(payload);
        this["tagmanifest-sha256.txt"] = Manifest(Tags.Order(StringComparer.Ordinal).Select(t => (t, this[t])));
        var signature = Json("signature.json");
        if (checkpoint is not null) signature["checkpoint"] = checkpoint;
        signature["checkpointSignature"] = Sign(signature["checkpoint"]!.GetValue<string>());
        signature["manifestSignature"] = Sign(string.Join(' ', Tags.Select(t => Sha256(this[t]))));
        this["signature.json"] = Encoding.UTF8.GetBytes(signature.ToJsonString());
        return this;

        string Sign(string text) => Convert.ToBase64String(key.Sign(Encoding.UTF8.GetBytes(text)));
    }

    public async Task<byte[]> Zip()
    {
        using var to = new MemoryStream();
        await using (var zip = new ZipWriter(to, ZipContent.Plain))
            foreach (var (name, bytes) in Files)
            {
                await using var entry = zip.Add(name);
                await entry.WriteAsync(bytes);
            }
        return to.ToArray();
    }

    public byte[] ZipByAnotherProgram()
    {
        using var to = new MemoryStream();
        using (var zip = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, bytes) in Files)
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.SmallestSize).Open();
                entry.Write(bytes);
            }
        return to.ToArray();
    }

    public static async Task<PackVerdict> Verify(byte[] zip, string? key = null, byte[]? previous = null, Checkpoint? received = null)
    {
        using var pack = new MemoryStream(zip);
        using var old = previous is null ? null : new MemoryStream(previous);
        return await PackVerifier.Verify(pack, key, old, received is null ? [] : [received], CancellationToken.None);
    }

    public static string Sha256(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static byte[] Manifest(IEnumerable<(string Name, byte[] Bytes)> files) =>
        Encoding.UTF8.GetBytes(string.Concat(files.Select(f => $"{Sha256(f.Bytes)}  {f.Name}\n")));
}
