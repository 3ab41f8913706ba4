using System.Collections.Immutable;
using ServiceTrack.Certification;
using ServiceTrack.Registers;

namespace ServiceTrack.Customers;

/// <summary>What a person can be known by in the company's records: kept with an erasure while it is carried out, and no longer.</summary>
public sealed record ErasureSubject
{
    // A single character is in everything.
    private const int ShortestName = 2;

    private static readonly ImmutableArray<string> Theirs =
        [RegisterEntry.StreamOf(Goods.Serials.Name, ""), RegisterEntry.StreamOf(PerceivedQuality.Answers.Name, "")];

    /// <summary>Normalised.</summary>
    public ImmutableArray<string> Phones { get; init; } = [];

    public ImmutableArray<string> Emails { get; init; } = [];
    public ImmutableArray<string> Names { get; init; } = [];

    public static ErasureSubject Of(string? phone, string? email, string? name) => new()
    {
        Phones = phone is null ? [] : [Phone.Normalise(phone).ToString()],
        Emails = email is null ? [] : [Folded(email)],
        Names = name is null ? [] : [Folded(name)],
    };

    public ErasureSubject And(ErasureSubject other) => new()
    {
        Phones = [.. Phones.Union(other.Phones)], Emails = [.. Emails.Union(other.Emails)], Names = [.. Names.Union(other.Names)],
    };

    /// <summary>
    /// Whether a personal value makes a stream a customer's that this is: their number or address in an activity, or their
    /// number beside a thing they own, or what they answered. A name alone is nobody's.
    /// </summary>
    public bool Is(string stream, string path, string value) => path switch
    {
        "customer.phone" when Erasure.IsActivity(stream) => Phones.Contains(Phone.Normalise(value).ToString()),
        "customer.email" when Erasure.IsActivity(stream) => Emails.Contains(Folded(value)),
        "fields.phone" when Theirs.Any(t => stream.StartsWith(t, StringComparison.Ordinal)) => Phones.Contains(Phone.Normalise(value).ToString()),
        _ => false,
    };

    public bool IsNamed(string name) => Names.Contains(Folded(name));

    /// <summary>Whether a text mentions this person, however the number is written.</summary>
    public bool IsIn(string text)
    {
        var folded = Folded(text);
        var dense = Dense(folded);
        return Phones.Any(p => dense.Contains(Dense(p.Split('x')[0]), StringComparison.Ordinal))
            || Emails.Any(e => folded.Contains(e, StringComparison.Ordinal))
            || Names.Any(n => n.Length >= ShortestName && folded.Contains(n, StringComparison.Ordinal));
    }

    private static string Folded(string text) => Width.Fold(text).Trim().ToLowerInvariant();

    private static string Dense(string text) => string.Concat(text.Where(c => c is not (' ' or '-' or '(' or ')' or '.' or '·' or '–' or '—')));
}
