using System.Collections.Immutable;

namespace ServiceTrack.Web;

/// <summary>What a file is by its first bytes; never by its name alone.</summary>
/// <param name="Extensions">Names that fit; one that says something else makes the file mislabelled.</param>
public sealed record FileType(string ContentType, ImmutableArray<string> Extensions)
{
    private static readonly ImmutableArray<(byte[] Magic, int At, FileType Type)> Known =
    [
        ([0xFF, 0xD8, 0xFF], 0, new("image/jpeg", [".jpg", ".jpeg"])),
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], 0, new("image/png", [".png"])),
        ("GIF8"u8.ToArray(), 0, new("image/gif", [".gif"])),
        ("WEBP"u8.ToArray(), 8, new("image/webp", [".webp"])),
        ("ftypheic"u8.ToArray(), 4, new("image/heic", [".heic"])),
        ("%PDF-"u8.ToArray(), 0, new("application/pdf", [".pdf"])),
        ("ftyp"u8.ToArray(), 4, new("video/mp4", [".mp4", ".m4a", ".mov"])),
        ("WAVE"u8.ToArray(), 8, new("audio/wav", [".wav"])),
        ("ID3"u8.ToArray(), 0, new("audio/mpeg", [".mp3"])),
        ([0xFF, 0xFB], 0, new("audio/mpeg", [".mp3"])),
        ("#!AMR"u8.ToArray(), 0, new("audio/amr", [".amr"])),
        ([0x50, 0x4B, 0x03, 0x04], 0, new("application/zip", [".zip", ".docx", ".xlsx", ".pptx"])),
    ];

    private static readonly FileType Plain = new("text/plain", [".txt", ".csv", ".log", ".md", ".tsv"]);

    /// <summary>Null where it is no kind of file that is taken; markup and programs are not.</summary>
    public static FileType? Sniff(ReadOnlySpan<byte> head)
    {
        foreach (var (magic, at, type) in Known)
            if (head.Length >= at + magic.Length && head.Slice(at, magic.Length).SequenceEqual(magic)) return type;
        var text = head.IndexOfAnyInRange((byte)0, (byte)8) < 0 && !head.TrimStart(" \t\r\n"u8).StartsWith("<"u8) && !head.StartsWith("MZ"u8)
            && !head.StartsWith("#!"u8);
        return text ? Plain : null;
    }

    public bool Fits(string? declared, string name)
    {
        var extension = Path.GetExtension(name).ToLowerInvariant();
        var family = ContentType.Split('/')[0];
        var typeFits = declared is null or "" or "application/octet-stream"
            || declared.StartsWith(family + "/", StringComparison.OrdinalIgnoreCase)
            || (ContentType == "application/zip" && declared.StartsWith("application/", StringComparison.OrdinalIgnoreCase))
            || (ContentType == "video/mp4" && declared.StartsWith("audio/", StringComparison.OrdinalIgnoreCase));
        return typeFits && (extension.Length == 0 || Extensions.Contains(extension));
    }
}
