using System.Collections.Immutable;

namespace ServiceTrack.Certification;

/// <summary>What a sheet says of one clause that is judged.</summary>
/// <param name="Drawn">With <see cref="Verdict.Sampled"/>: how many samples were judged, at least one.</param>
/// <param name="Failed">Of those, how many failed.</param>
/// <param name="Percent">With <see cref="Verdict.Partly"/>: what was earned, 0 to 100.</param>
public sealed record Mark(string Clause, Verdict Verdict, int Drawn = 0, int Failed = 0, int Percent = 0);

public enum Verdict { Met, NotMet, Sampled, Partly, NotApplicable }

/// <param name="OutletId">Null: head office.</param>
public sealed record SheetMarks(string? OutletId, ImmutableArray<Mark> Marks);

/// <summary>What comes of all sheets together.</summary>
public sealed record Score
{
    /// <summary>Points over the clauses judged, those that do not apply left out.</summary>
    public required Ratio Earned { get; init; }
    public required Ratio Applicable { get; init; }
    public required int Special { get; init; }

    /// <summary>As far as it counts.</summary>
    public required int Bonus { get; init; }

    /// <summary>Null while nothing that applies is judged.</summary>
    public ScoreValue? Value { get; init; }

    /// <summary>
    /// Between these the score lies whatever points the body gives to clauses whose points are planned, and however
    /// clauses not judged yet turn out.
    /// </summary>
    public ScoreValue? Low { get; init; }
    public ScoreValue? High { get; init; }

    /// <summary>Points are unknown or unconfirmed, or clauses are not judged yet.</summary>
    public required bool Estimate { get; init; }

    public NextLevel? Next { get; init; }
    public required ImmutableArray<ClauseScore> Clauses { get; init; }
}

/// <param name="Exact">Unrounded.</param>
/// <param name="Shown">To one decimal.</param>
/// <param name="Level">Null where none is reached, or none is known.</param>
public sealed record ScoreValue(Ratio Exact, decimal Shown, Level? Level);

/// <param name="Share">Of its points earned, over all sheets; null where it does not apply or is not judged yet.</param>
public sealed record ClauseScore(Clause Clause, Weight Weight, Ratio? Share, bool Applies)
{
    public bool Judged => Share is not null || !Applies;
}

/// <summary>The way to the next level.</summary>
/// <param name="Missing">Points of the score.</param>
/// <param name="Gains">The fewest clauses that give it when they are met in full, the largest gain first.</param>
/// <param name="Reachable">False where even all clauses would not do, or special deductions stand against it.</param>
public sealed record NextLevel(Level Level, Ratio Missing, ImmutableArray<Gain> Gains, bool Reachable);

public sealed record Gain(string Clause, Ratio Points);
