using System.Text;

namespace ServiceTrack.Classification;

/// <summary>
/// A text as rules read it. Chinese rules look at <see cref="Compact"/>, so that "漏 电" is still found; rules for
/// spaced scripts look at <see cref="Spaced"/>, where every word has a space before and behind it.
/// </summary>
internal readonly record struct RuleText(string Compact, string Spaced)
{
    public static RuleText Of(string text)
    {
        var folded = FoldedText.Fold(text);
        var compact = new StringBuilder(folded.Length);
        var spaced = new StringBuilder(folded.Length);
        foreach (var c in folded.Replace('’', '\''))
        {
            var letter = char.IsLetterOrDigit(c) || char.IsSurrogate(c);
            if (letter) compact.Append(c);
            spaced.Append(letter || c is '\'' or '?' ? c : ' ');
        }
        return new(compact.ToString(), FoldedText.Fold(spaced.ToString()));
    }
}
