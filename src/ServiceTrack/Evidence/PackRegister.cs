using System.Collections.Immutable;
using System.Text.Json.Serialization;
using ServiceTrack.Network;
using ServiceTrack.Registers;

namespace ServiceTrack.Evidence;

/// <summary>A register as its ledger shows it.</summary>
/// <param name="Title">The field that names an entry where another links to it.</param>
/// <param name="EventDate">Entries with one count by it; others stand from <paramref name="ValidFrom"/> until <paramref name="ValidUntil"/>.</param>
/// <param name="Flow">The field whose changes are steps, not amendments.</param>
public sealed record PackRegister(
    string Name, string Zh, string En, string Title, string? EventDate, string? ValidFrom, string? ValidUntil, string? Flow, ImmutableArray<PackField> Fields)
{
    /// <summary>Outlets are kept by a desk of their own; in a pack they are a register as others are.</summary>
    public static readonly PackRegister Outlets = new(Register.Outlets, "服务网点", "Outlets", "name", null, null, null, null,
    [
        new("name", "text", "名称", "Name", null, []),
        new("ownership", "choice", "性质", "Own or entrusted", null, [new("own", "直属", "Own"), new("entrusted", "委托", "Entrusted")]),
        new("confirmed", "yesNo", "已确认", "Confirmed", null, []),
        new("area", "text", "服务区域", "Area", null, []),
        new("address", "text", "地址", "Address", null, []),
    ]);

    public static ImmutableArray<PackRegister> All { get; } = [Outlets, .. RegisterList.All.Select(Of)];

    [JsonIgnore] public bool HasOutlet => Fields.Any(f => f.Name == Register.OutletField);

    public static PackRegister Of(Register r) => new(
        r.Name, r.NameZh, r.NameEn, r.Title, r.EventDate, r.EventDate is null ? r.ValidFrom : null, r.EventDate is null ? r.ValidUntil : null, r.Flow?.Field,
        [.. r.Fields.Select(f => new PackField(f.Name, PackClause.Name(f.Type), f.NameZh, f.NameEn, f.Target, [.. f.Choices.Select(c => new PackChoice(c.Value, c.NameZh, c.NameEn))]))]);

    internal static bool AreSound(ImmutableArray<PackRegister> registers) =>
        registers is { IsDefault: false } && registers.Select(r => r.Name).Distinct(StringComparer.Ordinal).Count() == registers.Length
        && registers.All(r => r.Fields is { IsDefault: false } && r.Fields.Select(f => f.Name).Distinct(StringComparer.Ordinal).Count() == r.Fields.Length
            && r.Fields.All(f => f.Choices is { IsDefault: false }));
}

/// <param name="Type">text, longText, number, money, date, yesNo, choice, link or links.</param>
/// <param name="Target">What a link names.</param>
public sealed record PackField(string Name, string Type, string Zh, string En, string? Target, ImmutableArray<PackChoice> Choices);

public sealed record PackChoice(string Value, string Zh, string En);
