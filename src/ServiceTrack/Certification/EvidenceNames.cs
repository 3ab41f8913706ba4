using System.Collections.Immutable;
using ServiceTrack.Documents;
using ServiceTrack.Registers;
using ServiceTrack.Tenants;

namespace ServiceTrack.Certification;

/// <summary>What an evidence rule may name; anything else in a scheme is a mistake and refused.</summary>
public sealed record EvidenceNames(ImmutableArray<string> Kinds)
{
    public static readonly ImmutableArray<string> Registers = [Register.Outlets, .. RegisterList.All.Select(r => r.Name)];

    /// <summary>Types of the register of documents.</summary>
    public static readonly ImmutableArray<string> Documents = KindsOf(ControlledDocuments.Register, "type");

    public static readonly ImmutableArray<string> Measures =
        ["promise-kept", "on-time", "response-times", "complaints"];

    /// <summary>What a gate waits for; CPSQ is the index of DOMAIN.md §5.</summary>
    public static readonly ImmutableArray<string> GateMeasures = ["cpsq"];

    public static readonly ImmutableArray<string> Severities = ["safety", "serious", "normal"];

    /// <summary>The kinds every company starts with, for the schemes that come with the product.</summary>
    public static readonly EvidenceNames Shipped = new([.. Activities.Kinds.BuiltIn.Select(k => k.Code)]);

    public static EvidenceNames Of(Setup setup) => new([.. setup.Kinds.Select(k => k.Code)]);

    /// <summary>The kinds of entries that a register can be asked for; none where it knows no kinds.</summary>
    public static ImmutableArray<string> KindsOf(string? register) =>
        RegisterList.Named(register ?? "") is { } known && known.Filters.Contains("kind") ? KindsOf(known, "kind") : [];

    public ImmutableArray<string> Of(EvidenceFrom from) => from switch
    {
        EvidenceFrom.Activities => Kinds,
        EvidenceFrom.Register => Registers,
        EvidenceFrom.Document => Documents,
        EvidenceFrom.Measure => Measures,
    };

    private static ImmutableArray<string> KindsOf(Register register, string field) => [.. register.Field(field)!.Choices.Select(c => c.Value)];
}
