using System.Collections.Immutable;
using System.Globalization;

namespace ServiceTrack.Certification;

/// <summary>What must hold between the parts of a scheme.</summary>
public static class SchemeTree
{
    public static bool IsLeaf(this Scheme scheme, Clause clause) => scheme.Clauses.All(c => c.Parent != clause.Id);

    /// <summary>Clauses without items of their own, in the scheme's order.</summary>
    public static ImmutableArray<Clause> Leaves(this Scheme scheme)
    {
        var parents = scheme.Clauses.Select(c => c.Parent).ToHashSet();
        return [.. scheme.Clauses.Where(c => !parents.Contains(c.Id))];
    }

    internal static void Check(Scheme scheme, FieldErrors errors)
    {
        Once("clauses", scheme.Clauses, c => c.Id, errors);
        Once("levels", scheme.Levels, l => l.Id, errors);
        Once("triggers", scheme.Triggers, t => t.Id, errors);
        Once("papers", scheme.Papers, p => p.Number.ToString(CultureInfo.InvariantCulture), errors, "number");
        Once("eligibility", scheme.Eligibility, e => e.Id, errors);
        Once("stages", scheme.Stages, s => s.Id, errors);
        Once("gates", scheme.Gates, g => g.Id, errors);
        for (var i = 1; i < scheme.Levels.Length; i++)
            errors.Require(scheme.Levels[i].From > scheme.Levels[i - 1].From, $"levels[{i}].from", "must be more than the level before asks for");
        for (var i = 0; i < scheme.Stages.Length; i++)
            errors.Require(scheme.Stages[i].WaitsFor is not { } gate || scheme.Gates.Any(g => g.Id == gate), $"stages[{i}].waitsFor", "there is no such gate");
        if (!Parents(scheme, errors)) return;
        foreach (var (i, below) in Overfull(scheme))
            errors.Add($"clauses[{i}].points", string.Create(CultureInfo.InvariantCulture,
                $"its items come to {below} points, more than the {scheme.Clauses[i].Points} of {scheme.Clauses[i].Id}"));
    }

    /// <summary>Clauses, by their place, whose items are known to have more points than they have, and how many those are.</summary>
    internal static IEnumerable<(int Index, decimal Below)> Overfull(Scheme scheme)
    {
        var items = scheme.Clauses.ToLookup(c => c.Parent);
        for (var i = 0; i < scheme.Clauses.Length; i++)
            if (scheme.Clauses[i].Points is { } points && items[scheme.Clauses[i].Id].Sum(c => Known(c, items)) is var below && below > points)
                yield return (i, below);
    }

    /// <summary>The least a clause can have: its own points, or those known below it.</summary>
    internal static decimal Known(Clause clause, ILookup<string?, Clause> items) => clause.Points ?? items[clause.Id].Sum(c => Known(c, items));

    private static bool Parents(Scheme scheme, FieldErrors errors)
    {
        var sound = true;
        var byId = scheme.Clauses.GroupBy(c => c.Id).ToDictionary(g => g.Key, g => g.First());
        for (var i = 0; i < scheme.Clauses.Length; i++)
        {
            List<string> way = [scheme.Clauses[i].Id];
            for (var parent = scheme.Clauses[i].Parent; parent is not null; parent = byId[parent].Parent)
            {
                var (known, again) = (byId.ContainsKey(parent), way.Contains(parent));
                way.Add(parent);
                if (known && !again) continue;
                // A clause further up has its own error; each is told of what it names itself.
                if (way.Count == 2 || known) errors.Add($"clauses[{i}].parent", known ? $"its parents go round: {string.Join(" → ", way)}" : $"there is no clause {parent}");
                sound = false;
                break;
            }
        }
        return sound;
    }

    private static void Once<T>(string list, ImmutableArray<T> items, Func<T, string> id, FieldErrors errors, string name = "id")
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < items.Length; i++)
            errors.Require(seen.Add(id(items[i])), $"{list}[{i}].{name}", $"stands twice: {id(items[i])}");
    }
}
