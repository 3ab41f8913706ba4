using System.Text.RegularExpressions;
using ServiceTrack.Journal;
using ServiceTrack.Storage;

namespace ServiceTrack.Certification;

/// <summary>What a company tells everybody: who it is, by which key its journal is signed, and its certificates if it wants to.</summary>
/// <param name="On">Off until the owner turns it on.</param>
/// <param name="Name">Its address beside the company's id; null: the id alone.</param>
/// <param name="Certificates">Shows those in force.</param>
public sealed partial record PublicPage(bool On, string? Name, bool Certificates)
{
    public const string Id = "page";
    public const string Stream = "public-page";

    /// <summary>Scope of the directory's claims that keep names apart.</summary>
    public const string Names = "public-page";

    public static readonly PublicPage Off = new(false, null, false);

    public static readonly Collection<PublicPage> Collection = new("publicPages", _ => Id);

    public static bool IsName(string name) => Word().IsMatch(name);

    public static async Task<PublicPage> Of(IDocuments store, CancellationToken cancel) =>
        (await store.Find(Collection, Id, cancel))?.Value ?? Off;

    /// <summary>Puts it in force; the refusal says that the name is another company's.</summary>
    public static async Task<Refusal?> Put(ITenantStore store, IDocuments directory, PublicPage page, string by, DateTimeOffset now, CancellationToken cancel)
    {
        var before = await Of(store, cancel);
        if (page.Name is { } name && name != before.Name
            && await directory.Commit(new() { At = now, Claims = [new(Names, name, store.Tenant.Value)] }, cancel) is CommitResult.Taken taken && taken.Value != store.Tenant.Value)
            return new Refusal.AlreadyExists("name", "another company");
        var (data, personal) = EventData.Split(new PublicPageChanged(page.On, page.Name, page.Certificates));
        var version = (await store.Stream(Stream, cancel)).Count;
        if (await store.Commit(new()
        {
            At = now, Append = new(Stream, version, [new(nameof(PublicPageChanged), now, by, data, personal)]), Documents = [Collection.Put(page)],
        }, cancel) is not CommitResult.Done) return new Refusal.Stale(version + 1);
        if (before.Name is { } old && old != page.Name) await directory.Commit(new() { At = now, Unclaim = [(Names, old)] }, cancel);
        return null;
    }

    [GeneratedRegex("^[a-z][a-z0-9-]{2,39}$")] private static partial Regex Word();
}

public sealed record PublicPageChanged(bool On, string? Name, bool Certificates);
