using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using ServiceTrack.Storage;

namespace ServiceTrack.Tenants;

/// <summary>A person, once for all companies; what they are where is a <see cref="Membership"/>.</summary>
public sealed record Person
{
    public required string Id { get; init; }
    public required string Email { get; init; }
    public string? Phone { get; init; }
    public required string Name { get; init; }
    public string? PasswordHash { get; init; }
    public string SecurityStamp { get; init; } = "";
    public DateTimeOffset? LockedUntil { get; init; }
    public int FailedSignIns { get; init; }

    public static string Normalised(string login) => login.Trim().ToLowerInvariant();
}

/// <param name="ValidUntil">Null: until it is ended. An auditor's share ends by itself.</param>
public sealed record Membership(
    string TenantId, string PersonId, string Name, Role Role, ImmutableArray<string> Outlets,
    string? StaffNumber = null, DateTimeOffset? ValidUntil = null)
{
    /// <summary>Set for an auditor from outside, who sees what it covers and nothing else.</summary>
    public Share? Share { get; init; }

    public string Id => IdOf(TenantId, PersonId);
    public static string IdOf(string tenant, string person) => $"{tenant}/{person}";

    public Caller Caller(bool byToken = false) =>
        new(new(TenantId), $"person/{PersonId}", Name, Roles.RightsOf(Role), Outlets, byToken) { Share = Share };
}

/// <summary>An API token; the token itself is shown once and never kept.</summary>
/// <param name="Hash">Lower-case hex SHA-256 of the token's text.</param>
/// <param name="Rights">Empty: all of its person's; else these, as far as the person has them.</param>
public sealed record ApiToken(
    string Hash, string TenantId, string PersonId, string Name, ImmutableArray<Right> Rights,
    DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt);

public sealed record Company(string Id, string Name, DateTimeOffset CreatedAt);

/// <summary>A key of session cookies, as the framework writes it. Whoever has it can sign in as anybody.</summary>
public sealed record CookieKey(string Id, DateTimeOffset AddedAt, string Xml);

/// <summary>What the directory keeps: looked up before a tenant is known.</summary>
public static class DirectoryCollections
{
    public static readonly Collection<Company> Companies = new("companies", c => c.Id)
    {
        Fields = [Field<Company>.Number("createdAt", c => c.CreatedAt.ToUnixTimeMilliseconds())],
        Indexes = [new("createdAt")],
    };

    public static readonly Collection<Person> People = new("people", p => p.Id);

    public static readonly Collection<Membership> Memberships = new("memberships", m => m.Id)
    {
        Fields = [Field<Membership>.Text("tenantId", m => m.TenantId), Field<Membership>.Text("personId", m => m.PersonId), Field<Membership>.Text("name", m => m.Name)],
        Indexes = [new("tenantId", "name"), new("personId", "name")],
    };

    public static readonly Collection<ApiToken> Tokens = new("tokens", t => t.Hash)
    {
        Fields = [Field<ApiToken>.Text("tenantId", t => t.TenantId), Field<ApiToken>.Number("createdAt", t => t.CreatedAt.ToUnixTimeMilliseconds())],
        Indexes = [new("tenantId", "createdAt")],
    };

    public static readonly Collection<CookieKey> CookieKeys = new("cookieKeys", k => k.Id)
    {
        Fields = [Field<CookieKey>.Number("addedAt", k => k.AddedAt.ToUnixTimeMilliseconds())],
        Indexes = [new("addedAt")],
    };

    /// <summary>Scope of the claims by which a login names one person.</summary>
    public const string Logins = "login";

    /// <summary>The claims of a person's logins: e-mail and, where there is one, phone.</summary>
    public static ImmutableArray<Claim> LoginsOf(Person person)
    {
        Claim email = new(Logins, Person.Normalised(person.Email), person.Id);
        return person.Phone is { Length: > 0 } phone ? [email, new(Logins, phone, person.Id)] : [email];
    }

    /// <summary>By id, or by a name that only one has; null where there is none such.</summary>
    public static async Task<Company?> CompanyNamed(IDocuments directory, string nameOrId, CancellationToken cancel)
    {
        if (await directory.Find(Companies, nameOrId, cancel) is { Value: var company }) return company;
        var named = await All(directory, Companies, Condition.Always, "createdAt", cancel).Where(c => c.Name == nameOrId).Take(2).ToListAsync(cancel);
        return named is [var only] ? only : null;
    }

    /// <summary>Every row that meets the condition, page by page.</summary>
    public static async IAsyncEnumerable<T> All<T>(
        IDocuments directory, Collection<T> collection, Condition where, string orderBy, [EnumeratorCancellation] CancellationToken cancel) where T : class
    {
        for (string? cursor = null; ;)
        {
            var page = await directory.Query(collection, new() { Where = where, OrderBy = orderBy, Cursor = cursor }, cancel);
            foreach (var stored in page.Items) yield return stored.Value;
            if ((cursor = page.Next) is null) yield break;
        }
    }
}
