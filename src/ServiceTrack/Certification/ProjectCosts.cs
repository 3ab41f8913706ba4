using System.Collections.Immutable;
using ServiceTrack.Registers;

namespace ServiceTrack.Certification;

/// <summary>Amounts of one kind in one currency at one stage. Exact; currencies are never added.</summary>
/// <param name="Stage">Entry of project-stages; null where none was named.</param>
/// <param name="Planned">Null where nothing was planned.</param>
public sealed record CostLine(string? Stage, string Kind, string Currency, decimal? Planned, decimal Paid)
{
    /// <summary>Of the plan; less than zero where more was paid.</summary>
    public decimal? Left => Planned - Paid;
}

/// <summary>All of one currency. What was paid without a plan counts against the plan, too.</summary>
public sealed record CostTotal(string Currency, decimal? Planned, decimal Paid)
{
    public decimal? Left => Planned - Paid;
}

/// <summary>What a certification project costs, planned and paid.</summary>
public static class ProjectCosts
{
    /// <summary>By stage as they come first, then by kind and currency; kinds that the scheme expects at a stage stand there without amounts, too.</summary>
    /// <param name="stages">Entries of project-stages in their order, each with the kinds of cost that are expected.</param>
    /// <param name="plans">Of one project.</param>
    /// <param name="costs">Of the same.</param>
    public static ImmutableArray<CostLine> Of(
        IEnumerable<(string Stage, ImmutableArray<string> Expected)> stages, IReadOnlyCollection<RegisterEntry> plans, IReadOnlyCollection<RegisterEntry> costs)
    {
        var (planned, paid) = (Sums(plans), Sums(costs));
        var known = planned.Keys.Union(paid.Keys).ToHashSet();
        var order = new List<string?>();
        foreach (var (stage, expected) in stages)
        {
            order.Add(stage);
            foreach (var kind in expected.Where(kind => !known.Any(k => k.Stage == stage && k.Kind == kind))) known.Add((stage, kind, Application.HomeCurrency));
        }
        return
        [
            .. from key in known
               orderby order.IndexOf(key.Stage) is >= 0 and var at ? at : int.MaxValue, CostKinds.All.IndexOf(key.Kind), key.Currency != Application.HomeCurrency, key.Currency
               select new CostLine(key.Stage, key.Kind, key.Currency, planned.TryGetValue(key, out var plan) ? plan : null, paid.GetValueOrDefault(key)),
        ];
    }

    public static ImmutableArray<CostTotal> Totals(IEnumerable<CostLine> lines) =>
    [
        .. from line in lines
           where line.Planned is not null || line.Paid != 0
           group line by line.Currency into same
           select new CostTotal(same.Key, same.Any(l => l.Planned is not null) ? same.Sum(l => l.Planned ?? 0) : null, same.Sum(l => l.Paid)),
    ];

    private static Dictionary<(string? Stage, string Kind, string Currency), decimal> Sums(IEnumerable<RegisterEntry> entries) => entries
        .GroupBy(e => (e.Fields.GetValueOrDefault("stage"), e.Fields["kind"], e.Fields.GetValueOrDefault("currency") ?? Application.HomeCurrency))
        .ToDictionary(g => g.Key, g => g.Sum(e => RegisterValues.Number(e.Fields["amount"])!.Value));
}
