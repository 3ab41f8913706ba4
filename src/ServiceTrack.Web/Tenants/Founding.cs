using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using ServiceTrack.Sla;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Web.Tenants;

/// <summary>Founds companies, brings people in, hands out tokens.</summary>
public sealed class Founding(IStore store, UserManager<Account> users, TimeProvider clock)
{
    /// <summary>A company with our default policy and calendar; who founds it becomes its owner.</summary>
    public async Task<TenantId> Company(string name, string timeZone, Person owner, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        TenantId tenant = new(Guid.CreateVersion7(now).ToString("N"));
        Setup setup = new() { Name = name, TimeZone = timeZone, Policy = SlaDefaults.Policy, Calendars = [SlaDefaults.Calendar with { TimeZone = timeZone }] };
        await new SetupDesk(store.For(tenant)).Found(setup, $"person/{owner.Id}", now, cancel);
        await store.Directory.Commit(new()
        {
            At = now,
            Documents =
            [
                DirectoryCollections.Companies.Put(new(tenant.Value, name, now)),
                DirectoryCollections.Memberships.Put(new(tenant.Value, owner.Id, owner.Name, Role.Owner, [])),
            ],
        }, cancel);
        return tenant;
    }

    /// <summary>A new person with a password; the refusal names the field.</summary>
    public async Task<(Person? Person, Refusal? Refusal)> Person(string email, string? phone, string name, string password)
    {
        var account = new Account(new() { Id = Guid.CreateVersion7(clock.GetUtcNow()).ToString("N"), Email = email, Phone = phone, Name = name }, 0);
        var result = await users.CreateAsync(account, password);
        if (result.Succeeded) return (account.Person, null);
        var errors = new FieldErrors();
        foreach (var error in result.Errors) errors.Add(FieldOf(error.Code), error.Description);
        return (null, errors.ToRefusal());
    }

    public Task Join(Membership membership, CancellationToken cancel) => store.Directory.Commit(new()
    {
        At = clock.GetUtcNow(), Documents = [DirectoryCollections.Memberships.Put(membership)],
    }, cancel);

    /// <summary>The token's text, shown this once; only its hash is kept.</summary>
    public async Task<(string Text, ApiToken Token)> Token(
        TenantId tenant, string personId, string name, ImmutableArray<Right> rights, DateTimeOffset? expiresAt, CancellationToken cancel)
    {
        var text = "st_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        ApiToken token = new(Callers.HashOf(text), tenant.Value, personId, name, rights, clock.GetUtcNow(), expiresAt);
        await store.Directory.Commit(new() { At = clock.GetUtcNow(), Documents = [DirectoryCollections.Tokens.Put(token)] }, cancel);
        return (text, token);
    }

    private static string FieldOf(string code) => code.StartsWith("Password", StringComparison.Ordinal) ? "password" : code switch
    {
        "DuplicateLogin" or "DuplicateUserName" or "InvalidUserName" or "InvalidEmail" => "email",
        _ => "person",
    };
}
