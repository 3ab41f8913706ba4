using System.Text.RegularExpressions;

namespace ServiceTrack.Storage;

/// <summary>What every engine can name a collection, its fields and their order by.</summary>
public static partial class DeclaredNames
{
    /// <exception cref="ArgumentException">A name that cannot be used, or a field that is not declared.</exception>
    public static void Check(ICollection declaration)
    {
        var name = declaration.Name;
        if (!CollectionName().IsMatch(name)) throw new ArgumentException($"'{name}' cannot name a collection.");
        var bad = declaration.FieldNames.FirstOrDefault(f => !FieldNamePattern().IsMatch(f.Name));
        if (bad is not null) throw new ArgumentException($"'{bad.Name}' cannot name a field of {name}.");
        if (declaration.FieldNames.Select(f => f.Name.ToLowerInvariant()).Distinct().Count() != declaration.FieldNames.Count)
            throw new ArgumentException($"Two fields of {name} have the same name but for their case.");
        foreach (var field in declaration.Indexes.SelectMany(i => i.Fields)) declaration.Field(field);
        if (declaration.SearchOrder is { } order && declaration.Field(order).Kind != FieldKind.Number)
            throw new ArgumentException($"{name} orders its search by {order}, which is not a number.");
    }

    /// <exception cref="ArgumentException">Not declared.</exception>
    public static FieldName Field(this ICollection declaration, string name) => declaration.FieldNames.FirstOrDefault(f => f.Name == name)
        ?? throw new ArgumentException($"The collection {declaration.Name} declares no field {name}.");

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_-]{0,60}$")]
    private static partial Regex CollectionName();

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9]{0,60}$")]
    private static partial Regex FieldNamePattern();
}
