using System.Collections.Immutable;
using ServiceTrack.Journal;
using ServiceTrack.Storage;

namespace ServiceTrack.Evidence;

/// <summary>
/// Makes kept packs again where they show what was erased: a pack is a function of the journal up to its checkpoint and
/// its parameters, and what is erased it cannot open any more. Packs that were handed out stay as they are, and still verify.
/// </summary>
public sealed class PackRemaking(ITenantStore store, TimeProvider clock)
{
    private const long MostBytes = 8L * 1024 * 1024 * 1024;

    /// <summary>Finished packs in which one of these values is opened, whole or masked.</summary>
    public async IAsyncEnumerable<PackRecord> Showing(
        IReadOnlyDictionary<long, ImmutableHashSet<string>> paths, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var pack in Packs(cancel))
        {
            if (pack.Sha256 is null || await store.Blobs.Open(pack.Sha256, cancel) is not { } file) continue;
            await using (file)
                if (Shows(PackContents.Open(file), paths)) yield return pack;
        }
    }

    /// <summary>The commit that puts a new file in the place of a pack's old one, and takes away what was printed of that.</summary>
    public async Task<Commit> Remake(PackRecord pack, string erasure, string by, CancellationToken cancel)
    {
        var now = JournalTime.Cut(clock.GetUtcNow());
        var stream = PackRecord.StreamOf(pack.Id);
        var told = (await store.Stream(stream, cancel)).Count;
        var kept = await store.Find(PackRecord.Collection, pack.Id, cancel) ?? throw new InvalidOperationException($"Pack {pack.Id} is gone.");
        var (made, blob) = await Make(kept.Value, cancel);
        var said = EventData.Split(new PackRemade(erasure, made.Sha256));
        return new()
        {
            At = now, Append = new(stream, told, [new(nameof(PackRemade), now, by, said.Data, said.Personal)]),
            Documents = [PackRecord.Collection.Put(made with { RemadeAt = now, Pdf = null }, kept.Version)], KeepBlobs = blob is null ? [] : [blob],
            DropBlobs = [kept.Value.Sha256!, .. kept.Value.Pdf?.Sha256 is { } pdf ? [pdf] : Array.Empty<string>()],
        };
    }

    private async Task<(PackRecord Pack, StagedBlob? Blob)> Make(PackRecord pack, CancellationToken cancel)
    {
        await using var old = await store.Blobs.Open(pack.Sha256!, cancel) ?? throw new InvalidOperationException($"The file of pack {pack.Id} is gone.");
        await using var file = UnnamedFile.Open();
        try
        {
            using var key = await JournalKey.Of(store, clock.GetUtcNow(), cancel);
            var made = await Write(PackContents.Open(old), file, key, cancel);
            file.Position = 0;
            var verdict = await PackVerifier.Verify(file, key.Public.Fingerprint, old, cancel);
            if (verdict.Fault is { } fault) return (Lost(pack, $"{fault.Subject}: {fault.Sentence}"), null);
            file.Position = 0;
            var blob = await store.Blobs.Stage(file, MostBytes, cancel);
            return (pack with { Shares = made.Shares, Missing = made.Missing, Sha256 = blob.Sha256, Bytes = blob.Bytes, Proved = verdict.Proved, NotProved = verdict.NotProved }, blob);
        }
        catch (Exception e) when (e is ArgumentException or PackFaultException or PackTooLargeException)
        {
            return (Lost(pack, e.Message), null);
        }
    }

    private async Task<PackMade> Write(PackContents old, Stream to, JournalKey key, CancellationToken cancel)
    {
        var signature = PackSignature.Read(old);
        var parameters = PackParameters.Read(old.Bytes(PackFiles.Parameters));
        return await EvidencePack.Write(to, parameters, Previous(old, parameters, signature), store, Signed(signature.Checkpoint.Text, Convert.ToBase64String(signature.OverCheckpoint), signature), key, cancel);
    }

    private static SignedCheckpoint? Previous(PackContents old, PackParameters parameters, PackSignature signature)
    {
        if (parameters.Previous is null) return null;
        const string file = PackFiles.Consistency;
        return Signed(parameters.Previous, StrictJson.Object(file, old.Bytes(file))["checkpointSignature"].Text(file, "checkpointSignature"), signature);
    }

    private static SignedCheckpoint Signed(string text, string over, PackSignature by) => new(text, over, by.Key.Text, by.Fingerprint);

    /// <summary>What shows erased values may not stay, even where nothing can stand in its place.</summary>
    private static PackRecord Lost(PackRecord pack, string why) => pack with
    {
        State = PackState.Failed, Sha256 = null, Bytes = 0, Proved = [], NotProved = [],
        Failure = $"It showed values that were erased, and could not be made again without them. {why}",
    };

    private static bool Shows(PackContents contents, IReadOnlyDictionary<long, ImmutableHashSet<string>> paths)
    {
        var position = StrictJson.Object(PackFiles.Range, contents.Bytes(PackFiles.Range))["first"].Count(PackFiles.Range, "first");
        using var leaves = contents.Zip.Read(contents.Zip.Find(PackFiles.Leaves)!);
        foreach (var line in PackLeaves.Lines(leaves, PackFiles.Leaves))
        {
            if (paths.TryGetValue(position, out var erased) && LeafLine.Read(position, line).Open.Any(o => erased.Contains(o.Path))) return true;
            position++;
        }
        if (contents.Zip.Find(PackFiles.Earlier) is not { } entry) return false;
        using var earlier = contents.Zip.Read(entry);
        return PackLeaves.Lines(earlier, PackFiles.Earlier).Select(line => LeafLine.ReadProved(line).Line)
            .Any(line => paths.TryGetValue(line.Position, out var erased) && line.Open.Any(o => erased.Contains(o.Path)));
    }

    private async IAsyncEnumerable<PackRecord> Packs([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        for (string? cursor = null; ;)
        {
            var page = await store.Query(PackRecord.Collection, new() { OrderBy = "requestedAt", Limit = 200, Cursor = cursor }, cancel);
            foreach (var pack in page.Items) yield return pack.Value;
            if ((cursor = page.Next) is null) yield break;
        }
    }
}
