namespace ServiceTrack.Classification;

/// <summary>
/// The one spelling texts are compared in: lower case, full-width forms as their ASCII twins,
/// any run of white space or control characters one space, and a space at either end.
/// </summary>
internal static class FoldedText
{
    public static int Bound(int length) => length + 2;

    /// <summary>Writes the folded text to <paramref name="folded"/> and returns its length.</summary>
    public static int Fold(ReadOnlySpan<char> text, Span<char> folded)
    {
        folded[0] = ' ';
        var length = 1;
        foreach (var c in text)
        {
            var f = Fold(c);
            if (f != ' ' || folded[length - 1] != ' ') folded[length++] = f;
        }
        if (folded[length - 1] != ' ') folded[length++] = ' ';
        return length;
    }

    public static string Fold(string text)
    {
        var folded = new char[Bound(text.Length)];
        return new string(folded, 0, Fold(text, folded));
    }

    private static char Fold(char c) => c switch
    {
        >= 'a' and <= 'z' => c,
        >= '一' and <= '龥' => c,
        >= '！' and <= '～' => char.ToLowerInvariant((char)(c - 0xFEE0)),
        _ when char.IsWhiteSpace(c) || char.IsControl(c) => ' ',
        _ => char.ToLowerInvariant(c),
    };
}
