using System.Collections.Immutable;

namespace ServiceTrack.Storage;

/// <summary>
/// How one type of document is kept: its name, its id, the fields it can be found by, and the indexes over them.
/// Documents are JSON; a field is a copy of a value for the store to search, taken anew at each write.
/// </summary>
public sealed record Collection<T>(string Name, Func<T, string> Id) : ICollection where T : class
{
    public ImmutableArray<Field<T>> Fields { get; init; } = [];
    public ImmutableArray<Index> Indexes { get; init; } = [];

    /// <summary>The text that <see cref="Query.Search"/> finds, or null; tokens are made by <see cref="SearchTokens"/>.</summary>
    public Func<T, string?>? Searchable { get; init; }

    /// <summary>The number field that orders search results, highest first; required where <see cref="Searchable"/> is set.</summary>
    public string? SearchOrder { get; init; }

    /// <summary>
    /// Read at every request and seldom written: an engine may give the same instance again for the version it stands at.
    /// Never removed, since a version must not come back with another value.
    /// </summary>
    public bool Remembered { get; init; }

    public DocumentWrite Put(T document, long? expectedVersion = null) =>
        new(this, Id(document), document, expectedVersion);

    public DocumentWrite Remove(string id, long? expectedVersion = null) =>
        Remembered ? throw new InvalidOperationException($"{Name} are remembered, and so never removed.") : new(this, id, null, expectedVersion);

    Type ICollection.Type => typeof(T);
    IReadOnlyList<FieldName> ICollection.FieldNames => [.. Fields.Select(f => f.Name)];
    IReadOnlyList<object?> ICollection.ValuesOf(object document) => [.. Fields.Select(f => f.Value((T)document))];
    string? ICollection.TextOf(object document) => Searchable?.Invoke((T)document);
}

/// <summary>A collection whose document type is not known at compile time, for the engines.</summary>
public interface ICollection
{
    string Name { get; }
    Type Type { get; }
    IReadOnlyList<FieldName> FieldNames { get; }
    ImmutableArray<Index> Indexes { get; }
    string? SearchOrder { get; }

    /// <summary>In the order of <see cref="FieldNames"/>: string, long or null.</summary>
    IReadOnlyList<object?> ValuesOf(object document);

    string? TextOf(object document);
}

/// <param name="Name">Letters and digits, beginning with a letter.</param>
/// <param name="Kind">Text is compared by code point; numbers are 64-bit.</param>
public sealed record FieldName(string Name, FieldKind Kind)
{
    /// <summary>A value to compare the field with, as the store keeps it.</summary>
    /// <exception cref="ArgumentException">Of another kind than the field.</exception>
    public object? Typed(object? value) => (Kind, value) switch
    {
        (_, null) => null,
        (FieldKind.Text, string) => value,
        (FieldKind.Number, long) => value,
        (FieldKind.Number, int number) => (long)number,
        _ => throw new ArgumentException($"{Name} is a {Kind}, and is not compared with a {value.GetType().Name}."),
    };
}

public enum FieldKind { Text, Number }

public sealed record Field<T>(FieldName Name, Func<T, object?> Value)
{
    public static Field<T> Text(string name, Func<T, string?> value) => new(new(name, FieldKind.Text), value);
    public static Field<T> Number(string name, Func<T, long?> value) => new(new(name, FieldKind.Number), x => value(x));
}

/// <summary>An order that rows can be read in: equal values of all fields but the last, then the last, then the id.</summary>
public sealed record Index(params ImmutableArray<string> Fields);

/// <param name="Document">Null to remove.</param>
/// <param name="ExpectedVersion">0: must not exist; null: whatever is there.</param>
public sealed record DocumentWrite(ICollection Collection, string Id, object? Document, long? ExpectedVersion);
