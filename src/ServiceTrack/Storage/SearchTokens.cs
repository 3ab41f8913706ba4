using System.Text;

namespace ServiceTrack.Storage;

/// <summary>
/// The tokens every engine indexes: of a run of Chinese, Japanese or Korean characters each overlapping pair and the
/// run's last character alone; elsewhere whole words. Text is first folded from full to half
/// width and to lower case. A single character is then found as a range: it begins a pair, or it ends a run.
/// </summary>
public static class SearchTokens
{
    /// <summary>Longer words are cut to this many characters, in the index as in the query.</summary>
    public const int LongestWord = 40;

    public static IReadOnlySet<string> Of(string text)
    {
        var tokens = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (run, han) in Runs(text))
        {
            if (!han) tokens.Add(run[..Math.Min(run.Length, LongestWord)]);
            else
                foreach (var (start, length) in Pairs(run)) tokens.Add(run.Substring(start, length));
        }
        return tokens;
    }

    /// <summary>
    /// What must all be present for the words of a query to occur. A <see cref="SearchTerm.Prefix"/> term is a single
    /// character, met by any token that begins with it; words of other scripts match as they begin, too.
    /// </summary>
    public static IReadOnlyList<SearchTerm> Terms(string query)
    {
        var terms = new List<SearchTerm>();
        foreach (var (run, han) in Runs(query))
        {
            var pairs = han ? Pairs(run).ToList() : [];
            if (!han) terms.Add(new(run[..Math.Min(run.Length, LongestWord)], Prefix: true));
            else if (pairs.Count == 1) terms.Add(new(run, Prefix: true));
            else terms.AddRange(pairs.SkipLast(1).Select(p => new SearchTerm(run.Substring(p.Start, p.Length), Prefix: false)));
        }
        return [.. terms.Distinct()];
    }

    /// <summary>Whether the query's terms all occur in a text, by the same tokens as the index.</summary>
    public static bool Match(string text, IReadOnlyList<SearchTerm> terms)
    {
        var tokens = Of(text);
        return terms.All(t => t.Prefix
            ? tokens.Any(x => x.StartsWith(t.Text, StringComparison.Ordinal))
            : tokens.Contains(t.Text));
    }

    private static IEnumerable<(int Start, int Length)> Pairs(string run)
    {
        for (var i = 0; i < run.Length;)
        {
            var first = Rune.GetRuneAt(run, i).Utf16SequenceLength;
            var second = i + first < run.Length ? Rune.GetRuneAt(run, i + first).Utf16SequenceLength : 0;
            yield return (i, first + second);
            i += first;
        }
    }

    private static IEnumerable<(string Run, bool Han)> Runs(string text)
    {
        var run = new StringBuilder();
        var han = false;
        foreach (var rune in Folded(text))
        {
            var isHan = IsHan(rune);
            if (run.Length > 0 && (isHan != han || !(isHan || IsWord(rune))))
            {
                yield return (run.ToString(), han);
                run.Clear();
            }
            han = isHan;
            if (isHan || IsWord(rune)) run.Append(rune.ToString());
        }
        if (run.Length > 0) yield return (run.ToString(), han);
    }

    // By hand, since without ICU (invariant mode) the framework's normalisation leaves such text as it is.
    private static IEnumerable<Rune> Folded(string text) => text.EnumerateRunes().Select(r => r.Value switch
    {
        >= 0xFF01 and <= 0xFF5E => Rune.ToLowerInvariant(new Rune(r.Value - 0xFEE0)),
        0x3000 => new Rune(' '),
        _ => Rune.ToLowerInvariant(r),
    });

    private static bool IsWord(Rune rune) => Rune.IsLetterOrDigit(rune);

    private static bool IsHan(Rune rune) => rune.Value is
        (>= 0x3400 and <= 0x9FFF) or (>= 0x3040 and <= 0x30FF) or (>= 0xAC00 and <= 0xD7AF)
        or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF);
}

/// <param name="Prefix">Met by any token that begins with the text; otherwise only by the token itself.</param>
public readonly record struct SearchTerm(string Text, bool Prefix);
