using System.Collections.Immutable;
using ServiceTrack.Journal;
using ServiceTrack.Storage;

namespace ServiceTrack.Tenants;

/// <summary>An auditor was let in; who it is stands in the directory, here their id alone.</summary>
public sealed record AuditorInvited(
    string Person, string Scheme, int SchemeVersion, ImmutableArray<string> Clauses, ImmutableArray<string> Outlets, DateOnly From, DateOnly To,
    ImmutableArray<string> Packs, DateTimeOffset ValidUntil, [property: Personal(Mask.Text)] string Reason);

/// <summary>The company ended a share before its time.</summary>
public sealed record ShareEnded([property: Personal(Mask.Text)] string Reason);

/// <summary>Gives and ends shares of one company: journaled here, in force by the membership in the directory.</summary>
public sealed class ShareDesk(ITenantStore store, IDocuments directory)
{
    /// <summary>In force once this returns. A share the person had before is at its end.</summary>
    public async Task Give(Membership membership, string reason, string by, CancellationToken cancel)
    {
        var share = membership.Share!;
        AuditorInvited invited = new(membership.PersonId, share.Scheme, share.SchemeVersion, share.Clauses, membership.Outlets,
            share.Window.FirstDay, share.Window.EndDay, share.Packs, membership.ValidUntil!.Value, reason);
        await Journal(share, 0, invited, share.GivenAt, by, cancel);
        await directory.Commit(new() { At = share.GivenAt, Documents = [DirectoryCollections.Memberships.Put(membership)] }, cancel);
    }

    /// <summary>Over once this returns: every request looks the membership up. False where it was over already.</summary>
    public async Task<bool> End(Membership membership, string reason, string by, DateTimeOffset now, CancellationToken cancel)
    {
        if (membership.ValidUntil <= now) return false;
        // Asked again after a failure in between, the journal has it already.
        var told = (await store.Stream(Share.StreamOf(membership.Share!.Id), cancel)).Count;
        if (told == 1) await Journal(membership.Share, told, new ShareEnded(reason), now, by, cancel);
        await directory.Commit(new() { At = now, Documents = [DirectoryCollections.Memberships.Put(membership with { ValidUntil = now })] }, cancel);
        return true;
    }

    private Task Journal(Share share, long version, object e, DateTimeOffset now, string by, CancellationToken cancel)
    {
        var (data, personal) = EventData.Split(e);
        return store.Commit(new() { At = now, Append = new(Share.StreamOf(share.Id), version, [new(e.GetType().Name, now, by, data, personal)]) }, cancel);
    }
}
