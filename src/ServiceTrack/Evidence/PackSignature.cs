using System.Text;
using ServiceTrack.Journal;

namespace ServiceTrack.Evidence;

/// <summary>What signature.json says.</summary>
internal sealed record PackSignature(PublicKey Key, string Fingerprint, Checkpoint Checkpoint, byte[] OverCheckpoint, byte[] OverManifest)
{
    public static PackSignature Read(PackContents contents)
    {
        const string subject = PackFiles.Signature;
        var members = StrictJson.Object(subject, contents.Bytes(subject))
            .WithExactly(subject, "key", "fingerprint", "checkpoint", "checkpointSignature", "manifestSignature");
        if (!Checkpoint.TryParse(members["checkpoint"].Text(subject, "checkpoint"), out var checkpoint))
            throw new PackFaultException(subject, "\"checkpoint\" is not one");
        return new(
            new(members["key"].Bytes(subject, "key")), members["fingerprint"].Text(subject, "fingerprint"), checkpoint,
            members["checkpointSignature"].Bytes(subject, "checkpointSignature"), members["manifestSignature"].Bytes(subject, "manifestSignature"));
    }

    /// <exception cref="PackFaultException">Another key than the expected one, or a signature that does not fit.</exception>
    public void Check(PackContents contents, string? expected)
    {
        if (Fingerprint != Key.Fingerprint) throw new PackFaultException(PackFiles.Signature, "the fingerprint is not the key's");
        if (expected is not null && !Fingerprint.Equals(expected, StringComparison.OrdinalIgnoreCase))
            throw new PackFaultException(PackFiles.Signature, $"key {Fingerprint} signed it, and {expected} was asked for");
        if (!Key.Verifies(Encoding.UTF8.GetBytes(Checkpoint.Text), OverCheckpoint))
            throw new PackFaultException(PackFiles.Signature, "the signature does not fit the checkpoint");
        var signed = Bag.SignedText([.. PackFiles.Signed.Select(contents.HashOf)]);
        if (!Key.Verifies(Encoding.UTF8.GetBytes(signed), OverManifest))
            throw new PackFaultException(contents.FirstAlteredTag() ?? PackFiles.Signature, "the signature does not fit the manifest and the tag files");
    }
}
