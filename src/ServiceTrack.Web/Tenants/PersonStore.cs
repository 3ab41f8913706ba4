using Microsoft.AspNetCore.Identity;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Web.Tenants;

/// <summary>ASP.NET Core Identity over our directory. Logins are claims, so two people cannot hold the same one.</summary>
public sealed class PersonStore(IStore store, TimeProvider clock) : IUserPasswordStore<Account>, IUserLockoutStore<Account>, IUserSecurityStampStore<Account>
{
    private IDocuments Directory => store.Directory;

    public async Task<IdentityResult> CreateAsync(Account user, CancellationToken cancel)
    {
        var p = user.Person;
        var result = await Directory.Commit(new()
        {
            At = clock.GetUtcNow(), Documents = [DirectoryCollections.People.Put(p, expectedVersion: 0)], Claims = DirectoryCollections.LoginsOf(p),
        }, cancel);
        if (result is CommitResult.Taken taken)
            return IdentityResult.Failed(new IdentityError { Code = "DuplicateLogin", Description = $"{taken.Key} is somebody's login already." });
        return Saved(user, result);
    }

    public async Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancel) => Saved(user, await Directory.Commit(new()
    {
        At = clock.GetUtcNow(), Documents = [DirectoryCollections.People.Put(user.Person, user.Version)],
    }, cancel));

    public Task<IdentityResult> DeleteAsync(Account user, CancellationToken cancel) =>
        throw new NotSupportedException("People are kept as long as a record names them.");

    public async Task<Account?> FindByIdAsync(string userId, CancellationToken cancel) =>
        await Directory.Find(DirectoryCollections.People, userId, cancel) is { } found ? new(found.Value, found.Version) : null;

    public async Task<Account?> FindByNameAsync(string normalizedUserName, CancellationToken cancel) =>
        await Directory.Claimed(DirectoryCollections.Logins, Person.Normalised(normalizedUserName), cancel) is { } id ? await FindByIdAsync(id, cancel) : null;

    public Task<string> GetUserIdAsync(Account user, CancellationToken cancel) => Task.FromResult(user.Person.Id);
    public Task<string?> GetUserNameAsync(Account user, CancellationToken cancel) => Task.FromResult<string?>(user.Person.Email);
    public Task<string?> GetNormalizedUserNameAsync(Account user, CancellationToken cancel) => Task.FromResult<string?>(Person.Normalised(user.Person.Email));
    public Task SetUserNameAsync(Account user, string? userName, CancellationToken cancel) => Change(user, p => p with { Email = userName ?? p.Email });
    public Task SetNormalizedUserNameAsync(Account user, string? normalizedName, CancellationToken cancel) => Task.CompletedTask;

    public Task SetPasswordHashAsync(Account user, string? passwordHash, CancellationToken cancel) => Change(user, p => p with { PasswordHash = passwordHash });
    public Task<string?> GetPasswordHashAsync(Account user, CancellationToken cancel) => Task.FromResult(user.Person.PasswordHash);
    public Task<bool> HasPasswordAsync(Account user, CancellationToken cancel) => Task.FromResult(user.Person.PasswordHash is not null);

    public Task<DateTimeOffset?> GetLockoutEndDateAsync(Account user, CancellationToken cancel) => Task.FromResult(user.Person.LockedUntil);
    public Task SetLockoutEndDateAsync(Account user, DateTimeOffset? lockoutEnd, CancellationToken cancel) => Change(user, p => p with { LockedUntil = lockoutEnd });
    public Task<int> GetAccessFailedCountAsync(Account user, CancellationToken cancel) => Task.FromResult(user.Person.FailedSignIns);
    public Task<bool> GetLockoutEnabledAsync(Account user, CancellationToken cancel) => Task.FromResult(true);
    public Task SetLockoutEnabledAsync(Account user, bool enabled, CancellationToken cancel) => Task.CompletedTask;
    public Task ResetAccessFailedCountAsync(Account user, CancellationToken cancel) => Change(user, p => p with { FailedSignIns = 0 });

    public Task<int> IncrementAccessFailedCountAsync(Account user, CancellationToken cancel)
    {
        user.Change(p => p with { FailedSignIns = p.FailedSignIns + 1 });
        return Task.FromResult(user.Person.FailedSignIns);
    }

    public Task SetSecurityStampAsync(Account user, string stamp, CancellationToken cancel) => Change(user, p => p with { SecurityStamp = stamp });
    public Task<string?> GetSecurityStampAsync(Account user, CancellationToken cancel) => Task.FromResult<string?>(user.Person.SecurityStamp);

    public void Dispose() { }

    private static Task Change(Account user, Func<Person, Person> change)
    {
        user.Change(change);
        return Task.CompletedTask;
    }

    private static IdentityResult Saved(Account user, CommitResult result)
    {
        if (result is not CommitResult.Done)
            return IdentityResult.Failed(new IdentityError { Code = "ConcurrencyFailure", Description = "Changed at the same time; try again." });
        user.Saved();
        return IdentityResult.Success;
    }
}
