using System.Collections.Immutable;
using ServiceTrack.Certification;
using ServiceTrack.Journal;
using ServiceTrack.Network;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Evidence;

/// <summary>Makes the packs that were asked for, and verifies each before anybody is told that it is there.</summary>
public sealed class PackWorker(TimeProvider clock) : IWorker
{
    public const string Packs = "evidence-packs";

    /// <summary>A pack over this fails; the file is made on disk, never in memory.</summary>
    private const long MostBytes = 8L * 1024 * 1024 * 1024;

    private const int PageOfOutlets = 200;

    public string Queue => Packs;

    /// <summary>Asks for a pack: journaled, so that no pack leaves the house without a trace.</summary>
    public static Task<CommitResult> Request(ITenantStore store, PackRecord pack, CancellationToken cancel)
    {
        var (data, personal) = EventData.Split(new PackRequested(
            pack.From, pack.To, pack.UnmaskReason is null, pack.UnmaskReason, pack.PreviousPackId, pack.SchemeId, pack.SchemeVersion,
            pack.OutletIds.IsEmpty ? null : pack.OutletIds));
        return store.Commit(new()
        {
            At = pack.RequestedAt,
            Append = new(PackRecord.StreamOf(pack.Id), 0, [new(nameof(PackRequested), pack.RequestedAt, pack.RequestedBy, data, personal)]),
            Documents = [PackRecord.Collection.Put(pack, expectedVersion: 0)],
            Work = [new(Packs, pack.Id, pack.RequestedAt, "")],
        }, cancel);
    }

    public async Task Do(ITenantStore store, WorkItem item, Lease lease, CancellationToken cancel)
    {
        if (await store.Find(PackRecord.Collection, item.Key, cancel) is not { Value: { State: PackState.Queued or PackState.Running } asked })
        {
            await store.Commit(new() { At = clock.GetUtcNow(), Fence = lease, Finish = [(Packs, item.Key)] }, cancel);
            return;
        }
        await store.Commit(new() { At = clock.GetUtcNow(), Fence = lease, Documents = [PackRecord.Collection.Put(asked with { State = PackState.Running })] }, cancel);
        var (made, blob) = await Make(store, asked, cancel);
        await store.Commit(new()
        {
            At = clock.GetUtcNow(), Fence = lease, Finish = [(Packs, item.Key)],
            Documents = [PackRecord.Collection.Put(made)], KeepBlobs = blob is null ? [] : [blob],
        }, cancel);
    }

    private async Task<(PackRecord Pack, StagedBlob? Blob)> Make(ITenantStore store, PackRecord asked, CancellationToken cancel)
    {
        var setup = (await store.Find(Setup.Collection, Setup.Id, cancel))!.Value;
        var checkpoint = await Checkpoints.Current(store, clock.GetUtcNow(), cancel);
        using var key = await JournalKey.Of(store, clock.GetUtcNow(), cancel);
        PackRequest request = new()
        {
            Company = setup.Name, From = asked.From, To = asked.To, Zone = TimeZoneInfo.FindSystemTimeZoneById(setup.TimeZone),
            Kinds = [.. setup.Kinds], Scheme = await SchemeOf(store, asked, cancel), OnlyOutlets = asked.OutletIds,
            Outlets = await Outlets(store, cancel), Masked = asked.UnmaskReason is null, Previous = await Previous(store, asked, cancel),
        };
        await using var pack = UnnamedFile.Open();
        PackMade made;
        try
        {
            made = await EvidencePack.Write(pack, request, store, checkpoint, key, cancel);
        }
        catch (PackTooLargeException tooLarge)
        {
            return (asked with { State = PackState.Failed, Failure = tooLarge.Message }, null);
        }
        pack.Position = 0;
        var verdict = await PackVerifier.Verify(pack, key.Public.Fingerprint, null, cancel);
        if (verdict.Fault is { } fault) return (asked with { State = PackState.Failed, Failure = $"{fault.Subject}: {fault.Sentence}" }, null);
        pack.Position = 0;
        var blob = await store.Blobs.Stage(pack, MostBytes, cancel);
        return (asked with
        {
            State = PackState.Completed, Sha256 = blob.Sha256, Bytes = blob.Bytes, Checkpoint = checkpoint.Text,
            Shares = made.Shares, Missing = made.Missing, Fingerprint = verdict.Fingerprint, Proved = verdict.Proved, NotProved = verdict.NotProved,
        }, blob);
    }

    // Checkpoints are kept as they were signed, and an earlier pack's is among them.
    private static async Task<SignedCheckpoint?> Previous(ITenantStore store, PackRecord asked, CancellationToken cancel)
    {
        if (asked.PreviousPackId is null || (await store.Find(PackRecord.Collection, asked.PreviousPackId, cancel))?.Value.Checkpoint is not { } text) return null;
        var at = Checkpoint.TryParse(text, out var parsed) ? parsed.Time.ToUnixTimeMilliseconds()
            : throw new InvalidOperationException("A kept pack has a broken checkpoint.");
        var kept = await store.Query(JournalRecords.Checkpoints, new() { Where = Condition.Between("at", at, at + 1), OrderBy = "at" }, cancel);
        return kept.Items.Select(c => c.Value).First(c => c.Text == text);
    }

    private static async Task<PackScheme?> SchemeOf(ITenantStore store, PackRecord asked, CancellationToken cancel) => asked.SchemeId is not { } id ? null
        : await new SchemeDesk(store).Find(id, asked.SchemeVersion, cancel) is { } scheme ? PackScheme.Of(scheme)
        : throw new InvalidOperationException($"Version {asked.SchemeVersion} of the scheme {id} is gone.");

    private static async Task<ImmutableDictionary<string, string>> Outlets(ITenantStore store, CancellationToken cancel)
    {
        var names = ImmutableDictionary.CreateBuilder<string, string>();
        for (string? cursor = null; ;)
        {
            var page = await store.Query(Outlet.Collection, new() { OrderBy = "name", Limit = PageOfOutlets, Cursor = cursor }, cancel);
            foreach (var outlet in page.Items) names[outlet.Value.Id] = outlet.Value.Name;
            if ((cursor = page.Next) is null) return names.ToImmutable();
        }
    }
}
