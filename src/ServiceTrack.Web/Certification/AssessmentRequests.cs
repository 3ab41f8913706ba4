using System.Collections.Immutable;
using ServiceTrack.Certification;

namespace ServiceTrack.Web.Certification;

/// <param name="From">The first day that counts.</param>
/// <param name="To">The first day that does not any more; at most 36 months later.</param>
public sealed record OpenAssessmentRequest(string Title, string SchemeId, DateOnly From, DateOnly To);

/// <summary>Either a draw (size and number) or a choice (outletIds).</summary>
public sealed record SampleOutletsRequest(int? Size = null, long? Number = null, ImmutableArray<string>? OutletIds = null);

/// <param name="OutletId">Of the sheet; null: head office.</param>
/// <param name="Percent">Of what is partly met.</param>
public sealed record MarkRequest(string Clause, Verdict Verdict, string Reason, string? OutletId = null, int Drawn = 0, int Failed = 0, int Percent = 0);

public sealed record SheetRequest(string? OutletId = null);

public sealed record ExemptionRequest(string Clause, string Reason, string? OutletId = null);

public sealed record ExemptionDecisionRequest(string Clause, bool Approved, string? OutletId = null, string? Note = null);

/// <summary>Either a draw (size and number) or a choice (ids) among the records that an evidence rule of the clause names.</summary>
/// <param name="Rule">From 0; the first one on records unless named.</param>
/// <param name="Kinds">Of activities, in place of a rule.</param>
/// <param name="Number">A number the assessor thinks of: with the checkpoint's root it decides the draw.</param>
public sealed record DrawRequest(
    string Clause, string? OutletId = null, int? Rule = null, ImmutableArray<string>? Kinds = null, int? Size = null, long? Number = null, ImmutableArray<string>? Ids = null)
{
    public SampleRequest Sample => new(OutletId, Clause, Kinds, Rule, Size ?? 0, Number ?? -1);
}

public sealed record JudgementRequest(int Draw, string Id, bool Passed, string? Reason = null);

/// <param name="Source">The list of records it rests on.</param>
public sealed record SpecialRequest(string Trigger, string Text, string? Source = null);

public sealed record RectifyRequest(int Number, string Text);

public sealed record WithdrawRequest(int Number, string Reason);

public sealed record BonusRequest(int Points, string Reason);

/// <param name="Explanation">Needed where it is not met, or serious records speak against it.</param>
public sealed record EligibilityRequest(string Question, bool Met, string? Explanation = null);

/// <summary>Nothing but the wish.</summary>
public sealed record ConcludeRequest;
