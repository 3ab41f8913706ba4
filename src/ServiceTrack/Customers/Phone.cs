using System.Text.RegularExpressions;

namespace ServiceTrack.Customers;

/// <summary>A phone number in the one form in which numbers are stored and compared.</summary>
/// <param name="Value">
/// Digits only: a mobile as 11 digits, a landline with its area code and leading 0, a 400 or 800 number as 10 digits;
/// a number abroad keeps its "+". An odd number stands as it was written, so nothing is lost.
/// </param>
/// <param name="Extension">Digits to dial after the call is answered.</param>
/// <param name="IsOdd">Worth a second look: people are warned, never refused.</param>
public readonly record struct PhoneNumber(string Value, string? Extension, bool IsOdd)
{
    /// <summary>Number and extension in one text, which normalises to itself.</summary>
    public override string ToString() => Extension is null ? Value : $"{Value}x{Extension}";
}

/// <summary>
/// Phone rules: 5 to 20 digits once +86, spaces, dashes, brackets and full-width forms are gone, with an optional extension.
/// Odd is what has fewer or more digits, anything but digits in it, or a mobile number one digit short or long.
/// </summary>
public static partial class Phone
{
    private const int MinDigits = 5, MaxDigits = 20;

    public static PhoneNumber Normalise(string written)
    {
        var folded = Width.Fold(written).Trim();
        var main = folded;
        string? extension = null;
        if (Extension().Match(folded) is { Success: true } found)
            (main, extension) = (folded[..found.Index], found.Groups["digits"].Value);

        var digits = Country(Separators().Replace(main, ""));
        return IsOdd(digits) ? new(folded, null, true) : new(digits, extension, false);
    }

    /// <summary>China's own code goes; a landline then gets back the 0 that callers from abroad leave out.</summary>
    private static string Country(string number)
    {
        if (China().Match(number) is not { Success: true } china) return number;
        var rest = number[china.Length..];
        return Domestic().IsMatch(rest) ? rest : "0" + rest;
    }

    private static bool IsOdd(string number)
    {
        var digits = number.StartsWith('+') ? number[1..] : number;
        return digits.Length is < MinDigits or > MaxDigits || digits.AsSpan().ContainsAnyExceptInRange('0', '9') || Slipped().IsMatch(number);
    }

    // A dash brings an extension only after a whole landline or 400 number: 138-1234-5678 has none.
    [GeneratedRegex(@"(?:\s*(?:转|分机号?|ext\.?|extension|x|#|,)\s*[:：]?\s*|(?<=^(?:\+?86[-\s]?)?(?:\(?0?[1-9]\d{1,2}\)?[-\s]?\d{7,8}|[48]00-?\d{3}-?\d{4}))\s*-\s*)(?<digits>\d{1,8})$", RegexOptions.IgnoreCase)]
    private static partial Regex Extension();

    [GeneratedRegex(@"[\s\-‐‑–—().·]")]
    private static partial Regex Separators();

    [GeneratedRegex(@"^(?:\+86|0086)(?=\d{7})|^86(?=1[3-9]\d{9}$)")]
    private static partial Regex China();

    [GeneratedRegex(@"^(?:0|1[3-9]\d{9}$|[48]00\d{7}$)")]
    private static partial Regex Domestic();

    [GeneratedRegex(@"^1[3-9](?:\d{8}|\d{10})$")]
    private static partial Regex Slipped();
}
