using System.Text;
using ServiceTrack.Journal;

namespace ServiceTrack.Evidence;

/// <summary>That an earlier journal is the beginning of this one: nothing in it was changed or taken away since.</summary>
internal static class PreviousPack
{
    /// <summary>The proof that stands in the pack itself.</summary>
    public static void CheckOwn(PackContents contents, PackParameters parameters, PackSignature signature)
    {
        if (parameters.Previous is null) return;
        const string subject = PackFiles.Consistency;
        var members = StrictJson.Object(subject, contents.Bytes(subject)).WithExactly(subject, "checkpoint", "checkpointSignature", "proof");
        if (members["checkpoint"].Text(subject, "checkpoint") != parameters.Previous || !Checkpoint.TryParse(parameters.Previous, out var earlier))
            throw new PackFaultException(subject, "its checkpoint is not the one that the parameters name");
        if (!signature.Key.Verifies(Encoding.UTF8.GetBytes(earlier.Text), members["checkpointSignature"].Bytes(subject, "checkpointSignature")))
            throw new PackFaultException(subject, "the signature does not fit its checkpoint");
        if (!IsBeginning(earlier, signature.Checkpoint, members["proof"].Hashes(subject, "proof")))
            throw new PackFaultException(subject, "its checkpoint is not proved to be the beginning of this journal");
    }

    /// <param name="root">This journal's root at the earlier size, where the leaves in the pack give it.</param>
    public static void Check(PackContents contents, PackSignature earlier, PackSignature signature, string? root)
    {
        const string subject = "The previous pack";
        var (was, now) = (earlier.Checkpoint, signature.Checkpoint);
        if (was.Tenant != now.Tenant) throw new PackFaultException(subject, "it is another company's");
        if (earlier.Fingerprint != signature.Fingerprint) throw new PackFaultException(subject, "another key signed it");
        if (was.Size > now.Size) throw new PackFaultException(subject, "its journal is longer than this one");
        if (root is null)
        {
            const string proof = PackFiles.Consistency;
            if (contents.Zip.Find(proof) is null)
                throw new PackFaultException(subject, "this pack holds no proof that the earlier journal is its beginning");
            // What it proves was checked before; here only whether it is about that pack.
            if (StrictJson.Object(proof, contents.Bytes(proof))["checkpoint"].Text(proof, "checkpoint") != was.Text)
                throw new PackFaultException(proof, "it is about another pack than the one given");
        }
        else if (root != was.Root)
            throw new PackFaultException(subject, $"its journal of {was.Size} records is not the beginning of this one: records were changed since");
    }

    private static bool IsBeginning(Checkpoint earlier, Checkpoint now, IReadOnlyList<byte[]> proof) =>
        earlier.Tenant == now.Tenant
        && Merkle.IsPrefix(earlier.Size, Convert.FromBase64String(earlier.Root), now.Size, Convert.FromBase64String(now.Root), proof);
}
