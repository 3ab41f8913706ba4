using System.Collections.Immutable;
using ServiceTrack.Activities;
using ServiceTrack.Registers;

namespace ServiceTrack.Evidence;

/// <summary>What a ledger says of one entry of a register: the fold of its leaves, all of them from the first.</summary>
/// <param name="Position">Of its first leaf.</param>
/// <param name="RecordedAt">When it was first recorded.</param>
/// <param name="ChangedAt">When it was last.</param>
internal sealed record RegisterRow(
    PackRegister Register, string Id, long Position, DateTimeOffset RecordedAt, DateTimeOffset ChangedAt, Recorded How,
    ImmutableSortedDictionary<string, string> Fields, ImmutableArray<PackAttachment> Attachments, bool Amended, bool Removed)
{
    /// <summary>Null where the stream says nothing that can stand in a ledger.</summary>
    public static RegisterRow? Of(PackRegister register, string id, IEnumerable<RegisterStep> steps) => steps.Aggregate((RegisterRow?)null, (row, step) => step switch
    {
        { Fields: { } fields } => row is null
            ? new(register, id, step.Position, step.RecordedAt, step.RecordedAt, HowOf(step), fields, [], false, false)
            : row with { Fields = fields, ChangedAt = step.RecordedAt, Amended = row.Amended || row.IsAmendedBy(fields) },
        { Type: "RegisterEntryRemoved" } => row is null ? null : row with { Removed = true, ChangedAt = step.RecordedAt },
        { Attachment: { } file } => row is null ? null : row with { Attachments = row.Attachments.Add(file), ChangedAt = step.RecordedAt },
        _ => row,
    });

    public string Title => Fields.GetValueOrDefault(Register.Title, Id);

    /// <summary>The day by which it counts; null where it has none.</summary>
    public string? Day => Fields.GetValueOrDefault(Register.EventDate ?? Register.ValidFrom ?? "");

    /// <summary>Whether it counts as evidence: a standing entry does if it holds on the window's last day.</summary>
    public bool Counts(PackParameters p) =>
        !Removed && (Register.EventDate is not null || Fields.GetValueOrDefault(Register.ValidUntil ?? "") is not { } end || string.CompareOrdinal(end, p.LastDay) >= 0);

    /// <summary>Whether it belongs to the window: it happened in it, or held on a day of it.</summary>
    public bool IsIn(PackParameters p) =>
        (!Register.HasOutlet || p.Shows(Fields.GetValueOrDefault(Registers.Register.OutletField)))
        && (Register.Name != Registers.Register.Outlets || p.Shows(Id))
        && (Register.EventDate is not null
            ? Day is { } day && p.Holds(day)
            : (Day is not { } begin || p.IsBeforeEnd(begin))
                && (Fields.GetValueOrDefault(Register.ValidUntil ?? "") is not { } end || string.CompareOrdinal(end, p.FirstDay) >= 0));

    private bool IsAmendedBy(ImmutableSortedDictionary<string, string> fields) =>
        Fields.Any(f => f.Key != Register.Flow && fields.GetValueOrDefault(f.Key) != f.Value);

    private static Recorded HowOf(RegisterStep first) => RegisterEvents.HowRecorded(first.At, first.RecordedAt, first.By);
}
