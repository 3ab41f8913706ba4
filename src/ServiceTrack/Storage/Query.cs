using System.Collections.Immutable;

namespace ServiceTrack.Storage;

/// <summary>Which rows, in which order. The order's field is declared; ties go by id in the same direction.</summary>
public sealed record Query
{
    public Condition Where { get; init; } = Condition.Always;
    public required string OrderBy { get; init; }
    public bool Descending { get; init; }

    /// <summary>
    /// Words or characters that must all occur in the collection's searchable text; null or blank: no search. Results are
    /// in the collection's <see cref="Collection{T}.SearchOrder"/>, descending; another order is a bug of the caller.
    /// </summary>
    public string? Search { get; init; }

    /// <summary>From <see cref="Page{T}.Next"/>; null for the first page.</summary>
    public string? Cursor { get; init; }

    public int Limit { get; init; } = 50;
}

/// <summary>A test of declared fields, the same on every engine.</summary>
public abstract record Condition
{
    private Condition() { }

    public static readonly Condition Always = new All([]);

    public static Condition Is(string field, params object?[] values) => new In(field, [.. values]);
    public static Condition Between(string field, long from, long before) => new Range(field, from, before);
    public static Condition Both(params ReadOnlySpan<Condition> parts) => new All([.. parts]);

    /// <summary>One part alone stands for itself, so that an index can be led by it.</summary>
    public static Condition Either(params ReadOnlySpan<Condition> parts) => parts.Length == 1 ? parts[0] : new Any([.. parts]);

    /// <summary>What must all be met.</summary>
    public static IEnumerable<Condition> Flat(Condition where) => where is All all ? all.Parts.SelectMany(Flat) : [where];

    /// <summary>The field equals one of the values; a null among them means that it has none.</summary>
    public sealed record In(string Field, ImmutableArray<object?> Values) : Condition;

    /// <summary>Half-open: from ≤ field &lt; before. A field without value is in no range.</summary>
    public sealed record Range(string Field, long From, long Before) : Condition;

    public sealed record All(ImmutableArray<Condition> Parts) : Condition;

    public sealed record Any(ImmutableArray<Condition> Parts) : Condition;
}
