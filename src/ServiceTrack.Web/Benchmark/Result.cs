using System.Collections.Immutable;

namespace ServiceTrack.Web.Benchmark;

/// <summary>What one measure found.</summary>
/// <param name="Over">How much it was measured over: "20000 posts, 64 at a time".</param>
/// <param name="Rows">Activities in the store, as counted through the API where it was measured through the API.</param>
public sealed record Result(string Name, string Over, long Rows, ImmutableArray<Figure> Figures);

/// <param name="Unit">Empty for a ratio.</param>
/// <param name="Aim">"≥ 1000", "&lt; 100", or null where nothing is aimed at.</param>
public sealed record Figure(string Name, double Value, string Unit, Aim? Aim = null)
{
    public bool? Met => Aim?.IsMet(Value);
}

public sealed record Aim(double? AtLeast = null, double? Below = null)
{
    public bool IsMet(double value) => !(value < AtLeast) && !(value >= Below);

    public override string ToString() => AtLeast is { } least ? $"≥ {least}" : $"< {Below}";
}
