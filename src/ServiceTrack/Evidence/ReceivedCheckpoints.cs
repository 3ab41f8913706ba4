using System.Collections.Immutable;
using ServiceTrack.Journal;

namespace ServiceTrack.Evidence;

/// <summary>
/// Checkpoints that somebody outside received at their time, as by mail. The company cannot take them back, so they bind
/// it even where it holds its own key.
/// </summary>
internal static class ReceivedCheckpoints
{
    /// <param name="Covered">So many records, from the first on, are those of a received checkpoint.</param>
    public sealed record Comparison(long Covered, ImmutableArray<Finding> Proved, ImmutableArray<Finding> NotProved);

    /// <exception cref="PackFaultException">One of them is not the beginning of this journal.</exception>
    public static Comparison Check(ImmutableArray<Checkpoint> received, Checkpoint now, PackParameters parameters, PackLeaves leaves)
    {
        var (covered, proved, open) = (0L, ImmutableArray.CreateBuilder<Finding>(), ImmutableArray.CreateBuilder<Finding>());
        foreach (var checkpoint in received.OrderBy(c => c.Size))
        {
            var subject = $"The received checkpoint of {JournalTime.Text(checkpoint.Time)}";
            if (checkpoint.Tenant != now.Tenant) throw new PackFaultException(subject, "it is another company's");
            var root = leaves.Roots.GetValueOrDefault(checkpoint.Size) ?? ProvedInPack(parameters, checkpoint.Size);
            if (root is null)
                open.Add(new("received", checkpoint.Size > now.Size
                    ? $"{subject} is of {checkpoint.Size} records and later than this pack: compare it with a later one."
                    : $"{subject} ends with record {checkpoint.Size - 1}, before the first in this pack: compare it with a pack that reaches back to it."));
            else if (root != checkpoint.Root)
                throw new PackFaultException(subject, $"its {checkpoint.Size} records are not the beginning of this journal: records were changed since it was received");
            else
            {
                covered = checkpoint.Size;
                proved.Add(new("received", $"{subject} is the beginning of this journal: its {checkpoint.Size} records are unchanged since it was received."));
            }
        }
        return new(covered, proved.ToImmutable(), open.ToImmutable());
    }

    // The proof to the previous pack's checkpoint stands in the pack, and was checked.
    private static string? ProvedInPack(PackParameters parameters, long size) =>
        Checkpoint.TryParse(parameters.Previous, out var previous) && previous.Size == size ? previous.Root : null;
}
