using System.Runtime.CompilerServices;
using System.Text.Json;
using ServiceTrack.Journal;
using ServiceTrack.Storage;

namespace ServiceTrack.Tenants;

/// <summary>
/// A company as a folder of files: one JSON record a line, attachments by their hash, and last of all
/// <c>company.json</c>, without which the export is not complete. It holds the journal's private key and the hashes of
/// passwords: it is readable by its owner only, and must be kept like the database itself.
/// </summary>
public sealed class CompanyFolder
{
    public const string Events = "events", Documents = "documents", Claims = "claims", Work = "work", Blobs = "blobs", People = "people", Erasures = "erasures";

    private const string Manifest = "company.json";
    private readonly string folder;

    public CompanyFolder(string folder) => this.folder = Path.GetFullPath(folder);

    public static CompanyFolder Make(string folder)
    {
        Directory.CreateDirectory(folder);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return new(folder);
    }

    public string BlobPath(string sha256) => Path.Combine(folder, "files", sha256);

    public string LinesPath(string name) => Path.Combine(folder, $"{name}.ndjson");

    /// <summary>Null where the export was not finished.</summary>
    /// <exception cref="CompanyRefusedException">It cannot be read.</exception>
    public CompanyManifest? ReadManifest()
    {
        var path = Path.Combine(folder, Manifest);
        if (!File.Exists(path)) return null;
        return Parse<CompanyManifest>(File.ReadAllText(path)) is { Tenant: not null, Root: not null, Counts: not null } manifest ? manifest
            : throw new CompanyRefusedException($"{Manifest} cannot be read. Remove it and export the company again.");
    }

    public void RemoveManifest() => File.Delete(Path.Combine(folder, Manifest));

    public void WriteManifest(CompanyManifest manifest)
    {
        var path = Path.Combine(folder, Manifest);
        File.WriteAllBytes(path + ".part", JsonSerializer.SerializeToUtf8Bytes(manifest, StoredJson.Options));
        File.Move(path + ".part", path, overwrite: true);
    }

    /// <summary>The records of a file, in order; nothing where there is no such file.</summary>
    /// <exception cref="CompanyRefusedException">A line is not one.</exception>
    public async IAsyncEnumerable<T> Read<T>(string name, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (!File.Exists(LinesPath(name))) yield break;
        var number = 0;
        await foreach (var line in File.ReadLinesAsync(LinesPath(name), cancel))
        {
            number++;
            yield return Parse<T>(line) ?? throw new CompanyRefusedException($"{name}.ndjson, line {number}, cannot be read. Export the company again.");
        }
    }

    /// <summary>Null where the text is no record.</summary>
    internal static T? Parse<T>(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(text, StoredJson.Options);
        }
        catch (JsonException)
        {
            return default;
        }
    }
}

/// <summary>What a complete export says of itself.</summary>
/// <param name="Root">The root of the journal's tree over all events, base64.</param>
/// <param name="Counts">Records by file.</param>
public sealed record CompanyManifest(int Format, string Tenant, string Name, DateTimeOffset At, long Events, string Root, SortedDictionary<string, long> Counts)
{
    public const int Current = 1;
}

/// <summary>An event as a line.</summary>
internal sealed record EventLine(long Position, byte[] Leaf, PersonalValue[] Personal)
{
    public static EventLine Of(RecordedEvent e) => new(e.Position, e.Leaf.ToArray(), [.. e.Personal]);

    public RecordedEvent Event() => LeafBytes.Read(Position, Leaf, () => [.. Personal]);
}

/// <summary>A document as a line.</summary>
internal sealed record DocumentLine(string Collection, string Id, long Version, JsonElement Body)
{
    public static DocumentLine Of(KeptDocument d) => new(d.Collection.Name, d.Id, d.Version, JsonSerializer.Deserialize<JsonElement>(d.Json.Span));

    public KeptDocument Document() => new(CompanyCollections.Named(Collection), Id, Version, JsonSerializer.SerializeToUtf8Bytes(Body, StoredJson.Options));
}

/// <summary>A person of the company as a line: who they are everywhere, what they are here, and their tokens.</summary>
internal sealed record PersonLine(Person Person, Membership Membership, ApiToken[] Tokens);
