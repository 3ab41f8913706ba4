using System.Collections.Immutable;

namespace ServiceTrack.Evidence;

/// <summary>The verifier's part about files that were handed in.</summary>
internal static class PackAttachments
{
    /// <returns>Their paths, in the order they stand in a pack.</returns>
    /// <exception cref="PackFaultException">One is not the file that was recorded, or is neither there nor named as missing.</exception>
    public static IReadOnlyList<string> Check(PackContents contents, Derivation derivation, PackParameters parameters)
    {
        var attached = derivation.Attachments();
        if (parameters.Missing.Except(attached.Select(a => a.Path)).FirstOrDefault() is { } unknown)
            throw new PackFaultException(PackFiles.Parameters, $"{unknown} is said to be missing, and no record tells of it");
        foreach (var (file, path, _) in attached.Where(a => !a.Missing))
        {
            if (!contents.Payload.TryGetValue(path, out var found)) throw new PackFaultException(path, "it is missing, and the journal tells of it");
            if (found != file.Sha256 || contents.Zip.Find(path)!.Bytes != file.Bytes) throw new PackFaultException(path, "it is not the file that was recorded");
        }
        return [.. attached.Where(a => !a.Missing).Select(a => a.Path)];
    }

    public static (ImmutableArray<Finding> Proved, ImmutableArray<Finding> NotProved) Findings(Derivation derivation, PackParameters parameters)
    {
        var attached = derivation.AllAttachments();
        var (whole, sealedOnes) = (attached.Count(a => a.File.IsWhole && !a.Missing), attached.Count(a => a.File is { IsWhole: false, Personal: true }));
        return (
            whole == 0 ? [] : [new("attachments", $"{whole} attachments are the files that were recorded.")],
            [
                .. parameters.Missing.IsEmpty ? [] : new[] { new Finding("incomplete", $"INCOMPLETE: {parameters.Missing.Length} attachments were recorded and are missing, the first of them {parameters.Missing[0]}.") },
                .. sealedOnes == 0 ? [] : new[] { new Finding("digests", $"{sealedOnes} attachments about people are not in the pack; their digests are.") },
            ]);
    }
}
