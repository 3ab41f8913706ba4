using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using ServiceTrack.Certification;

namespace ServiceTrack.Evidence;

/// <summary>The part of a scheme that a pack is made by: its clauses, and which records serve each.</summary>
/// <param name="Clauses">Each after its parent.</param>
public sealed record PackScheme(string Id, int Version, string Zh, string En, ImmutableArray<PackClause> Clauses)
{
    public static PackScheme Of(Scheme scheme)
    {
        var children = scheme.Clauses.ToLookup(c => c.Parent);
        return new(scheme.Id, scheme.Version, scheme.Name.Zh, scheme.Name.En, [.. Below(null)]);

        IEnumerable<PackClause> Below(string? parent) => children[parent].SelectMany(c => Below(c.Id).Prepend(PackClause.Of(c)));
    }

    /// <summary>Clauses that are judged: those without clauses below them.</summary>
    internal ImmutableArray<PackClause> Judged()
    {
        var parents = Clauses.Select(c => c.Parent).ToHashSet();
        return [.. Clauses.Where(c => !parents.Contains(c.Id))];
    }

    internal bool IsSound()
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        return Clauses is { IsDefault: false } && Clauses.All(c => (c.Parent is null || known.Contains(c.Parent)) && known.Add(c.Id) && c.IsSound());
    }
}

/// <param name="Points">Decimal notation; null where nobody knows.</param>
/// <param name="Source">How sure its subject and points are (DOMAIN.md).</param>
/// <param name="Confirmed">The points are those of <paramref name="ConfirmedBy"/>; else a score on them is an estimate.</param>
public sealed record PackClause(
    string Id, string? Parent, string Zh, string En, string? Points, string Source, bool Confirmed, string? ConfirmedBy, bool Proportional,
    ImmutableArray<PackRule> Rules)
{
    public static PackClause Of(Clause c) => new(
        c.Id, c.Parent, c.Name.Zh, c.Name.En, c.Points?.ToString(CultureInfo.InvariantCulture), Name(c.Source), c.Confirmed, c.ConfirmedBy,
        c.Sampling == Sampling.Proportional, [.. c.Evidence.Select(PackRule.Of)]);

    internal static string Name<T>(T value) where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    internal bool IsSound() => Rules is { IsDefault: false } && Rules.All(r => r.IsSound());
}

/// <summary>Which records count for a clause, and how many are enough.</summary>
/// <param name="From">activities, register, document or measure.</param>
/// <param name="Named">The register, the type of document or the measure.</param>
/// <param name="Months">So far back from the window's end records count; null: the whole window.</param>
/// <param name="FreshMonths">The newest may be no older than this at the window's end.</param>
/// <param name="Source">Of the numbers in it.</param>
public sealed record PackRule(
    string From, ImmutableArray<string> Kinds, ImmutableArray<string> Severities, string? Named, int? Months, int? FreshMonths, int Enough,
    string Source, string? FollowsZh, string? FollowsEn)
{
    private const int MostMonths = 1200;

    public static PackRule Of(EvidenceRule r) => new(
        PackClause.Name(r.From), r.Kinds, r.Severities, r.Named, r.Months, r.FreshMonths, r.Enough, PackClause.Name(r.Source), r.Follows?.Zh, r.Follows?.En);

    /// <summary>As the scheme has it, for the rules that judge.</summary>
    internal EvidenceRule Rule => new(EvidenceFrom.Activities, Enough, FactSource.Ours) { FreshMonths = FreshMonths };

    internal bool IsSound() =>
        Kinds is { IsDefault: false } && Severities is { IsDefault: false } && Enough > 0 && Months is null or (> 0 and <= MostMonths)
        && FreshMonths is null or (> 0 and <= MostMonths);
}
