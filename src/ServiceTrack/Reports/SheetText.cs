using System.Globalization;
using System.Text;

namespace ServiceTrack.Reports;

/// <summary>
/// Text as a workbook's XML holds it. Characters that XML cannot carry are written _xHHHH_ (ISO/IEC 29500 §22.9.2.19), so
/// a text that already looks like that has its underscore written so; half a surrogate pair becomes U+FFFD.
/// </summary>
internal static class SheetText
{
    public static void Append(StringBuilder xml, string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            switch (c)
            {
                case '&': xml.Append("&amp;"); break;
                case '<': xml.Append("&lt;"); break;
                case '>': xml.Append("&gt;"); break;
                case '"': xml.Append("&quot;"); break;
                case '\t' or '\n': xml.Append(c); break;
                case < ' ' or '\ufffe' or '\uffff': AppendCode(xml, c); break;
                case '_' when LooksEscaped(text.AsSpan(i)): AppendCode(xml, c); break;
                case var _ when !char.IsSurrogate(c): xml.Append(c); break;
                case var _ when char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]):
                    xml.Append(c).Append(text[++i]);
                    break;
                default: xml.Append('\ufffd'); break;
            }
        }
    }

    private static void AppendCode(StringBuilder xml, char c) => xml.Append(CultureInfo.InvariantCulture, $"_x{(int)c:X4}_");

    private static bool LooksEscaped(ReadOnlySpan<char> text) =>
        text.Length >= 7 && text[1] == 'x' && text[6] == '_'
        && char.IsAsciiHexDigit(text[2]) && char.IsAsciiHexDigit(text[3]) && char.IsAsciiHexDigit(text[4]) && char.IsAsciiHexDigit(text[5]);
}
