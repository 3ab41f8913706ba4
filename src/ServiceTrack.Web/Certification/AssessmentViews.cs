using System.Collections.Immutable;
using ServiceTrack.Certification;

namespace ServiceTrack.Web.Certification;

/// <param name="To">The first day that does not count any more.</param>
/// <param name="Result">Null while it is open.</param>
public sealed record AssessmentSummary(
    string Id, string Title, string SchemeId, int SchemeVersion, DateOnly From, DateOnly To, AssessmentStatus Status, string OpenedBy, DateTimeOffset OpenedAt,
    int Sheets, DateTimeOffset? ConcludedAt, ConcludedResult? Result)
{
    public static AssessmentSummary Of(Assessment a) => new(
        a.Id, a.Title, a.SchemeId, a.SchemeVersion, a.From, a.To, a.Status, a.OpenedBy, a.OpenedAt, a.Sheets.Length, a.ConcludedAt, a.Result);
}

/// <param name="Score">As it stands, by the scheme's version it was opened for.</param>
public sealed record AssessmentView(Assessment Assessment, ScoreView Score, bool Open)
{
    public static AssessmentView Of(Assessment a, Scheme scheme) => new(a, ScoreView.Of(ScoreOf(a, scheme)), a.Status == AssessmentStatus.Open);

    public static Score ScoreOf(Assessment a, Scheme scheme) => Scoring.Of(scheme, a.Marks(), a.Special, a.Bonus);
}

/// <summary>The score with all that led to it. Points are shown to six decimals, scores to one.</summary>
/// <param name="Estimate">Points are unknown or unconfirmed, or clauses are not judged yet: say so wherever the score is shown.</param>
/// <param name="Low">With <paramref name="High"/>: where the score lies whatever points the body gives and however what is open turns out.</param>
public sealed record ScoreView(
    ScoreValueView? Score, ScoreValueView? Low, ScoreValueView? High, bool Estimate, decimal Earned, decimal Applicable, int Special, int Bonus,
    int Judged, NextLevelView? Next, ImmutableArray<ClauseScoreView> Clauses)
{
    public static ScoreView Of(Score s) => new(ScoreValueView.Of(s.Value), ScoreValueView.Of(s.Low), ScoreValueView.Of(s.High), s.Estimate,
        s.Earned.Rounded(6), s.Applicable.Rounded(6), s.Special, s.Bonus, s.Clauses.Count(c => c.Judged), NextLevelView.Of(s.Next),
        [.. s.Clauses.Select(ClauseScoreView.Of)]);
}

/// <param name="Level">Null where none is reached, or the scheme knows none.</param>
public sealed record ScoreValueView(decimal Exact, decimal Shown, Level? Level)
{
    public static ScoreValueView? Of(ScoreValue? value) => value is null ? null : new(value.Exact.Rounded(6), value.Shown, value.Level);
}

/// <param name="Gains">The fewest clauses that would give it, the largest gain first.</param>
public sealed record NextLevelView(Level Level, decimal Missing, bool Reachable, ImmutableArray<GainView> Gains)
{
    public static NextLevelView? Of(NextLevel? next) => next is null ? null
        : new(next.Level, next.Missing.Rounded(6), next.Reachable, [.. next.Gains.Select(g => new GainView(g.Clause, g.Points.Rounded(6)))]);
}

public sealed record GainView(string Clause, decimal Points);

/// <param name="Share">Of its points earned over all sheets, 0 to 1; null where it does not apply or is not judged.</param>
public sealed record ClauseScoreView(string Clause, Bilingual Name, decimal Points, bool Known, bool Confirmed, decimal? Share, bool Applies, bool Judged)
{
    public static ClauseScoreView Of(ClauseScore c) => new(
        c.Clause.Id, c.Clause.Name, c.Weight.Points.Rounded(6), c.Weight.Known, c.Weight.Confirmed, c.Share?.Rounded(6), c.Applies, c.Judged);
}

/// <summary>Two assessments side by side.</summary>
public sealed record ComparisonView(AssessmentSummary Before, AssessmentSummary Now, ScoreValueView? ScoreBefore, ScoreValueView? ScoreNow, ImmutableArray<ClauseComparison> Clauses);

/// <param name="Before">Share of the points earned; null where it did not apply, was not judged, or was not there.</param>
public sealed record ClauseComparison(string Clause, Bilingual Name, decimal? Before, decimal? Now);
