using System.Collections.Immutable;
using ServiceTrack.Activities.Verbs;
using ServiceTrack.Journal;
using ServiceTrack.Network;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Activities;

/// <summary>What came of a request: the activity as it now stands, or why nothing was done.</summary>
/// <param name="Replayed">The same request was carried out before; this is what it made.</param>
public sealed record Handled(Activity? Activity, Refusal? Refusal = null, bool Replayed = false, ImmutableArray<string> Warnings = default)
{
    public static implicit operator Handled(Refusal refusal) => new(null, refusal);
}

/// <summary>
/// Where requests about one company's activities are decided and committed: load, decide, look up what is named, commit.
/// </summary>
public sealed class ActivityDesk(ITenantStore store, Setup setup, IDocuments directory)
{
    // A stale stream is read again; more often than this means that somebody else is forever quicker.
    private const int Attempts = 20;

    private readonly PromiseKeeper keeper = new(store, setup);

    public async Task<Activity?> Find(string id, Caller caller, CancellationToken cancel) =>
        await store.Find(ActivityCollection.Activities, id, cancel) is { Value: var activity } && caller.Sees(activity) ? activity : null;

    /// <summary>Logs an activity; the event tells of <see cref="LogActivity.OccurredAt"/>, recorded now.</summary>
    public async Task<Handled> Log(LogActivity request, Caller caller, IdempotencyKey? key, DateTimeOffset now, CancellationToken cancel)
    {
        if (key is not null && await Replay(key, caller, cancel) is { } replay) return replay;
        now = JournalTime.Cut(now);
        var kind = setup.Kind(request.Kind);
        var decision = request.Decide(kind, caller.ByToken ? "api" : "web", setup.AnsweredInContact, now);
        if (await Check(decision, caller, cancel) is { } refusal) return refusal;
        var received = (ActivityReceived)decision.Events[0];
        if (!caller.Sees(received.OutletId)) return Refusal.For("outletId", "Not one of your outlets.");
        var at = Earlier(JournalTime.Cut(request.OccurredAt ?? now), now);
        var id = Guid.CreateVersion7(now).ToString("N");
        var promised = received with { Promise = keeper.PromiseFor(received) };
        var events = decision.Events.Select((e, i) => new ActivityFold.Happened(i == 0 ? promised : e, e is ActivityResolved ? now : at)).ToImmutableArray();
        var (activity, commit) = await keeper.Commit(id, null, events, caller.By, now, cancel);
        var claims = ImmutableArray.CreateBuilder<Claim>();
        if (key is not null) claims.Add(key.Claim(id, now));
        if (received.ExternalId is { } external) claims.Add(new(ExternalIdScope(received.Source), external, id));
        return await store.Commit(commit with { Claims = claims.ToImmutable() }, cancel) switch
        {
            CommitResult.Done => new(activity, Warnings: request.Warnings()),
            CommitResult.Taken taken when key is not null && taken.Scope == key.Scope => await Replayed(key, taken.Value, caller, cancel),
            CommitResult.Taken taken => new Refusal.AlreadyExists("externalId", taken.Value),
            var other => throw new InvalidOperationException($"Logging met {other}."),
        };
    }

    /// <param name="ifMatch">The version the caller has seen, or null to carry on from whatever stands.</param>
    public async Task<Handled> Do<TVerb>(string id, TVerb verb, Caller caller, long? ifMatch, IdempotencyKey? key, DateTimeOffset now, CancellationToken cancel)
        where TVerb : IVerb
    {
        if (key is not null && await Replay(key, caller, cancel) is { } replay) return replay;
        now = JournalTime.Cut(now);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await Find(id, caller, cancel) is not { } activity) return new Refusal.NotFound();
            if (ifMatch is { } seen && seen != activity.Version) return new Refusal.Stale(activity.Version);
            if (!IsAllowed<TVerb>(activity)) return new Refusal.NotAllowedInStatus(TVerb.Name, ActivityCollection.StatusName(activity.Status));
            var decision = verb.Decide(activity, keeper.MomentFor(activity, now));
            if (await Check(decision, caller, cancel) is { } refusal) return refusal;
            if (await Append(activity, decision.Events, caller.By, key, now, cancel) is { } handled) return handled;
        }
        throw new StoreUnavailableException("The activity is changed by others all the time; try again.");
    }

    /// <summary>Adds events that nothing forbids, such as a classification; null where somebody else was quicker.</summary>
    public async Task<Handled?> Append(
        Activity activity, ImmutableArray<ActivityEvent> events, string by, IdempotencyKey? key, DateTimeOffset now, CancellationToken cancel,
        Func<Commit, Commit>? with = null)
    {
        now = JournalTime.Cut(now);
        // An event cannot come before the one it follows: an occurrence a few minutes ahead is forgiven at receipt.
        var at = activity.Trail[^1].At > now ? activity.Trail[^1].At : now;
        var happened = events.Select(e => new ActivityFold.Happened(e, at)).ToImmutableArray();
        var (next, commit) = await keeper.Commit(activity.Id, activity, happened, by, now, cancel);
        if (key is not null) commit = commit with { Claims = [key.Claim(activity.Id, now)] };
        return await store.Commit(with?.Invoke(commit) ?? commit, cancel) switch
        {
            CommitResult.Done => new(next),
            CommitResult.Stale => null,
            CommitResult.Taken taken when key is not null => key.Answer(taken.Value) is { Refusal: { } refusal } ? refusal : new Handled(next, Replayed: true),
            _ => new Refusal.Stale(activity.Version),
        };
    }

    public static bool IsAllowed<TVerb>(Activity activity) where TVerb : IVerb =>
        TVerb.From.Contains(activity.Status) && (TVerb.For.IsEmpty || TVerb.For.Contains(activity.Kind));

    public static string ExternalIdScope(string? source) => $"external/{source}";

    private async Task<Handled?> Replay(IdempotencyKey key, Caller caller, CancellationToken cancel) =>
        await store.Claimed(key.Scope, key.Key, cancel) is { } value ? await Replayed(key, value, caller, cancel) : null;

    private async Task<Handled> Replayed(IdempotencyKey key, string value, Caller caller, CancellationToken cancel)
    {
        var (id, refusal) = key.Answer(value);
        if (refusal is not null) return refusal;
        return await Find(id!, caller, cancel) is { } activity ? new Handled(activity, Replayed: true) : new Refusal.NotFound();
    }

    private async Task<Refusal?> Check(Decision decision, Caller caller, CancellationToken cancel)
    {
        if (decision.Refusal is { } refusal) return refusal;
        foreach (var (field, to, id) in decision.References)
        {
            var found = to switch
            {
                ReferenceTo.Activity => await Find(id, caller, cancel) is not null,
                ReferenceTo.Outlet => await store.Find(Outlet.Collection, id, cancel) is not null,
                ReferenceTo.Member => await directory.Find(DirectoryCollections.Memberships, Membership.IdOf(store.Tenant.Value, id), cancel) is not null,
            };
            if (!found) return Refusal.For(field, $"There is no such {to.ToString().ToLowerInvariant()}.");
        }
        return null;
    }

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
