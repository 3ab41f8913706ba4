using System.Collections.Immutable;
using Microsoft.AspNetCore.Http.HttpResults;
using ServiceTrack.Activities;
using ServiceTrack.Journal;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;
using ServiceTrack.Web.Tenants;

namespace ServiceTrack.Web.Journal;

/// <param name="Key">SubjectPublicKeyInfo, base64.</param>
/// <param name="Fingerprint">Lower-case hex SHA-256 of its DER.</param>
public sealed record KeyView(string Key, string Fingerprint);

/// <param name="Addresses">Who gets each day's checkpoint by mail; best people outside the company.</param>
public sealed record RecipientsView(IReadOnlyList<string> Addresses);

/// <summary>What an outsider needs to check the journal; bytes and rules in JOURNAL.md.</summary>
public static class JournalRoutes
{
    public static IServiceCollection AddJournal(this IServiceCollection services) =>
        services.AddSingleton<IFollower, JournalFollower>().AddSingleton<IWorker, CheckpointLetters>();

    public static void MapJournal(this IEndpointRouteBuilder api)
    {
        var journal = api.MapGroup("/journal").WithTags("Journal");
        journal.MapGet("/checkpoint", Checkpoint).Needs(Right.Evidence).ForShares(Disclosed.Proof).WithName("getCheckpoint");
        journal.MapGet("/key", Key).Needs(Right.Evidence).ForShares(Disclosed.Proof).WithName("getJournalKey");
        journal.MapGet("/proofs/inclusion", Inclusion).Needs(Right.Evidence).ForShares(Disclosed.Proof).WithName("proveInclusion");
        journal.MapGet("/proofs/consistency", Consistency).Needs(Right.Evidence).ForShares(Disclosed.Proof).WithName("proveConsistency");
        journal.MapGet("/recipients", Recipients).Needs(Right.Administer).WithName("getCheckpointRecipients");
        journal.MapPut("/recipients", NameRecipients).Needs(Right.Administer).WithName("putCheckpointRecipients");
        api.MapGet("/activities/{id}/proof", ActivityProof).Needs(Right.Evidence).ForShares(Disclosed.Proof).WithName("proveActivity").WithTags("Journal");
    }

    private static async Task<Ok<SignedCheckpoint>> Checkpoint(ITenantStore store, TimeProvider clock, CancellationToken cancel) =>
        TypedResults.Ok(await Checkpoints.Current(store, clock.GetUtcNow(), cancel));

    private static async Task<Ok<KeyView>> Key(ITenantStore store, TimeProvider clock, CancellationToken cancel)
    {
        using var key = await JournalKey.Of(store, clock.GetUtcNow(), cancel);
        return TypedResults.Ok(new KeyView(key.Public.Text, key.Public.Fingerprint));
    }

    private static async Task<Ok<RecipientsView>> Recipients(ITenantStore store, CancellationToken cancel) =>
        TypedResults.Ok(new RecipientsView(((await store.Find(CheckpointRecipients.Collection, CheckpointRecipients.Id, cancel))?.Value ?? CheckpointRecipients.Nobody).Addresses));

    private static async Task<Results<Ok<RecipientsView>, ProblemHttpResult>> NameRecipients(
        Body<RecipientsView> body, ITenantStore store, Setup setup, Caller caller, TimeProvider clock, CancellationToken cancel)
    {
        ImmutableArray<string> addresses = [.. body.Value.Addresses.Select(a => a.Trim()).Distinct(StringComparer.OrdinalIgnoreCase)];
        var errors = new FieldErrors();
        for (var i = 0; i < addresses.Length; i++) errors.Require(PeopleRoutes.IsEmail(addresses[i]), $"addresses[{i}]", "Must be an e-mail address.");
        errors.Require(addresses.Length <= CheckpointRecipients.Most, "addresses", $"At most {CheckpointRecipients.Most}.");
        if (errors.Any) return Problems.Of(errors.ToRefusal());
        return await CheckpointLetters.Name(store, setup, new(addresses), caller.By, clock.GetUtcNow(), cancel)
            ? TypedResults.Ok(new RecipientsView(addresses)) : Problems.Of(new Refusal.Stale(0));
    }

    private static async Task<Results<Ok<InclusionProof>, ProblemHttpResult>> Inclusion(
        long position, long size, ITenantStore store, TimeProvider clock, CancellationToken cancel)
    {
        if (position < 0) return Problems.Invalid("position", "Must not be negative.");
        if (position >= size) return Problems.Invalid("position", "Must lie below size.");
        await Checkpoints.Current(store, clock.GetUtcNow(), cancel);
        var proof = await (await JournalTree.Open(store, cancel)).Inclusion(position, size, cancel);
        return proof is null ? Problems.Invalid("size", "The journal is not that large.") : TypedResults.Ok(proof);
    }

    private static async Task<Results<Ok<ConsistencyProof>, ProblemHttpResult>> Consistency(
        long from, long to, ITenantStore store, TimeProvider clock, CancellationToken cancel)
    {
        if (from < 0) return Problems.Invalid("from", "Must not be negative.");
        if (from > to) return Problems.Invalid("from", "Must not be above to.");
        await Checkpoints.Current(store, clock.GetUtcNow(), cancel);
        var proof = await (await JournalTree.Open(store, cancel)).Consistency(from, to, cancel);
        return proof is null ? Problems.Invalid("to", "The journal is not that large.") : TypedResults.Ok(proof);
    }

    private static async Task<Results<Ok<StreamProof>, ProblemHttpResult>> ActivityProof(
        string id, ActivityDesk desk, ITenantStore store, Caller caller, TimeProvider clock, CancellationToken cancel) =>
        await desk.Find(id, caller, cancel) is not null && await StreamProof.Of(store, Activity.StreamOf(id), clock.GetUtcNow(), cancel) is { } proof
            ? TypedResults.Ok(proof) : Problems.NotFound();
}
