using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ServiceTrack.Journal;
using ServiceTrack.Storage;

namespace ServiceTrack.Certification;

/// <summary>A scheme came into force in a company: what it says stands in the journal whole, with its digest.</summary>
/// <param name="Digest">Lower-case hex SHA-256 of the UTF-8 bytes of <paramref name="Content"/>.</param>
/// <param name="How">adopted, imported, edited, or score-sheet.</param>
/// <param name="Body">Whose score sheet it was.</param>
/// <param name="FileDigest">Of the score sheet's file.</param>
public sealed record SchemePutInForce(
    int Version, string Digest, string Content, string How, string? Body = null, string? FileDigest = null);

/// <summary>Where it comes from, besides what it says.</summary>
public sealed record SchemeOrigin(string How, string? Body = null, string? FileDigest = null)
{
    public static readonly SchemeOrigin Adopted = new("adopted"), Imported = new("imported"), Edited = new("edited");
}

/// <summary>One company's schemes: those that come with the product, and its own copies, which stand before them.</summary>
public sealed class SchemeDesk(ITenantStore store)
{
    private const int MostSchemes = 200;

    /// <summary>The version in force, or the one asked for; null where there is none.</summary>
    public async Task<Scheme?> Find(string id, int? version, CancellationToken cancel)
    {
        if (version is { } asked && await store.Find(Scheme.Versions, Scheme.VersionId(id, asked), cancel) is { Value: var kept }) return kept;
        var scheme = (await store.Find(Scheme.Collection, id, cancel))?.Value ?? ShippedSchemes.Find(id);
        if (version is null || scheme?.Version == version) return scheme;
        return ShippedSchemes.Find(id) is { } shipped && shipped.Version == version ? shipped : null;
    }

    public async Task<bool> IsOwn(string id, CancellationToken cancel) => await store.Find(Scheme.Collection, id, cancel) is not null;

    /// <summary>All in force: the company's own first.</summary>
    public async Task<ImmutableArray<Scheme>> All(CancellationToken cancel)
    {
        var own = (await store.Query(Scheme.Collection, new() { OrderBy = "name", Limit = MostSchemes }, cancel)).Items.Select(s => s.Value).ToList();
        return [.. own, .. ShippedSchemes.All.Where(s => own.All(o => o.Id != s.Id))];
    }

    /// <summary>A scheme of another name than any there is.</summary>
    public async Task<Refusal?> Add(Scheme scheme, string by, DateTimeOffset now, CancellationToken cancel)
    {
        if (ShippedSchemes.Find(scheme.Id) is not null) return new Refusal.AlreadyExists("id", scheme.Id);
        return await Save(scheme, 0, SchemeOrigin.Imported, by, now, cancel) is CommitResult.Done ? null : new Refusal.AlreadyExists("id", scheme.Id);
    }

    /// <summary>Puts the next version of a scheme in force; of one that came with the product it becomes the company's own copy.</summary>
    /// <param name="change">Of the version in force.</param>
    /// <param name="ifMatch">The version the caller has seen, or null to carry on from whatever stands.</param>
    public async Task<(Scheme? Scheme, Refusal? Refusal)> Put(
        string id, Func<Scheme, Scheme> change, SchemeOrigin origin, long? ifMatch, string by, DateTimeOffset now, CancellationToken cancel)
    {
        var stored = await store.Find(Scheme.Collection, id, cancel);
        if ((stored?.Value ?? ShippedSchemes.Find(id)) is not { } old) return (null, new Refusal.NotFound());
        if (ifMatch is { } seen && seen != old.Version) return (null, new Refusal.Stale(old.Version));
        var next = change(old) with { Id = id, Version = old.Version + 1 };
        return await Save(next, stored?.Version ?? 0, origin, by, now, cancel) is CommitResult.Done ? (next, null) : (null, new Refusal.Stale(next.Version));
    }

    /// <summary>The version in force, journaled if it was not yet: what is judged by it must be found in the journal.</summary>
    public async Task<Scheme?> Adopt(string id, string by, DateTimeOffset now, CancellationToken cancel)
    {
        if (await Find(id, null, cancel) is not { } scheme || await IsOwn(id, cancel)) return await Find(id, null, cancel);
        await Save(scheme, 0, SchemeOrigin.Adopted, by, now, cancel);
        return await Find(id, null, cancel);
    }

    public static string ContentOf(Scheme scheme) => JsonSerializer.Serialize(scheme, StoredJson.Options);

    public static string DigestOf(string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));

    private async Task<CommitResult> Save(Scheme scheme, long expected, SchemeOrigin origin, string by, DateTimeOffset now, CancellationToken cancel)
    {
        var content = ContentOf(scheme);
        var (data, personal) = EventData.Split(new SchemePutInForce(scheme.Version, DigestOf(content), content, origin.How, origin.Body, origin.FileDigest));
        return await store.Commit(new()
        {
            At = now,
            Append = new(Scheme.StreamOf(scheme.Id), expected, [new(nameof(SchemePutInForce), now, by, data, personal)]),
            Documents = [Scheme.Collection.Put(scheme, expected), Scheme.Versions.Put(scheme)],
        }, cancel);
    }
}
