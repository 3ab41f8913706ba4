using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServiceTrack.Activities;
using ServiceTrack.Registers;

namespace ServiceTrack.Evidence;

/// <summary>What a pack keeps in mind of one leaf of a register's entry.</summary>
/// <param name="Fields">The full set of values after it; null where the leaf is about something else.</param>
internal sealed record RegisterStep(
    string Stream, long Position, long Version, string Type, DateTimeOffset At, DateTimeOffset RecordedAt, string By,
    ImmutableSortedDictionary<string, string>? Fields, PackAttachment? Attachment)
{
    private const string EntryPrefix = "register/", OutletPrefix = "outlet/", FieldPrefix = "fields.";

    /// <summary>Streams that become rows of register ledgers.</summary>
    public static bool IsOf(string stream) =>
        stream.StartsWith(EntryPrefix, StringComparison.Ordinal) || stream.StartsWith(OutletPrefix, StringComparison.Ordinal);

    /// <summary>The register and the entry that a stream is of.</summary>
    public static (string Register, string Id) Names(string stream)
    {
        var parts = stream.Split('/', 3);
        return stream.StartsWith(OutletPrefix, StringComparison.Ordinal) ? (Register.Outlets, stream[OutletPrefix.Length..])
            : parts is [_, var register, var id] ? (register, id)
            : ("", stream);
    }

    public static string StreamOf(string register, string id) => register == Register.Outlets ? OutletPrefix + id : $"{EntryPrefix}{register}/{id}";

    public static RegisterStep Of(OpenedLeaf leaf) =>
        new(leaf.Stream, leaf.Position, leaf.Version, leaf.Type, leaf.At, leaf.RecordedAt, leaf.By, FieldsOf(leaf), PackAttachment.Of(leaf));

    private static ImmutableSortedDictionary<string, string>? FieldsOf(OpenedLeaf leaf)
    {
        var (values, prefix) = leaf.Type switch
        {
            "RegisterEntryRecorded" => (leaf.Data["fields"] as JsonObject, FieldPrefix),
            "OutletRecorded" => (leaf.Data, ""),
            _ => (null, ""),
        };
        if (values is null) return null;
        var fields = Activity.NoFields.ToBuilder();
        foreach (var (name, value) in values)
            if (TextOf(value) is { } text) fields[name] = text;
        foreach (var (path, value) in leaf.Personal)
            if (path.StartsWith(prefix, StringComparison.Ordinal) && TextOf(value) is { } text) fields[path[prefix.Length..]] = text;
        return fields.ToImmutable();
    }

    private static string? TextOf(JsonNode? value) => (value as JsonValue)?.GetValueKind() switch
    {
        JsonValueKind.String => value!.GetValue<string>(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };
}
