using System.Collections.Immutable;

namespace ServiceTrack.Certification;

/// <summary>
/// The customer-perceived service quality index. Formula ours (DOMAIN.md §5), since none was published: answers 1 to 5 count
/// (x − 1) / 4 × 100; the mean of each of SERVQUAL's five dimensions, weighted. Exact: a threshold of 70 is reached by 70.
/// </summary>
public static class Cpsq
{
    /// <summary>An index of fewer answers is shown with a warning.</summary>
    public const int Few = 30;

    public const int Lowest = 1, Highest = 5;

    public static readonly ImmutableArray<(string Code, Bilingual Name)> Dimensions =
    [
        ("tangibles", new("有形性", "Tangibles")), ("reliability", new("可靠性", "Reliability")), ("responsiveness", new("响应性", "Responsiveness")),
        ("assurance", new("保证性", "Assurance")), ("empathy", new("移情性", "Empathy")),
    ];

    public static readonly ImmutableArray<decimal> EqualWeights = [.. Dimensions.Select(_ => 1m / Dimensions.Length)];

    /// <param name="answers">Each with its five scores in the order of the dimensions, null where none was given.</param>
    /// <param name="weights">In the same order, none below zero, with at most six decimals.</param>
    /// <exception cref="ArgumentException">The weights do not come to 1.</exception>
    public static CpsqIndex Of(IEnumerable<ImmutableArray<int?>> answers, ImmutableArray<decimal> weights)
    {
        if (weights.Length != Dimensions.Length || weights.Any(w => w < 0) || weights.Sum() != 1) throw new ArgumentException("Five weights that come to 1.", nameof(weights));
        var (asked, count, sum) = (0, new int[weights.Length], new int[weights.Length]);
        foreach (var answer in answers)
        {
            asked++;
            for (var i = 0; i < weights.Length; i++)
                if (answer[i] is { } score) (count[i], sum[i]) = (count[i] + 1, sum[i] + score - Lowest);
        }
        return new(asked, [.. weights.Select((weight, i) => new CpsqDimension(
            Dimensions[i].Code, Dimensions[i].Name, weight, count[i], count[i] == 0 ? null : Ratio.Of(100 * sum[i], (Highest - Lowest) * count[i])))]);
    }
}

/// <param name="Answers">That gave it a score.</param>
/// <param name="Mean">0 to 100; null without any.</param>
public sealed record CpsqDimension(string Code, Bilingual Name, decimal Weight, int Answers, Ratio? Mean);

/// <param name="Answers">Customers who answered.</param>
public sealed record CpsqIndex(int Answers, ImmutableArray<CpsqDimension> Dimensions)
{
    /// <summary>0 to 100; null while a dimension that weighs something has no answer.</summary>
    public Ratio? Index => Dimensions.Any(d => d.Weight > 0 && d.Mean is null) ? null
        : Dimensions.Where(d => d.Weight > 0).Aggregate(Ratio.Zero, (sum, d) => sum + (Ratio.Of(d.Weight) * d.Mean!.Value));

    public bool Few => Answers < Cpsq.Few;
}
