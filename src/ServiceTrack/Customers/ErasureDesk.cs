using System.Collections.Immutable;
using System.Text.Json.Serialization;
using ServiceTrack.Activities;
using ServiceTrack.Activities.Verbs;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Customers;

/// <summary>Whose data is to be erased, and why. Several ways to say who add up; a name only narrows.</summary>
/// <param name="Name">Of activities found by phone or e-mail only those under this name, or under none.</param>
/// <param name="Entries">Other records, as mentions name them: "register/staff/…" of somebody who has left.</param>
/// <param name="DryRun">Only to see what would be erased.</param>
/// <param name="IncludeOpen">Also activities that are not finished: a request may be refused while the matter is open.</param>
public sealed record ErasureRequest(
    string? Phone = null, string? Email = null, string? Name = null, ImmutableArray<string>? ActivityIds = null, string? Reason = null,
    bool DryRun = false, bool IncludeOpen = false, ImmutableArray<string>? Entries = null)
{
    public const int MostActivities = 1_000;

    [JsonIgnore] public ErasureSubject Subject => ErasureSubject.Of(Given(Phone), Given(Email), Given(Name));

    [JsonIgnore] public ImmutableArray<string> AskedBy =>
        [.. new[] { ("phone", Given(Phone)), ("email", Given(Email)), ("name", Given(Name)), ("activityIds", Picked.IsEmpty ? null : ""), ("entries", PickedEntries.IsEmpty ? null : "") }
            .Where(g => g.Item2 is not null).Select(g => g.Item1)];

    [JsonIgnore] public ImmutableArray<string> Picked => [.. (ActivityIds ?? []).Distinct()];

    [JsonIgnore] public ImmutableArray<string> PickedEntries => [.. (Entries ?? []).Distinct()];

    public FieldErrors Check()
    {
        var errors = new FieldErrors();
        foreach (var (field, value) in new[] { ("phone", Phone), ("email", Email), ("name", Name), ("reason", Reason) })
            if (Limits.Problem(value, Limits.LongestTerm) is { } problem) errors.Add(field, problem);
        errors.Require(Given(Phone) is not null || Given(Email) is not null || !Picked.IsEmpty || !PickedEntries.IsEmpty, "phone",
            "Give a phone, an e-mail address or records: other people may have the same name.");
        errors.Require(Picked.Length <= MostActivities, "activityIds", $"At most {MostActivities} at a time.");
        errors.Require(PickedEntries.Length <= MostActivities, "entries", $"At most {MostActivities} at a time.");
        errors.Require(DryRun || Given(Reason) is not null, "reason", "Required.");
        errors.Require(Reason is null || !Subject.IsIn(Reason), "reason", "Stays on record: it must not name the person.");
        return errors;
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>Takes requests for erasure in: journaled, and carried out by a worker.</summary>
public sealed class ErasureDesk(ITenantStore store)
{
    public async Task<(Erasure? Erasure, Refusal? Refusal, bool Replayed)> Request(
        ErasureRequest request, Caller caller, IdempotencyKey? key, DateTimeOffset now, CancellationToken cancel)
    {
        var errors = request.Check();
        foreach (var id in request.Picked)
            if (!errors.Any && await store.Find(ActivityCollection.Activities, id, cancel) is null) errors.Add("activityIds", $"There is no activity {id}.");
        foreach (var entry in request.PickedEntries)
            if (!errors.Any && (!Erasable.Includes(entry) || await store.Stream(entry, cancel) is [])) errors.Add("entries", $"There is no entry {entry}.");
        if (errors.Any) return (null, errors.ToRefusal(), false);
        Erasure asked = new(Guid.CreateVersion7(now).ToString("N"), caller.By, now)
        {
            DryRun = request.DryRun, Reason = request.DryRun ? "" : request.Reason!.Trim(), IncludeOpen = request.IncludeOpen, Subject = request.Subject,
            AskedBy = request.AskedBy, Streams = [.. request.Picked.Select(Activity.StreamOf), .. request.PickedEntries],
        };
        var result = await store.Commit(new()
        {
            At = now,
            Append = asked.DryRun ? null
                : new(Erasure.StreamOf(asked.Id), 0, [new ErasureRequested(asked.Reason, asked.AskedBy, asked.IncludeOpen).Sealed(now, caller.By)]),
            Documents = [Erasure.Collection.Put(asked, 0)],
            Claims = key is null ? [] : [key.Claim(asked.Id, now)],
            Work = [new(Erasure.Queue, asked.Id, now, "")],
        }, cancel);
        if (result is not CommitResult.Taken taken) return (asked, null, false);
        var (known, reused) = key!.Answer(taken.Value);
        return known is null ? (null, reused, true) : ((await store.Find(Erasure.Collection, known, cancel))!.Value, null, true);
    }
}
