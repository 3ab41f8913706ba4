using ServiceTrack.Customers;
using ServiceTrack.Imports;
using ServiceTrack.Network;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Registers;

/// <summary>Cells of a file as people write them, in the form an entry keeps. What means nothing stays, to be refused by name.</summary>
public sealed class RegisterCells(ITenantStore store, Setup setup)
{
    private static readonly string[] Yes = ["是", "有", "yes", "y", "true", "1", "√"], No = ["否", "无", "no", "n", "false", "0", "×"];
    private static readonly char[] Between = [';', '；', '、', ',', '，', '\n'];

    private readonly Dictionary<string, ILookup<string, string>> titles = [];

    public async Task<string> Value(RegisterField field, string cell, CancellationToken cancel)
    {
        var folded = Width.Fold(cell).Trim();
        return field.Type switch
        {
            RegisterFieldType.Date => ImportTime.ReadDate(cell) is { } date ? RegisterValues.Text(date) : cell,
            RegisterFieldType.Number or RegisterFieldType.Money => folded.TrimStart('¥').Replace(",", "", StringComparison.Ordinal),
            RegisterFieldType.YesNo => Yes.Contains(folded, StringComparer.OrdinalIgnoreCase) ? "true" : No.Contains(folded, StringComparer.OrdinalIgnoreCase) ? "false" : cell,
            RegisterFieldType.Choice => field.Choices.FirstOrDefault(c => c.Value == folded || c.NameZh == cell || c.NameEn.Equals(folded, StringComparison.OrdinalIgnoreCase))?.Value ?? cell,
            RegisterFieldType.Link => await Named(field.Target!, cell, cancel),
            RegisterFieldType.Links => await AllNamed(field.Target!, cell.Split(Between, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), cancel),
            _ => cell,
        };
    }

    private async Task<string> AllNamed(string target, string[] names, CancellationToken cancel)
    {
        var ids = new List<string>(names.Length);
        foreach (var name in names) ids.Add(await Named(target, name, cancel));
        return string.Join(',', ids);
    }

    /// <summary>The id of what is named so, where that is one thing and no more.</summary>
    private async Task<string> Named(string target, string name, CancellationToken cancel)
    {
        if (target == Register.Outlets) return await store.Claimed(Outlet.Names, name, cancel) ?? name;
        if (target == Register.Kinds) return setup.Kinds.FirstOrDefault(k => k.Code == name || k.NameZh == name || k.NameEn == name)?.Code ?? name;
        if (RegisterList.Named(target) is not { } register) return name;
        if (!titles.TryGetValue(target, out var known))
            titles[target] = known = (await store.All(register, cancel)).SelectMany(Names).ToLookup(n => n.Name, n => n.Id);
        return known[name].Distinct().Take(2).ToList() is [var only] ? only : name;
    }

    /// <summary>An entry is known by its title and, where one field alone is unique, by that: two people may share a name.</summary>
    private static IEnumerable<(string Name, string Id)> Names(RegisterEntry entry)
    {
        if (entry.Title is { } title) yield return (title, entry.Id);
        if (RegisterList.Named(entry.Register)!.Unique is [var number] && entry.Fields.TryGetValue(number, out var value)) yield return (value, entry.Id);
    }
}
