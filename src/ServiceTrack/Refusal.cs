using System.Collections.Immutable;

namespace ServiceTrack;

/// <summary>Why a request was not carried out; a value, since users meet it every day. Nothing was stored.</summary>
public abstract record Refusal
{
    private Refusal() { }

    /// <summary>What was sent is malformed; each field of the request by its path, with what is wrong with it.</summary>
    public sealed record Invalid(ImmutableSortedDictionary<string, ImmutableArray<string>> Errors) : Refusal;

    public sealed record NotAllowedInStatus(string Verb, string Status) : Refusal;

    /// <param name="Field">The field whose value is taken.</param>
    /// <param name="Id">What holds it.</param>
    public sealed record AlreadyExists(string Field, string Id) : Refusal;

    /// <summary>The caller's copy is older than what is stored.</summary>
    public sealed record Stale(long Version) : Refusal;

    public sealed record NotFound : Refusal;

    /// <summary>The idempotency key was used before with another body.</summary>
    public sealed record KeyReused : Refusal;

    public static Refusal For(string field, string message) =>
        new Invalid(ImmutableSortedDictionary.Create<string, ImmutableArray<string>>(StringComparer.Ordinal).Add(field, [message]));
}

/// <summary>Collects what is wrong with a request, all of it at once, by the path of the field ("calendar.weekly.mon[1]").</summary>
public sealed class FieldErrors
{
    private readonly SortedDictionary<string, List<string>> errors = new(StringComparer.Ordinal);

    public bool Any => errors.Count > 0;

    public void Add(string field, string message)
    {
        if (!errors.TryGetValue(field, out var messages)) errors[field] = messages = [];
        messages.Add(message);
    }

    public void Require(bool holds, string field, string message)
    {
        if (!holds) Add(field, message);
    }

    public Dictionary<string, string[]> ToDictionary() => errors.ToDictionary(e => e.Key, e => e.Value.ToArray());

    public Refusal ToRefusal() => new Refusal.Invalid(errors.ToImmutableSortedDictionary(
        e => e.Key, e => e.Value.ToImmutableArray(), StringComparer.Ordinal));
}
