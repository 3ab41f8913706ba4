using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Journal;

/// <summary>How many leaves a company's journal had at a time, and their root. Its text is what is signed.</summary>
/// <param name="Root">Base64.</param>
public sealed record Checkpoint(TenantId Tenant, long Size, string Root, DateTimeOffset Time)
{
    private const string Origin = "servicetrack/";

    public string Text => string.Create(CultureInfo.InvariantCulture, $"{Origin}{Tenant}\n{Size}\n{Root}\n{JournalTime.Text(Time)}\n");

    /// <summary>The checkpoint that stands in a text, as in a mail that was saved; null where there is none.</summary>
    public static Checkpoint? In(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i + 4 <= lines.Length; i++)
            if (TryParse(string.Concat(lines[i..(i + 4)].Select(l => $"{l.Trim()}\n")), out var found)) return found;
        return null;
    }

    /// <summary>Only what <see cref="Text"/> would write again, byte for byte, is a checkpoint.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Checkpoint? checkpoint)
    {
        checkpoint = null;
        if (text?.Split('\n') is not [var origin, var sizeText, var root, var timeText, ""]
            || !origin.StartsWith(Origin, StringComparison.Ordinal)
            || !long.TryParse(sizeText, NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            || !JournalTime.TryParse(timeText, out var time))
            return false;
        var hash = new byte[Merkle.HashBytes];
        if (!Convert.TryFromBase64String(root, hash, out var bytes) || bytes != hash.Length) return false;
        checkpoint = new(new(origin[Origin.Length..]), size, Convert.ToBase64String(hash), time);
        return checkpoint.Text == text;
    }
}

/// <param name="Text">Of the checkpoint; the signature is over its UTF-8 bytes.</param>
/// <param name="Signature">r ‖ s, base64.</param>
/// <param name="Key">SubjectPublicKeyInfo, base64.</param>
public sealed record SignedCheckpoint(string Text, string Signature, string Key, string Fingerprint)
{
    [JsonIgnore] public Checkpoint Checkpoint =>
        Checkpoint.TryParse(Text, out var read) ? read : throw new InvalidDataException("A kept checkpoint cannot be read.");

    [JsonIgnore] public long Size => Checkpoint.Size;
    [JsonIgnore] public DateTimeOffset At => Checkpoint.Time;
    [JsonIgnore] public string Id => string.Create(CultureInfo.InvariantCulture, $"{Size:d16}-{JournalTime.Text(At)}");

    public static SignedCheckpoint Sign(Checkpoint checkpoint, JournalKey key)
    {
        var publicKey = key.Public;
        var signature = key.Sign(Encoding.UTF8.GetBytes(checkpoint.Text));
        return new(checkpoint.Text, Convert.ToBase64String(signature), publicKey.Text, publicKey.Fingerprint);
    }
}

/// <summary>Checkpoints are kept as they are made: what was once handed out can be compared with what is said later.</summary>
public static class Checkpoints
{
    /// <summary>Signs the root over every leaf committed before the call. No earlier than the last leaf's time, whatever the clock says.</summary>
    public static async Task<SignedCheckpoint> Make(ITenantStore store, DateTimeOffset now, CancellationToken cancel)
    {
        var tree = await JournalTree.Open(store, cancel);
        var last = tree.Size == 0 ? [] : await store.Feed(tree.Size - 1, 1, cancel);
        var time = last is [var leaf] && leaf.RecordedAt > now ? leaf.RecordedAt : now;
        using var key = await JournalKey.Of(store, now, cancel);
        var root = Convert.ToBase64String(await tree.Root(tree.Size, cancel));
        var signed = SignedCheckpoint.Sign(new(store.Tenant, tree.Size, root, JournalTime.Cut(time)), key);
        await store.Commit(new() { At = now, Documents = [JournalRecords.Checkpoints.Put(signed)] }, cancel);
        return signed;
    }

    /// <summary>The last one made where nothing was recorded since, otherwise a new one.</summary>
    public static async Task<SignedCheckpoint> Current(ITenantStore store, DateTimeOffset now, CancellationToken cancel)
    {
        var last = await Last(store, cancel);
        return last is not null && last.Size == await store.End(cancel) ? last : await Make(store, now, cancel);
    }

    public static async Task<SignedCheckpoint?> Last(ITenantStore store, CancellationToken cancel)
    {
        var newest = await store.Query(JournalRecords.Checkpoints, new() { OrderBy = "at", Descending = true, Limit = 1 }, cancel);
        return newest.Items.Count == 0 ? null : newest.Items[0].Value;
    }
}
