using System.Collections.Immutable;

namespace ServiceTrack.Certification;

/// <summary>An assessment is the fold of its events, and nothing else is believed about it. Of two marks the later one counts.</summary>
public static class AssessmentFold
{
    public static Assessment Apply(string id, Assessment? state, AssessmentEvent e, string by, DateTimeOffset at)
    {
        if (e is AssessmentOpened o)
            return new(id, 1, o.Title, o.SchemeId, o.SchemeVersion, o.From, o.To, by, at) { Sheets = [new(null, null)] };
        var a = state ?? throw new InvalidOperationException($"Assessment {id} does not begin with its opening.");
        a = a with { Version = a.Version + 1 };
        return e switch
        {
            ClauseMarked x => Marked(a, x.OutletId, new(x.Mark, x.How, x.Reason, by, at)),
            ExemptionAsked x => Exempted(a, x.OutletId, x.Clause, _ => new(x.Reason, by, at)),
            ExemptionDecided x => Decided(a, x, by, at),
            SampleDrawn x => Sampled(a, x, by, at),
            SampleJudged x => Judged(a, x, by, at),
            SpecialMade x => a with { Specials = a.Specials.Add(new(x.Number, x.Trigger, x.Text, x.Source, by, at)) },
            SpecialRectified x => Special(a, x.Number, s => s with { Rectified = x.Text }),
            SpecialWithdrawn x => Special(a, x.Number, s => s with { WithdrawnReason = x.Reason }),
            BonusGiven x => a with { Bonus = x.Points, BonusReason = x.Reason },
            EligibilityAnswered x => a with { Eligibility = a.Eligibility.SetItem(x.Question, new(x.Met, x.Records, x.Explanation, by, at)) },
            AssessmentErased => a,
            AssessmentConcluded x => a with { Status = AssessmentStatus.Concluded, ConcludedAt = at, Result = x.Result },
            _ => throw new InvalidOperationException($"No fold for {e.GetType().Name}."),
        };
    }

    private static Assessment Marked(Assessment a, string? outlet, SheetMark mark) =>
        On(a, outlet, s => s with { Marks = s.Marks.SetItem(mark.Mark.Clause, mark) });

    private static Assessment Exempted(Assessment a, string? outlet, string clause, Func<Exemption?, Exemption> change) =>
        On(a, outlet, s => s with { Exemptions = s.Exemptions.SetItem(clause, change(s.Exemptions.GetValueOrDefault(clause))) });

    private static Assessment Decided(Assessment a, ExemptionDecided x, string by, DateTimeOffset at)
    {
        var asked = a.Sheet(x.OutletId)!.Exemptions[x.Clause];
        a = Exempted(a, x.OutletId, x.Clause, _ => asked with { Approved = x.Approved, DecidedBy = by, Note = x.Note });
        return x.Approved ? Marked(a, x.OutletId, new(new(x.Clause, Verdict.NotApplicable), MarkedBy.Approval, asked.Reason, by, at)) : a;
    }

    private static Assessment Sampled(Assessment a, SampleDrawn x, string by, DateTimeOffset at)
    {
        a = a with { Draws = a.Draws.Add(new(x.Number, x.OutletId, x.Clause, x.Basis, [.. x.Ids.Select(i => new Drawn(i))], by, at)) };
        return x.Clause is not null ? a : a with { Sheets = [.. a.Sheets, .. x.Ids.Where(i => a.Sheet(i) is null).Select(i => new Sheet(i, x.Number))] };
    }

    /// <summary>A mark follows from what was drawn by chance and judged; what somebody picked is shown and no share of anything.</summary>
    private static Assessment Judged(Assessment a, SampleJudged x, string by, DateTimeOffset at)
    {
        var draw = a.Draws.First(d => d.Number == x.Draw);
        var judged = draw with { Items = [.. draw.Items.Select(i => i.Id == x.Id ? i with { Passed = x.Passed, Reason = x.Reason, By = by } : i)] };
        a = a with { Draws = a.Draws.Replace(draw, judged) };
        if (draw.Basis.Picked || draw.Clause is null) return a;
        var items = a.Draws.Where(d => d.Clause == draw.Clause && d.OutletId == draw.OutletId && !d.Basis.Picked)
            .SelectMany(d => d.Items).Where(i => i.Passed is not null).DistinctBy(i => i.Id).ToList();
        return Marked(a, draw.OutletId, new(new(draw.Clause, Verdict.Sampled, items.Count, items.Count(i => i.Passed == false)), MarkedBy.Sample, null, by, at));
    }

    private static Assessment Special(Assessment a, int number, Func<SpecialDeduction, SpecialDeduction> change) =>
        a with { Specials = [.. a.Specials.Select(s => s.Number == number ? change(s) : s)] };

    private static Assessment On(Assessment a, string? outlet, Func<Sheet, Sheet> change) =>
        a with { Sheets = [.. a.Sheets.Select(s => s.OutletId == outlet ? change(s) : s)] };
}
