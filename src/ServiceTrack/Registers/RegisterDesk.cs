using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ServiceTrack.Activities;
using ServiceTrack.Certification;
using ServiceTrack.Dashboard;
using ServiceTrack.Journal;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Registers;

/// <summary>What came of a request: the entry as it now stands, or why nothing was done.</summary>
/// <param name="Replayed">The same request was carried out before; this is what it made.</param>
public sealed record RegisterHandled(RegisterEntry? Entry, Refusal? Refusal = null, bool Replayed = false)
{
    public static implicit operator RegisterHandled(Refusal refusal) => new(null, refusal);
}

/// <summary>Where entries of one company's registers are decided and committed.</summary>
public sealed class RegisterDesk(ITenantStore store, Setup setup, IDocuments directory)
{
    // A stale stream or sum is read again; more often than this means that somebody else is forever quicker.
    private const int Attempts = 20;
    private const int MostAttachments = 200;

    private readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(setup.TimeZone);
    private readonly RegisterLinks links = new(store, setup, directory);

    /// <summary>Null where there is no such entry, or the caller does not see it.</summary>
    public async Task<RegisterEntry?> Find(Register register, string id, Caller caller, CancellationToken cancel) =>
        await store.Find(RegisterEntry.Collection, id, cancel) is { Value: var entry } && caller.Sees(register, entry) ? entry : null;

    /// <param name="import">"import/…" where the entry comes out of a file.</param>
    public async Task<RegisterHandled> Add(
        Register register, IReadOnlyDictionary<string, JsonElement> values, Caller caller, IdempotencyKey? key, DateTimeOffset now, CancellationToken cancel,
        string? import = null)
    {
        if (key is not null && await store.Claimed(key.Scope, key.Key, cancel) is { } known) return await Replayed(register, key, known, caller, cancel);
        var by = import ?? caller.By;
        var id = Guid.CreateVersion7(now).ToString("N");
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var (fields, refusal) = await Read(register, values, null, caller, by, now, cancel);
            if (refusal is not null) return refusal;
            var at = register.EventDate is { } date && RegisterValues.Date(fields.GetValueOrDefault(date)) is { } day ? LocalDays.Midnight(day, zone) : now;
            switch (await Save(register, id, null, fields, at, by, key, now, cancel))
            {
                case (CommitResult.Stale, _, _): continue;
                case (CommitResult.Taken taken, _, _) when key is not null && taken.Scope == key.Scope: return await Replayed(register, key, taken.Value, caller, cancel);
                case var (_, entry, refused): return new(entry, refused);
            }
        }
        throw Busy();
    }

    /// <summary>
    /// Puts the full set of fields. Personal fields that a caller who may not see them leaves out stay as they are.
    /// </summary>
    /// <param name="ifMatch">The version the caller has seen, or null to carry on from whatever stands.</param>
    public async Task<RegisterHandled> Change(
        Register register, string id, IReadOnlyDictionary<string, JsonElement> values, Caller caller, long? ifMatch, DateTimeOffset now, CancellationToken cancel,
        string? import = null)
    {
        var by = import ?? caller.By;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await Find(register, id, caller, cancel) is not { } entry) return new Refusal.NotFound();
            if (ifMatch is { } seen && seen != entry.Version) return new Refusal.Stale(entry.Version);
            var (fields, refusal) = await Read(register, values, entry, caller, by, now, cancel);
            if (refusal is not null) return refusal;
            if (fields.SequenceEqual(entry.Fields)) return new(entry);
            switch (await Save(register, id, entry, fields, now, by, null, now, cancel))
            {
                case (CommitResult.Stale, _, _): continue;
                case var (_, changed, refused): return new(changed, refused);
            }
        }
        throw Busy();
    }

    /// <summary>What would come of a request, with nothing stored; sums are not asked.</summary>
    public async Task<RegisterHandled> Try(
        Register register, IReadOnlyDictionary<string, JsonElement> values, RegisterEntry? before, Caller caller, string by, DateTimeOffset now, CancellationToken cancel)
    {
        var (fields, refusal) = await Read(register, values, before, caller, by, now, cancel);
        return refusal is not null ? refusal : new RegisterHandled(RegisterEvents.After(register, before?.Id ?? "", before, fields, now, now, by));
    }

    public async Task<Refusal?> Remove(
        Register register, string id, string? reason, Caller caller, long? ifMatch, DateTimeOffset now, CancellationToken cancel)
    {
        var refusal = Activities.Verbs.Limits.Required("reason", reason) ?? Activities.Verbs.Limits.Term("reason", reason);
        if (refusal is not null) return refusal;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await Find(register, id, caller, cancel) is not { } entry) return new Refusal.NotFound();
            if (ifMatch is { } seen && seen != entry.Version) return new Refusal.Stale(entry.Version);
            var (sums, negative) = await RegisterSums.Of(store, register, entry.Fields, null, cancel);
            if (negative is not null) return negative;
            if (await store.Commit(new()
            {
                At = now,
                Append = new(RegisterEntry.StreamOf(register.Name, id), entry.Version, [RegisterEvents.Of(new RegisterEntryRemoved(register.Name, reason!), now, caller.By)]),
                Documents = [RegisterEntry.Collection.Remove(id), .. sums],
                Unclaim = UniqueKey(register, entry.Fields) is { } unique ? [(Scope(register), unique)] : [],
                Work = register.Reminds ? [Reminders.Soon(now)] : [],
            }, cancel) is CommitResult.Done) return null;
        }
        throw Busy();
    }

    public async Task<RegisterHandled> Attach(
        Register register, string id, Attachment attachment, StagedBlob file, Caller caller, DateTimeOffset now, CancellationToken cancel)
    {
        now = JournalTime.Cut(now);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await Find(register, id, caller, cancel) is not { } entry) return new Refusal.NotFound();
            if (entry.Attachments.Length >= MostAttachments) return Refusal.For("file", $"An entry holds at most {MostAttachments} files.");
            var attached = new RegisterEntryAttached(register.Name, attachment);
            var next = RegisterEvents.After(entry, attached, now);
            if (await store.Commit(new()
            {
                At = now,
                Append = new(RegisterEntry.StreamOf(register.Name, id), entry.Version, [RegisterEvents.Of(attached, now, caller.By)]),
                Documents = [RegisterEntry.Collection.Put(next)],
                KeepBlobs = [file],
            }, cancel) is CommitResult.Done) return new(next);
        }
        throw Busy();
    }

    private async Task<(ImmutableSortedDictionary<string, string> Fields, Refusal? Refusal)> Read(
        Register register, IReadOnlyDictionary<string, JsonElement> values, RegisterEntry? before, Caller caller, string by, DateTimeOffset now, CancellationToken cancel)
    {
        var errors = new FieldErrors();
        var fields = RegisterValues.Read(register, values, errors);
        if (before is not null && !caller.May(Right.SeePersonal))
            foreach (var unseen in register.Fields.Where(f => f.Mask is not null && !values.ContainsKey(f.Name)))
                if (before.Fields.TryGetValue(unseen.Name, out var kept)) fields = fields.SetItem(unseen.Name, kept);
        var linked = await links.Check(register, fields, caller, errors, cancel);
        if (!register.Sees(caller, fields)) errors.Add($"fields.{Register.OutletField}", "Not one of your outlets.");
        if (caller.Share?.Takes(register, fields) == false) errors.Add("fields.clause", "Not one of the clauses that were shared with you.");
        var imported = by.StartsWith("import/", StringComparison.Ordinal);
        var draft = new RegisterDraft(fields, before?.Fields, by, imported, LocalDays.DayOf(now, zone), linked);
        RegisterRules.Check(register, draft, errors);
        if (!errors.Any && register.Asks is { } asks && await asks(store, draft, cancel) is var (field, message)) errors.Add($"fields.{field}", message);
        return (fields, errors.Any ? errors.ToRefusal() : null);
    }

    private async Task<(CommitResult? Result, RegisterEntry? Entry, Refusal? Refusal)> Save(
        Register register, string id, RegisterEntry? before, ImmutableSortedDictionary<string, string> fields, DateTimeOffset at, string by,
        IdempotencyKey? key, DateTimeOffset now, CancellationToken cancel)
    {
        (at, now) = (JournalTime.Cut(at), JournalTime.Cut(now));
        var (sums, negative) = await RegisterSums.Of(store, register, before?.Fields, fields, cancel);
        if (negative is not null) return (null, null, negative);
        var entry = RegisterEvents.After(register, id, before, fields, at, now, by);
        var claims = ImmutableArray.CreateBuilder<Claim>();
        if (key is not null) claims.Add(key.Claim(id, now));
        var (old, unique) = (before is null ? null : UniqueKey(register, before.Fields), UniqueKey(register, fields));
        if (unique is not null && unique != old) claims.Add(new(Scope(register), unique, id));
        var result = await store.Commit(new()
        {
            At = now,
            Append = new(RegisterEntry.StreamOf(register.Name, id), before?.Version ?? 0, [RegisterEvents.Recorded(register, fields, at, by)]),
            Documents = [RegisterEntry.Collection.Put(entry), .. sums],
            Claims = claims.ToImmutable(),
            Unclaim = old is not null && old != unique ? [(Scope(register), old)] : [],
            Work = register.Reminds ? [Reminders.Soon(now)] : [],
        }, cancel);
        return result switch
        {
            CommitResult.Done => (result, entry, null),
            CommitResult.Taken taken when taken.Scope == Scope(register) => (result, null, new Refusal.AlreadyExists($"fields.{register.Unique[0]}", taken.Value)),
            _ => (result, null, null),
        };
    }

    private async Task<RegisterHandled> Replayed(Register register, IdempotencyKey key, string value, Caller caller, CancellationToken cancel)
    {
        var (id, refusal) = key.Answer(value);
        if (refusal is not null) return refusal;
        return await Find(register, id!, caller, cancel) is { } entry ? new RegisterHandled(entry, Replayed: true) : new Refusal.NotFound();
    }

    /// <summary>Scope of the claims that keep entries apart.</summary>
    public static string Scope(Register register) => $"register/{register.Name}";

    /// <summary>A digest, since a number of a person may be among the values.</summary>
    public static string? UniqueKey(Register register, IReadOnlyDictionary<string, string> fields) =>
        register.Unique.IsEmpty || register.Unique.Any(f => !fields.ContainsKey(f)) ? null
            : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', register.Unique.Select(f => fields[f])))));

    private static StoreUnavailableException Busy() => new("The entry is changed by others all the time; try again.");
}
