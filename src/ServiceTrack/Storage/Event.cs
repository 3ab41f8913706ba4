using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace ServiceTrack.Storage;

/// <summary>Something that has happened, before it has a position.</summary>
/// <param name="At">When it happened.</param>
/// <param name="By">"person/…", "system/…" or "import/…".</param>
/// <param name="Data">Public values only: no fractions, integers within ±2^53.</param>
/// <param name="Personal">Kept in rows of their own, never in the event's bytes.</param>
public sealed record NewEvent(
    string Type, DateTimeOffset At, string By, JsonObject Data, ImmutableArray<PersonalValue> Personal);

/// <summary>
/// A value about a person, sealed twice: whole and masked. The event's bytes hold only the two digests, so the value
/// can be erased, or shown masked, without breaking a proof.
/// </summary>
/// <param name="Path">Dotted, as in "customer.phone".</param>
/// <param name="Full">Canonical JSON of the value; null once erased.</param>
/// <param name="Masked">Canonical JSON of its masked form; null once erased.</param>
public sealed record PersonalValue(string Path, Salt FullSalt, string? Full, Salt MaskedSalt, string? Masked)
{
    public bool IsErased => Full is null;
}

/// <summary>16 random bytes, base64url without padding; empty once what it sealed is erased.</summary>
public readonly record struct Salt(string Text);

/// <summary>A committed event.</summary>
/// <param name="Leaf">The bytes that were hashed (JOURNAL.md), never written again from parsed data.</param>
/// <param name="Data">The public values.</param>
public sealed record RecordedEvent(
    long Position, string Stream, long Version, string Type, DateTimeOffset At, DateTimeOffset RecordedAt, string By,
    JsonObject Data, ImmutableArray<PersonalValue> Personal, ReadOnlyMemory<byte> Leaf);
