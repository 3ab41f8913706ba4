using System.Collections.Immutable;

namespace ServiceTrack.Certification;

/// <summary>
/// What a clause weighs in a score. Points that nobody knows are planned, which is ours: what the nearest clause above has
/// left after its known items is spread evenly over the others, and each of those may in truth weigh from half to twice as
/// much.
/// </summary>
/// <param name="Known">The points stand in the scheme; otherwise they are planned.</param>
/// <param name="Confirmed">They are the body's own.</param>
public sealed record Weight(string Clause, Ratio Points, Ratio Low, Ratio High, bool Known, bool Confirmed);

public static class Weights
{
    /// <summary>Points of a scheme where nobody knows any.</summary>
    public const int Whole = 100;

    /// <summary>Of the clauses that are judged, in the scheme's order.</summary>
    public static ImmutableArray<Weight> Of(Scheme scheme)
    {
        var items = scheme.Clauses.ToLookup(c => c.Parent);
        var planned = new Dictionary<string, Ratio>();
        foreach (var clause in scheme.Clauses.Where(c => c.Points is not null))
            Spread(clause.Points!.Value, items[clause.Id]);
        // Clauses that no known points stand above share what the whole has left.
        var known = items[null].Sum(c => SchemeTree.Known(c, items));
        Spread(Math.Max(known, Whole), items[null]);
        return [.. scheme.Leaves().Select(c => c.Points is { } points ? Stated(c, Ratio.Of(points)) : Planned(c, planned[c.Id]))];

        void Spread(decimal points, IEnumerable<Clause> below)
        {
            var (open, taken) = (new List<Clause>(), 0m);
            foreach (var item in below) Gather(item, open, ref taken);
            foreach (var leaf in open) planned[leaf.Id] = Ratio.Of(points - taken) / Ratio.Of(open.Count);
        }

        void Gather(Clause clause, List<Clause> open, ref decimal taken)
        {
            if (clause.Points is { } points) taken += points;
            else if (!items[clause.Id].Any()) open.Add(clause);
            else foreach (var item in items[clause.Id]) Gather(item, open, ref taken);
        }
    }

    private static Weight Stated(Clause c, Ratio points) => new(c.Id, points, points, points, true, c.Confirmed);

    private static Weight Planned(Clause c, Ratio points) => new(c.Id, points, points / Ratio.Of(2), points * Ratio.Of(2), false, false);
}
