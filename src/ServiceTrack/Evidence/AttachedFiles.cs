using System.Collections.Immutable;
using System.Security.Cryptography;
using ServiceTrack.Reports;
using ServiceTrack.Storage;

namespace ServiceTrack.Evidence;

/// <summary>Brings the files that leaves tell of into a pack, each only as it was recorded.</summary>
internal static class AttachedFiles
{
    /// <summary>A pack is one zip file of 4 GB at most; what else stands in it needs room, too.</summary>
    private const long MostBytes = 3_900_000_000;

    /// <returns>Paths of those that the store has no more, or with other bytes than were recorded.</returns>
    /// <exception cref="PackTooLargeException">Together they are too large for a pack.</exception>
    public static async Task<ImmutableArray<string>> Missing(IReadOnlyList<PlacedAttachment> files, ITenantStore store, CancellationToken cancel)
    {
        if (files.Sum(f => f.File.Bytes) > MostBytes) throw new PackTooLargeException();
        var missing = ImmutableArray.CreateBuilder<string>();
        foreach (var (file, path, _) in files)
        {
            await using var content = await store.Blobs.Open(file.Sha256!, cancel);
            if (content is null || Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancel)) != file.Sha256) missing.Add(path);
        }
        return [.. missing.Order(StringComparer.Ordinal)];
    }

    public static async Task Copy(Bag bag, PlacedAttachment placed, ITenantStore store, CancellationToken cancel) => await bag.Add(placed.Path, async (to, c) =>
    {
        await using var content = await store.Blobs.Open(placed.File.Sha256!, c) ?? throw new IOException($"{placed.Path} is gone while the pack is made.");
        await content.CopyToAsync(to, c);
    }, cancel, ZipContent.Plain);
}

public sealed class PackTooLargeException() : Exception("The attachments of the window are more than 3.9 GB together: ask for a shorter window.");
