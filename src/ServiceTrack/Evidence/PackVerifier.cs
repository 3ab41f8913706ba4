using System.Collections.Immutable;
using ServiceTrack.Journal;

namespace ServiceTrack.Evidence;

/// <summary>
/// Checks a pack against nothing but itself, the key one expects and an earlier pack (JOURNAL.md). Input is a
/// stranger's: whatever stands in it, the answer is a verdict. Memory grows with the activities, not with the files.
/// </summary>
public static class PackVerifier
{
    /// <param name="pack">Seekable.</param>
    /// <param name="fingerprint">The key that must have signed, or null where the signer is not asked for.</param>
    /// <param name="previous">An earlier pack of the same company, seekable, or null.</param>
    public static Task<PackVerdict> Verify(Stream pack, string? fingerprint, Stream? previous, CancellationToken cancel) =>
        Verify(pack, fingerprint, previous, [], cancel);

    /// <param name="received">Checkpoints that left the house at their time, as whoever checks has them.</param>
    public static async Task<PackVerdict> Verify(
        Stream pack, string? fingerprint, Stream? previous, ImmutableArray<Checkpoint> received, CancellationToken cancel)
    {
        try
        {
            var contents = PackContents.Open(pack);
            await contents.CheckSums(cancel);
            var signature = PackSignature.Read(contents);
            signature.Check(contents, fingerprint);
            var earlier = previous is null ? null : EarlierPack(previous);

            var parameters = PackParameters.Read(contents.Bytes(PackFiles.Parameters));
            var leaves = new PackLeaves(contents, parameters, signature.Checkpoint);
            var derivation = leaves.Check(received.Select(c => c.Size).Append(earlier?.Checkpoint.Size ?? 0).ToHashSet(), cancel);
            var order = await Remade(contents, parameters, leaves.Files, derivation, cancel);
            contents.CheckTags(new BagInfo(parameters, leaves.Size, derivation.AsOf));
            PreviousPack.CheckOwn(contents, parameters, signature);
            if (earlier is not null) PreviousPack.Check(contents, earlier, signature, leaves.Roots.GetValueOrDefault(earlier.Checkpoint.Size));
            var outside = ReceivedCheckpoints.Check(received, signature.Checkpoint, parameters, leaves);

            var repacked = !contents.Zip.Plain || !contents.Zip.Entries.Select(e => e.Name).SequenceEqual(order);
            var attached = PackAttachments.Findings(derivation, parameters);
            return new(null, [.. Proved(signature, leaves, parameters, fingerprint, earlier), .. attached.Proved, .. outside.Proved],
                [.. attached.NotProved, .. NotProved(contents, signature, leaves, parameters, fingerprint, earlier, outside.Covered), .. outside.NotProved],
                repacked, signature.Checkpoint, signature.Key.Fingerprint);
        }
        catch (PackFaultException fault)
        {
            return PackVerdict.Of(fault);
        }
    }

    private static PackSignature EarlierPack(Stream previous)
    {
        try
        {
            var contents = PackContents.Open(previous);
            var signature = PackSignature.Read(contents);
            signature.Check(contents, null);
            return signature;
        }
        catch (PackFaultException fault)
        {
            throw new PackFaultException("The previous pack", fault.Message.TrimEnd('.'));
        }
    }

    // Every file that people read, made anew; and no other file beside them.
    private static async Task<List<string>> Remade(
        PackContents contents, PackParameters parameters, IReadOnlyList<string> journal, Derivation derivation, CancellationToken cancel)
    {
        List<string> order = [.. journal, .. PackAttachments.Check(contents, derivation, parameters)];
        foreach (var file in derivation.Files())
        {
            if (!contents.Payload.TryGetValue(file.Path, out var found)) throw new PackFaultException(file.Path, "it is missing, and the journal gives it");
            await using var made = new HashedStream(Stream.Null);
            await file.Write(made, cancel);
            if (made.Finish().Hash != found) throw new PackFaultException(file.Path, "it is not what the journal's leaves give");
            order.Add(file.Path);
        }
        var extra = contents.Payload.Keys.Except(order).Order(StringComparer.Ordinal).FirstOrDefault();
        if (extra is not null) throw new PackFaultException(extra, "it does not follow from the journal");
        order.AddRange([.. PackFiles.Signed, PackFiles.TagManifest, PackFiles.Signature]);
        if (contents.Zip.Find(PackFiles.TimeStamp) is not null) order.Add(PackFiles.TimeStamp);
        return order;
    }

    private static ImmutableArray<Finding> Proved(
        PackSignature signature, PackLeaves leaves, PackParameters parameters, string? fingerprint, PackSignature? earlier)
    {
        var proved = ImmutableArray.CreateBuilder<Finding>();
        Say("zip", "Every byte of the zip belongs to one file, and no file is hidden, doubled, unlisted or missing.");
        Say("checksums", "Every file has the checksum that the manifest gives.");
        Say("signatures", $"The manifest and the checkpoint are signed by key {signature.Key.Fingerprint}{(fingerprint is null ? "" : ", the key that was asked for")}.");
        Say("range", leaves.Count == 0
            ? $"No record was made in the window up to journal size {leaves.Size}; the tree has the signed root."
            : $"Records {leaves.First} to {leaves.Size - 1} of the journal are all there, from the first that was recorded in the window on, and give the signed root.");
        Say("values", $"{leaves.Masked + leaves.Whole} personal values ({leaves.Masked} masked, {leaves.Whole} whole) are those that were recorded.");
        Say("derived", "Every ledger, figure and page was made again from those records and is the same, byte for byte.");
        if (leaves.Earlier > 0) Say("earlier", $"{leaves.Earlier} records from before the window, of entries that hold in it, stand in the journal, each entry from its first record on.");
        if (earlier is not null) Say("previous", $"The earlier pack's journal of {earlier.Checkpoint.Size} records is the beginning of this one.");
        else if (parameters.Previous is not null) Say("consistency", "The journal of the checkpoint named in the pack as the previous one is the beginning of this one.");
        return proved.ToImmutable();

        void Say(string code, string sentence) => proved.Add(new(code, sentence));
    }

    private static ImmutableArray<Finding> NotProved(
        PackContents contents, PackSignature signature, PackLeaves leaves, PackParameters parameters, string? fingerprint, PackSignature? earlier, long covered)
    {
        var open = ImmutableArray.CreateBuilder<Finding>();
        if (fingerprint is null) Say("signer", $"Signer not established: ask the company, by another way, whether {signature.Key.Fingerprint} is its key.");
        if (covered == 0 || covered < leaves.Size)
            Say("time", covered == 0
                ? $"Time rests on the company's own clock: nothing from outside says that the checkpoint of {JournalTime.Text(signature.Checkpoint.Time)} was made then."
                : $"Time rests on the company's own clock from record {covered} on: no checkpoint from outside reaches further.");
        if (contents.Zip.Find(PackFiles.TimeStamp) is not null) Say("stamp", $"{PackFiles.TimeStamp} is there and was not checked.");
        if (earlier is null) Say("previous", $"Not compared with an earlier pack{(parameters.Previous is null ? "" : " itself")}.");
        if (leaves.Closed > 0) Say("closed", $"{leaves.Closed} personal values were erased or not opened, and cannot be compared.");
        if (leaves.First > 0) Say("earlier", "What was recorded before the window is shown as the company chose: that none of it is left out, or was removed or changed before the window, is not proved.");
        Say("names", "Names of kinds and outlets, columns of registers, the clauses and their rules and the time zone's offsets are the company's at the making; the journal holds codes and UTC.");
        Say("unrecorded", "What was never recorded, no journal can show.");
        return open.ToImmutable();

        void Say(string code, string sentence) => open.Add(new(code, sentence));
    }
}
