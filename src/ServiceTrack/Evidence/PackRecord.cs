using System.Collections.Immutable;
using ServiceTrack.Storage;

namespace ServiceTrack.Evidence;

public enum PackState { Queued, Running, Completed, Failed }

/// <summary>A pack somebody asked for: what was asked, how far it is, and what the verifier found in the finished file.</summary>
public sealed record PackRecord(string Id, DateTimeOffset From, DateTimeOffset To, string RequestedBy, DateTimeOffset RequestedAt)
{
    /// <summary>Why personal values stand in it whole; null in a masked one.</summary>
    public string? UnmaskReason { get; init; }

    /// <summary>An earlier pack, whose journal is proved the beginning of this one's.</summary>
    public string? PreviousPackId { get; init; }

    /// <summary>The certification whose clauses it is ordered by, and the version in force when it was asked for; null: by ledger alone.</summary>
    public string? SchemeId { get; init; }

    public int? SchemeVersion { get; init; }

    /// <summary>Ledgers show these outlets alone; empty: all.</summary>
    public ImmutableArray<string> OutletIds { get; init; } = [];

    /// <summary>How its records came to be recorded.</summary>
    public PackShares? Shares { get; init; }

    /// <summary>Attachments that were recorded and are not there: the pack is incomplete.</summary>
    public int Missing { get; init; }

    public PackState State { get; init; }

    /// <summary>Of the file, once it is made.</summary>
    public string? Sha256 { get; init; }

    public long Bytes { get; init; }
    public string? Checkpoint { get; init; }
    public string? Fingerprint { get; init; }
    public ImmutableArray<Finding> Proved { get; init; } = [];
    public ImmutableArray<Finding> NotProved { get; init; } = [];

    /// <summary>Its pages as PDF, where somebody asked for that.</summary>
    public PackPdf? Pdf { get; init; }

    /// <summary>When it was last made again without values that were erased; the journal says for which erasure.</summary>
    public DateTimeOffset? RemadeAt { get; init; }

    /// <summary>Why there is no pack.</summary>
    public string? Failure { get; init; }

    public static readonly Collection<PackRecord> Collection = new("evidencePacks", p => p.Id)
    {
        Fields = [Field<PackRecord>.Number("requestedAt", p => p.RequestedAt.ToUnixTimeMilliseconds())],
        Indexes = [new("requestedAt")],
    };

    public static string StreamOf(string id) => $"evidence-pack/{id}";
}

/// <summary>Who took what out of the house, and why.</summary>
public sealed record PackRequested(
    DateTimeOffset From, DateTimeOffset To, bool Masked, string? UnmaskReason, string? PreviousPackId, string? SchemeId = null, int? SchemeVersion = null,
    ImmutableArray<string>? OutletIds = null);

/// <summary>Counts of the records in a pack's ledgers.</summary>
public sealed record PackShares(int Count, int AtTheTime, int Later, int Imported, int Amended);

/// <summary>The kept file was made again from the same checkpoint without values that were erased, and the old one removed.</summary>
/// <param name="Sha256">Of the new file; null where it could not be made, and there is no pack any more.</param>
public sealed record PackRemade(string ErasureId, string? Sha256);

/// <summary>A pack's pages as they are printed; kept beside it, and gone with it when it is made again.</summary>
public sealed record PackPdf(PackState State)
{
    /// <summary>Of the file, once it is printed.</summary>
    public string? Sha256 { get; init; }

    public long Bytes { get; init; }

    /// <summary>Ledgers whose rows are too many to print.</summary>
    public int LeftOut { get; init; }

    /// <summary>Why there is none.</summary>
    public string? Failure { get; init; }
}
