using System.Collections.Immutable;
using ServiceTrack.Activities.Verbs;

namespace ServiceTrack.Certification;

/// <summary>Events, or why there are none.</summary>
public sealed record AssessmentDecision(ImmutableArray<AssessmentEvent> Events, Refusal? Refusal = null)
{
    public static implicit operator AssessmentDecision(AssessmentEvent e) => new([e]);
    public static implicit operator AssessmentDecision(Refusal refusal) => new([], refusal);
}

/// <summary>What may be decided in an assessment; pure.</summary>
public static class AssessmentRules
{
    private const int MostSamples = 1_000_000;

    /// <summary>A mark by hand, with its reason.</summary>
    public static AssessmentDecision MarkByHand(Assessment a, Scheme scheme, string? outletId, Mark mark, string? reason)
    {
        var errors = On(a, scheme, outletId, mark.Clause);
        errors.Require(mark.Verdict != Verdict.NotApplicable, "verdict", "That a clause does not apply is asked for, and approved.");
        errors.Require(mark.Verdict != Verdict.Sampled || mark is { Drawn: >= 1 and <= MostSamples, Failed: >= 0 } && mark.Failed <= mark.Drawn,
            "drawn", "Say how many samples were judged, and how many of them failed.");
        errors.Require(mark.Verdict == Verdict.Sampled || mark is { Drawn: 0, Failed: 0 }, "drawn", "Belongs to samples.");
        errors.Require(mark.Verdict == Verdict.Partly ? mark.Percent is >= 0 and <= 100 : mark.Percent == 0, "percent", "0 to 100, for what is partly met.");
        Reason(errors, "reason", reason);
        return errors.Any ? errors.ToRefusal() : new ClauseMarked(outletId, mark, MarkedBy.Hand, reason);
    }

    public static AssessmentDecision AskExemption(Assessment a, Scheme scheme, string? outletId, string clause, string? reason)
    {
        var errors = On(a, scheme, outletId, clause);
        errors.Require(scheme.Clause(clause)?.NotApplicable != NotApplicable.Never, "clause", "This clause always applies.");
        errors.Require(a.Sheet(outletId)?.Exemptions.GetValueOrDefault(clause) is not { Approved: null }, "clause", "Was asked for already; it waits to be decided.");
        Reason(errors, "reason", reason);
        return errors.Any ? errors.ToRefusal() : new ExemptionAsked(outletId, clause, reason!);
    }

    /// <param name="alone">Nobody else could decide.</param>
    public static AssessmentDecision DecideExemption(Assessment a, string? outletId, string clause, bool approved, string? note, string by, bool alone)
    {
        if (a.Sheet(outletId)?.Exemptions.GetValueOrDefault(clause) is not { Approved: null } asked) return Refusal.For("clause", "Nobody asks for it.");
        if (asked.AskedBy == by && !alone) return Refusal.For("approved", "Whoever asks for it does not approve it.");
        if (Limits.Text("note", note) is { } refusal) return refusal;
        return new ExemptionDecided(outletId, clause, approved, note);
    }

    public static AssessmentDecision Judge(Assessment a, int draw, string id, bool passed, string? reason)
    {
        if (a.Draws.FirstOrDefault(d => d.Number == draw) is not { Clause: not null } found) return Refusal.For("draw", "There is no such draw of records.");
        var errors = new FieldErrors();
        errors.Require(found.Items.Any(i => i.Id == id), "id", "Is not in that draw.");
        if (!passed) Reason(errors, "reason", reason);
        else if (Limits.Problem(reason, Limits.LongestText) is { } problem) errors.Add("reason", problem);
        return errors.Any ? errors.ToRefusal() : new SampleJudged(draw, id, passed, reason);
    }

    public static AssessmentDecision MakeSpecial(Assessment a, Scheme scheme, string trigger, string? text, string? source)
    {
        var errors = new FieldErrors();
        errors.Require(scheme.Triggers.Any(t => t.Id == trigger), "trigger", $"Must be one of: {string.Join(", ", scheme.Triggers.Select(t => t.Id))}.");
        errors.Require(source is null || source is { Length: <= 2000 } && source.StartsWith("/api/v1/", StringComparison.Ordinal), "source", "Must be the address of a list here.");
        Reason(errors, "text", text);
        return errors.Any ? errors.ToRefusal() : new SpecialMade(a.Specials.Length + 1, trigger, text!, source);
    }

    public static AssessmentDecision Rectify(Assessment a, int number, string? text) =>
        (Standing(a, number) ?? Limits.Required("text", text) ?? Limits.Text("text", text)) is { } refusal ? refusal : new SpecialRectified(number, text!);

    public static AssessmentDecision Withdraw(Assessment a, int number, string? reason) =>
        (Standing(a, number) ?? Limits.Required("reason", reason) ?? Limits.Text("reason", reason)) is { } refusal ? refusal : new SpecialWithdrawn(number, reason!);

    public static AssessmentDecision GiveBonus(Scheme scheme, int points, string? reason)
    {
        var errors = new FieldErrors();
        errors.Require(points >= 0 && points <= scheme.Scoring.MostBonus.Value, "points", $"At most {scheme.Scoring.MostBonus.Value}.");
        Reason(errors, "reason", reason);
        return errors.Any ? errors.ToRefusal() : new BonusGiven(points, reason!);
    }

    /// <param name="records">Serious and safety records that speak to the question: what happened and what was done is then told.</param>
    public static AssessmentDecision AnswerEligibility(Scheme scheme, string question, bool met, string? explanation, long records)
    {
        var errors = new FieldErrors();
        errors.Require(scheme.Eligibility.Any(q => q.Id == question), "question", "The scheme does not ask that.");
        if (!met || records > 0) Reason(errors, "explanation", explanation);
        else if (Limits.Problem(explanation, Limits.LongestText) is { } problem) errors.Add("explanation", problem);
        return errors.Any ? errors.ToRefusal() : new EligibilityAnswered(question, met, records, explanation);
    }

    /// <summary>What the records propose for clauses that nobody has judged on this sheet.</summary>
    public static AssessmentDecision Propose(Assessment a, string? outletId, IEnumerable<ClauseCoverage> coverage)
    {
        if (a.Sheet(outletId) is not { } sheet) return Refusal.For("outletId", "Has no sheet in this assessment.");
        return new([
            .. coverage.Where(c => sheet.Marks.GetValueOrDefault(c.Clause) is null or { How: MarkedBy.Rule }).Select(Coverage.Propose).OfType<Mark>()
                .Where(m => sheet.Marks.GetValueOrDefault(m.Clause)?.Mark != m).Select(m => new ClauseMarked(outletId, m, MarkedBy.Rule)),
        ]);
    }

    private static Refusal? Standing(Assessment a, int number) =>
        a.Specials.Any(s => s.Number == number && s.WithdrawnReason is null) ? null : Refusal.For("number", "No such special deduction stands.");

    private static FieldErrors On(Assessment a, Scheme scheme, string? outletId, string clause)
    {
        var errors = new FieldErrors();
        errors.Require(a.Sheet(outletId) is not null, "outletId", "Has no sheet in this assessment.");
        errors.Require(scheme.Clause(clause) is { } known && scheme.IsLeaf(known), "clause", "Is no clause of the scheme that is judged.");
        return errors;
    }

    private static void Reason(FieldErrors errors, string field, string? reason)
    {
        if (string.IsNullOrWhiteSpace(reason)) errors.Add(field, "Required.");
        else if (Limits.Problem(reason, Limits.LongestText) is { } problem) errors.Add(field, problem);
    }
}
