using System.Security.Cryptography;
using System.Text;
using ServiceTrack.Storage;

namespace ServiceTrack.Tenants;

/// <summary>How often one address has tried to sign in since a time; the address itself is not kept.</summary>
public sealed record SignInTries(string Id, DateTimeOffset Since, int Count)
{
    public static readonly Collection<SignInTries> Collection = new("signInTries", t => t.Id)
    {
        Fields = [Field<SignInTries>.Number("since", t => t.Since.ToUnixTimeMilliseconds())],
        Indexes = [new("since")],
    };
}

/// <summary>
/// Signing in, by address, counted in the directory and so over all nodes together: guesses are dear. What one login may
/// be tried is bounded by its lock besides.
/// </summary>
public sealed class SignInLimit(IStore store, TimeProvider clock)
{
    public const int Most = 60;
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <summary>Counts a try; gives how long to wait where there were too many.</summary>
    public async Task<TimeSpan?> Try(string address, CancellationToken cancel)
    {
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address)));
        while (true)
        {
            var now = clock.GetUtcNow();
            var stored = await store.Directory.Find(SignInTries.Collection, id, cancel);
            var tries = stored is { Value: var t } && now - t.Since < Window ? t : new(id, now, 0);
            if (tries.Count >= Most) return tries.Since + Window - now;
            var counted = await store.Directory.Commit(new()
            {
                At = now, Documents = [SignInTries.Collection.Put(tries with { Count = tries.Count + 1 }, stored?.Version ?? 0)],
            }, cancel);
            if (counted is CommitResult.Done) return null;
        }
    }
}
