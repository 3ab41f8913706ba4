namespace ServiceTrack.Customers;

/// <summary>
/// Full-width forms (U+FF01–U+FF5E, the ideographic space U+3000 and the no-break space) written as their plain ASCII twins.
/// Chinese input methods produce them in digits, dashes and headings; free text is never folded.
/// </summary>
public static class Width
{
    public static string Fold(string text) => text.AsSpan().IndexOfAnyExceptInRange('\0', '\u009f') < 0
        ? text
        : string.Create(text.Length, text, static (folded, from) =>
        {
            for (var i = 0; i < folded.Length; i++)
                folded[i] = from[i] switch
                {
                    >= '\uff01' and <= '\uff5e' and var wide => (char)(wide - 0xfee0),
                    '\u3000' or '\u00a0' => ' ',
                    var plain => plain,
                };
        });
}
