using ServiceTrack.Storage;

namespace ServiceTrack.Tenants;

/// <summary>Changes what people are in one company, or ends it. In force once it returns: every request looks the membership up.</summary>
public sealed class MembershipDesk(TenantId tenant, IDocuments directory)
{
    /// <summary>Null where the person is nothing here, or was let in by a share, which is ended as such.</summary>
    public async Task<Stored<Membership>?> Find(string person, CancellationToken cancel) =>
        await directory.Find(DirectoryCollections.Memberships, Membership.IdOf(tenant.Value, person), cancel) is { Value.Share: null } found ? found : null;

    /// <param name="seen">The version that whoever asks has seen; null for whatever is there.</param>
    /// <param name="log">Told what it will be before it is so; once more where somebody else came first.</param>
    /// <returns>What it is now and its version, or why it stays.</returns>
    public async Task<(Stored<Membership>? Now, Refusal? Refusal)> Change(
        string person, Func<Membership, Membership> change, long? seen, Func<Membership, Task> log, DateTimeOffset now, CancellationToken cancel)
    {
        while (true)
        {
            if (await Find(person, cancel) is not { } before) return (null, new Refusal.NotFound());
            if (seen is { } version && version != before.Version) return (null, new Refusal.Stale(before.Version));
            var after = change(before.Value);
            Commit commit = new() { At = now, Documents = [DirectoryCollections.Memberships.Put(after, before.Version)] };
            if (Keeps(before.Value) && !Keeps(after))
            {
                if (await AnotherOwner(person, cancel) is not { } other)
                    return (null, Refusal.For("role", "The company would be left without an owner who sees all outlets and whose access has no end."));
                // Written as they are: two owners who end each other's access at once do not both succeed.
                commit = commit with { Documents = [.. commit.Documents, DirectoryCollections.Memberships.Put(other.Value, other.Version)] };
            }
            await log(after);
            if (await directory.Commit(commit, cancel) is CommitResult.Done) return (new(after, before.Version + 1), null);
        }
    }

    private async Task<Stored<Membership>?> AnotherOwner(string person, CancellationToken cancel)
    {
        var all = DirectoryCollections.All(directory, DirectoryCollections.Memberships, Condition.Is("tenantId", tenant.Value), "name", cancel);
        await foreach (var other in all)
            if (other.PersonId != person && Keeps(other) && await Find(other.PersonId, cancel) is { } found && Keeps(found.Value)) return found;
        return null;
    }

    /// <summary>Somebody who can let everybody else in again.</summary>
    private static bool Keeps(Membership m) => m is { Role: Role.Owner, ValidUntil: null, Share: null } && m.Outlets.IsEmpty;
}
