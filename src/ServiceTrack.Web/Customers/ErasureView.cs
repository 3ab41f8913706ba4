using System.Collections.Immutable;
using ServiceTrack.Activities;
using ServiceTrack.Customers;
using ServiceTrack.Storage;
using ServiceTrack.Web.Activities;

namespace ServiceTrack.Web.Customers;

/// <summary>An erasure as the API shows it.</summary>
public sealed record ErasureView
{
    public required string Id { get; init; }
    public required ErasureStatus Status { get; init; }

    /// <summary>0–1.</summary>
    public required double Progress { get; init; }

    /// <summary>The queue of work that must end first; null where it does not wait.</summary>
    public string? Waiting { get; init; }

    public required bool DryRun { get; init; }
    public required string Reason { get; init; }
    public required bool IncludeOpen { get; init; }

    /// <summary>phone, email, name, activityIds, entries, ledger; the values are not kept.</summary>
    public required ImmutableArray<string> AskedBy { get; init; }

    public required string RequestedBy { get; init; }
    public required DateTimeOffset RequestedAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    public required ErasureCounts Counts { get; init; }

    /// <summary>Why nothing was erased.</summary>
    public string? Failure { get; init; }

    /// <summary>Whether unused room on the disk was gone over, too.</summary>
    public required bool Scrubbed { get; init; }

    /// <summary>The person's activities; the first of them. Null in lists.</summary>
    public ImmutableArray<ErasureActivityView>? Activities { get; init; }

    /// <summary>Entries of registers and imports that are concerned, by their streams. Null in lists.</summary>
    public ImmutableArray<string>? Entries { get; init; }

    /// <summary>Other records in whose texts the person is mentioned, for people to look at. Null in lists.</summary>
    public ImmutableArray<string>? Mentions { get; init; }

    /// <summary>Records whose public values, which the journal cannot give up, mention the person. Null in lists.</summary>
    public ImmutableArray<string>? Public { get; init; }

    public static ErasureView Of(Erasure e) => new()
    {
        Id = e.Id, Status = e.Status, Progress = e.Progress, Waiting = e.Waiting, DryRun = e.DryRun, Reason = e.Reason, IncludeOpen = e.IncludeOpen,
        AskedBy = e.AskedBy, RequestedBy = e.RequestedBy, RequestedAt = e.RequestedAt, EndedAt = e.EndedAt, Counts = e.Counts, Failure = e.Failure,
        Scrubbed = e.Scrubbed,
    };

    public static async Task<ErasureView> Of(Erasure e, ITenantStore store, CancellationToken cancel)
    {
        var activities = ImmutableArray.CreateBuilder<ErasureActivityView>();
        foreach (var stream in e.Streams.Where(Erasure.IsActivity).Take(ErasureActivityView.Most))
            if (await store.Find(ActivityCollection.Activities, Activity.IdOf(stream), cancel) is { Value: var activity }) activities.Add(ErasureActivityView.Of(activity));
        return Of(e) with { Activities = activities.ToImmutable(), Entries = [.. e.Streams.Where(s => !Erasure.IsActivity(s))], Mentions = e.Mentions, Public = e.Public };
    }
}

/// <summary>An activity that is concerned, masked whoever asks.</summary>
/// <param name="Files">Attachments marked personal.</param>
public sealed record ErasureActivityView(
    string Id, string Kind, Status Status, DateTimeOffset OccurredAt, string? OutletId, string? Name, string? Phone, string? Email, int Files, DateTimeOffset? ErasedAt)
{
    public const int Most = 200;

    public static ErasureActivityView Of(Activity a)
    {
        var customer = new Showing(whole: false).Customer(a.Customer);
        return new(a.Id, a.Kind, a.Status, a.OccurredAt, a.OutletId, customer?.Name, customer?.Phone, customer?.Email,
            a.Attachments.Count(f => f.Personal && f.Sha256.Length > 0), a.ErasedAt);
    }
}
