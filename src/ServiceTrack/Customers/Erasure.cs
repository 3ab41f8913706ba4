using System.Collections.Immutable;
using ServiceTrack.Activities;
using ServiceTrack.Journal;
using ServiceTrack.Storage;

namespace ServiceTrack.Customers;

public enum ErasureStatus { Queued, Running, Completed, Failed }

/// <summary>One request to erase a person's data, or to see what would be erased: what was asked, how far it is, what went.</summary>
public sealed record Erasure(string Id, string RequestedBy, DateTimeOffset RequestedAt)
{
    public const string Queue = "erasures", By = "system/erasure";

    /// <summary>Nothing is erased; the answer is what would be.</summary>
    public bool DryRun { get; init; }

    /// <summary>Empty in a dry run. It names nobody.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Also activities that are not finished yet.</summary>
    public bool IncludeOpen { get; init; }

    /// <summary>Whom it is about; null once it has ended, since then nothing may say so any more.</summary>
    public ErasureSubject? Subject { get; init; }

    /// <summary>All that the person goes by in the streams found; null once it has ended.</summary>
    public ErasureSubject? Known { get; init; }

    /// <summary>What names the person in the request: phone, email, name, activityIds, entries, ledger.</summary>
    public ImmutableArray<string> AskedBy { get; init; } = [];

    /// <summary>The streams that are the person's: picked in the request, and found by number or address.</summary>
    public ImmutableArray<string> Streams { get; init; } = [];

    /// <summary>Other streams in whose texts the person is mentioned: for people to look at. The first are kept.</summary>
    public ImmutableArray<string> Mentions { get; init; } = [];

    /// <summary>Streams in whose public values the person is mentioned, which the journal cannot give up.</summary>
    public ImmutableArray<string> Public { get; init; } = [];

    /// <summary>Those of the activities that were open when they were looked for.</summary>
    public ImmutableArray<string> Open { get; init; } = [];

    /// <summary>The rows of imports whose findings went.</summary>
    public ImmutableArray<ErasedRow> Rows { get; init; } = [];

    /// <summary>Work items that were given up; a letter is one of the mail, and what was looked for one of the disclosures.</summary>
    public ImmutableArray<ErasedWork> Work { get; init; } = [];

    public ErasureCounts Counts { get; init; } = new();
    public ErasureStatus Status { get; init; }

    /// <summary>0–1.</summary>
    public double Progress { get; init; }

    /// <summary>The queue of work that must end first, since it may still hold the values; null where it does not wait.</summary>
    public string? Waiting { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why nothing was erased.</summary>
    public string? Failure { get; init; }

    /// <summary>Whether unused room on the disk was gone over, too.</summary>
    public bool Scrubbed { get; init; }

    public bool HasEnded => Status is ErasureStatus.Completed or ErasureStatus.Failed;

    public static bool IsActivity(string stream) => stream.StartsWith(Activity.StreamOf(""), StringComparison.Ordinal);

    public static string StreamOf(string id) => $"erasure/{id}";

    public static readonly Collection<Erasure> Collection = new("erasures", e => e.Id)
    {
        Fields = [Field<Erasure>.Number("requestedAt", e => e.RequestedAt.ToUnixTimeMilliseconds())],
        Indexes = [new("requestedAt")],
    };
}

/// <summary>How many of each went, or would go.</summary>
/// <param name="Values">Personal values of events.</param>
/// <param name="Files">Attachments marked personal.</param>
/// <param name="ImportRows">Rows of imports about which something was noted.</param>
/// <param name="Models">The company's own models that keep pieces of texts they learned from.</param>
/// <param name="Packs">Packs that were made again without the values.</param>
public sealed record ErasureCounts(
    int Activities = 0, int Values = 0, int Files = 0, int ImportRows = 0, int TrainingRows = 0, int Models = 0, int WorkItems = 0, int Packs = 0);

/// <param name="Record">1-based; 0 for what is noted of the file as a whole.</param>
public readonly record struct ErasedRow(string Import, int Record);

public readonly record struct ErasedWork(string Queue, string Key);

/// <summary>What the journal says of an erasure beside the events in the streams themselves: who wanted it and why, and what came of it.</summary>
public abstract record ErasureEvent
{
    internal NewEvent Sealed(DateTimeOffset at, string by)
    {
        var (data, personal) = EventData.Split(this);
        return new(GetType().Name, at, by, data, personal);
    }
}

public sealed record ErasureRequested([property: Personal(Mask.Text)] string Reason, ImmutableArray<string> AskedBy, bool IncludeOpen) : ErasureEvent;

/// <param name="Streams">Where values were erased; each says itself which.</param>
public sealed record ErasureEnded(ErasureStatus Status, ErasureCounts Counts, ImmutableArray<string> Streams) : ErasureEvent;
