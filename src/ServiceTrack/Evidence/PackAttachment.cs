using System.Text.Json.Nodes;

namespace ServiceTrack.Evidence;

/// <summary>A file that was handed in with an activity or an entry, as its leaf tells of it.</summary>
/// <param name="Name">As it was handed in; null where the pack does not show it.</param>
/// <param name="Sha256">Lower-case hex; null where the pack does not show it.</param>
/// <param name="Personal">In a masked pack its digest alone stands in the leaf, sealed.</param>
public sealed record PackAttachment(string Id, string? Name, string ContentType, long Bytes, bool Personal, string? Sha256)
{
    /// <summary>Paths within a leaf; of a file that is not personal they are opened whole in every pack.</summary>
    internal const string NamePath = "attachment.name", HashPath = "attachment.sha256";

    /// <summary>Whether the file itself belongs in the pack.</summary>
    public bool IsWhole => Sha256 is not null;

    internal static bool IsPublic(JsonObject data) => data["attachment"] is JsonObject attachment
        && attachment["personal"] is JsonValue personal && personal.TryGetValue<bool>(out var said) && !said;

    internal static PackAttachment? Of(OpenedLeaf leaf)
    {
        if (leaf.Type is not ("ActivityAttached" or "RegisterEntryAttached") || leaf.Data["attachment"] is not JsonObject said) return null;
        var hash = leaf.Opened(HashPath);
        return new(
            Text("id") ?? "", leaf.Opened(NamePath) is { Length: > 0 } name ? name : null, Text("contentType") ?? "",
            said["bytes"] is JsonValue bytes && bytes.TryGetValue<long>(out var count) ? count : 0, !IsPublic(leaf.Data),
            hash is { Length: 64 } && hash.All(char.IsAsciiHexDigitLower) ? hash : null);

        string? Text(string member) => said[member] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
    }

    /// <summary>Its name in the pack, beside its ledger.</summary>
    public string PathIn(string ledger) => $"{ledger}/{Ledger.Plain(Id)}{Ending}";

    private string Ending => ContentType switch
    {
        "image/jpeg" => ".jpg",
        "image/png" => ".png",
        "image/gif" => ".gif",
        "image/webp" => ".webp",
        "image/heic" => ".heic",
        "application/pdf" => ".pdf",
        "video/mp4" => ".mp4",
        "audio/wav" => ".wav",
        "audio/mpeg" => ".mp3",
        "audio/amr" => ".amr",
        "text/plain" => ".txt",
        "application/zip" when Path.GetExtension(Name ?? "").ToLowerInvariant() is ".docx" or ".xlsx" or ".pptx" => Path.GetExtension(Name!).ToLowerInvariant(),
        "application/zip" => ".zip",
        _ => ".bin",
    };
}

/// <summary>An attachment, and where it stands in a pack if it does.</summary>
/// <param name="Missing">It was recorded, and the company has it no more, or not as it was.</param>
internal sealed record PlacedAttachment(PackAttachment File, string Path, bool Missing)
{
    /// <summary>What a ledger says of it.</summary>
    public Words Said => (File, Missing) switch
    {
        (_, true) => new($"【缺失】{File.Name}", $"[MISSING] {File.Name}"),
        ({ IsWhole: true }, _) => new(File.Name ?? File.Id, File.Name ?? File.Id),
        ({ Personal: true }, _) => new("涉及个人，仅留摘要", "personal, digest only"),
        _ => new("已删除", "erased"),
    };
}
