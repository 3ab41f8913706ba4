using ServiceTrack.Imports;

namespace ServiceTrack.Web.Imports;

/// <summary>The words after <c>servicetrack import</c>.</summary>
/// <param name="Data">The store's folder, where it is not the configured one.</param>
public sealed record ImportArguments(string File, string Company, ImportRequest Request, string Language, string? Data)
{
    public const string Usage =
        "servicetrack import FILE --company NAME|ID [--kind KIND] [--encoding NAME] [--on-existing skip|update] [--dry-run] [--language zh|en] [--data FOLDER]";

    /// <summary>Null where the words make no sense.</summary>
    public static ImportArguments? Parse(ReadOnlySpan<string> words)
    {
        string? file = null;
        Dictionary<string, string> options = new(StringComparer.Ordinal);
        for (var i = 0; i < words.Length; i++)
        {
            if (words[i] == "--dry-run") options[words[i]] = "true";
            else if (words[i] is "--company" or "--kind" or "--encoding" or "--on-existing" or "--language" or "--data" && i + 1 < words.Length) options[words[i]] = words[++i];
            else if (file is null && !words[i].StartsWith("--", StringComparison.Ordinal)) file = words[i];
            else return null;
        }
        return file is null || !options.TryGetValue("--company", out var company) ? null : new(file, company,
            new(options.GetValueOrDefault("--kind"), options.GetValueOrDefault("--dry-run"), options.GetValueOrDefault("--encoding"), options.GetValueOrDefault("--on-existing")),
            options.GetValueOrDefault("--language", "zh"), options.GetValueOrDefault("--data"));
    }
}
