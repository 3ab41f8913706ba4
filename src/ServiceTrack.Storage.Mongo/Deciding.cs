namespace ServiceTrack.Storage.Mongo;

/// <summary>One commit against the picture, in the order that the port names. A refusal leaves the picture as it was.</summary>
internal static class Deciding
{
    public static Decided Decide(this Picture picture, Owner owner, Waiting waiting, long now)
    {
        try
        {
            var result = picture.Refusal(waiting, now) ?? picture.Done(owner, waiting.Commit);
            if (result is CommitResult.Done) picture.Keep();
            else picture.Undo();
            return new(result, null);
        }
        catch (Exception e)
        {
            picture.Undo();
            return new(null, e);
        }
    }

    private static CommitResult? Refusal(this Picture picture, Waiting waiting, long now)
    {
        var commit = waiting.Commit;
        if (commit.Fence is { } fence)
        {
            if (picture.Leases[fence.Name] is not { } lease || lease.Owner != fence.Owner || lease.Epoch != fence.Epoch)
                return new CommitResult.Fenced(fence.Name);
            picture.Leases[fence.Name] = lease with { Needed = true };
        }
        foreach (var name in commit.Unclaim) picture.Claims[name] = null;
        foreach (var claim in commit.Claims)
        {
            if (picture.Claims[(claim.Scope, claim.Key)] is { } held && held.IsHeld(now))
                return new CommitResult.Taken(claim.Scope, claim.Key, held.Value);
            picture.Claims[(claim.Scope, claim.Key)] = ClaimRow.Of(claim);
        }
        if (commit.Append is { } append && (picture.Streams[append.Stream]?.Version ?? 0) is var stands && stands != append.ExpectedVersion)
            return new CommitResult.Stale(append.Stream, stands);
        foreach (var document in waiting.Documents)
        {
            var name = (document.Collection, document.Id);
            var version = picture.Documents[name]?.Version ?? 0;
            if (document.ExpectedVersion is { } expected && expected != version) return new CommitResult.Stale(document.Id, version);
            if (document.Content is not null) picture.Documents[name] = new(version + 1, document);
            else if (version > 0) picture.Documents[name] = null;
        }
        return null;
    }

    private static CommitResult.Done Done(this Picture picture, Owner owner, Commit commit)
    {
        var position = picture.Sequence.Next;
        var recorded = Math.Max(commit.At.ToUnixTimeMilliseconds(), picture.Sequence.Recorded);
        if (commit.Append is { } append)
        {
            var (events, personal) = EventRows.Of(owner, append, position, recorded);
            picture.Append(events, personal, new(position + append.Events.Length, recorded));
            picture.Streams[append.Stream] = new(append.ExpectedVersion + append.Events.Length);
        }
        foreach (var name in commit.Finish) picture.Work[name] = null;
        foreach (var item in commit.Work) picture.Work[(item.Queue, item.Key)] = item;
        foreach (var blob in commit.KeepBlobs)
            picture.Blob(blob.Sha256, b => b.IsNeeded, b => b with { References = b.References + 1, Staged = Math.Max(b.Staged - 1, 0) });
        foreach (var sha256 in commit.DropBlobs) picture.Blob(sha256, b => b.References > 0, b => b with { References = b.References - 1 });
        // Last, after all that can fail: it is not undone.
        picture.Erased.AddRange(commit.Erase);
        return new(position, DateTimeOffset.FromUnixTimeMilliseconds(recorded));
    }

    private static void Blob(this Picture picture, string sha256, Func<BlobState, bool> may, Func<BlobState, BlobState> change)
    {
        if (picture.Blobs[sha256] is not { } blob || !may(blob)) throw new InvalidOperationException($"There is no file {sha256} to keep or to drop.");
        picture.Blobs[sha256] = change(blob);
    }
}
