using System.Collections.Immutable;
using ServiceTrack.Journal;

namespace ServiceTrack.Evidence;

/// <summary>One thing said of a pack. Codes are for programs, sentences for people.</summary>
public sealed record Finding(string Code, string Sentence);

/// <param name="Subject">The first file, record or position that fails.</param>
/// <param name="Unreadable">It cannot be read as a pack at all.</param>
public sealed record PackFault(string Subject, string Sentence, bool Unreadable);

/// <summary>What the verifier found. Nothing is proved where there is a fault.</summary>
/// <param name="Repacked">The zip was packed again by another program; its files are the same.</param>
/// <param name="Checkpoint">What the pack's signature covers, where it could be read.</param>
public sealed record PackVerdict(
    PackFault? Fault, ImmutableArray<Finding> Proved, ImmutableArray<Finding> NotProved, bool Repacked,
    Checkpoint? Checkpoint, string? Fingerprint)
{
    /// <summary>0 proved, 1 altered, 2 not a pack.</summary>
    public int ExitCode => Fault is null ? 0 : Fault.Unreadable ? 2 : 1;

    internal static PackVerdict Of(PackFaultException fault) =>
        new(new(fault.Subject, fault.Message, fault.Unreadable), [], [], false, null, null);
}
