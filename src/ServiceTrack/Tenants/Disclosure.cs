using System.Collections.Immutable;
using ServiceTrack.Storage;

namespace ServiceTrack.Tenants;

/// <summary>What somebody was given to see; and what decides that: passwords that were changed, and who may sign in as what.</summary>
public enum Disclosed { List, Record, File, Pack, Proof, Draw, Export, Reveal, Password, Access }

/// <summary>
/// One answer that is on record: everything an auditor opens, and whatever leaves the house with personal values in it.
/// Kept before the answer is given.
/// </summary>
/// <param name="By">As in the journal.</param>
/// <param name="Name">Of the person, as they were called then.</param>
/// <param name="What">The address that was asked, with its filters.</param>
/// <param name="Reason">Where one was asked for.</param>
public sealed record Disclosure(string Id, DateTimeOffset At, string By, string Name, Disclosed Kind, string What, string? Reason = null)
{
    public static readonly Collection<Disclosure> Collection = new("disclosures", d => d.Id)
    {
        Fields =
        [
            Field<Disclosure>.Number("at", d => d.At.ToUnixTimeMilliseconds()),
            Field<Disclosure>.Text("by", d => d.By),
            Field<Disclosure>.Text("kind", d => NameOf(d.Kind)),
        ],
        Indexes = [new("at"), new("by", "at"), new("kind", "at")],
    };

    public static readonly ImmutableArray<string> Kinds = [.. Enum.GetValues<Disclosed>().Select(NameOf)];

    public static Disclosure Of(Caller caller, Disclosed kind, string what, DateTimeOffset now, string? reason = null) =>
        new(Guid.CreateVersion7(now).ToString("N"), now, caller.By, caller.Name, kind, what, reason);

    public Task Keep(IDocuments store, CancellationToken cancel) => store.Commit(new() { At = At, Documents = [Collection.Put(this)] }, cancel);

    public static string NameOf(Disclosed kind) => kind switch
    {
        Disclosed.List => "list",
        Disclosed.Record => "record",
        Disclosed.File => "file",
        Disclosed.Pack => "pack",
        Disclosed.Proof => "proof",
        Disclosed.Draw => "draw",
        Disclosed.Export => "export",
        Disclosed.Reveal => "reveal",
        Disclosed.Password => "password",
        Disclosed.Access => "access",
    };
}
