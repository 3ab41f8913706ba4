using ServiceTrack.Classification;

namespace ServiceTrack.Tests.Classification;

public sealed class ModelLineTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 4, 9, 0, 0, TimeSpan.Zero);

    private static readonly ModelLine TwoTrained = Fold(
        ModelLine.Empty, Trained("first"), Trained("second"), new ModelPromoted(Now, "first", "owner"));

    [Fact]
    public void the_first_model_needs_no_trial() =>
        Assert.Equal(new ModelPromoted(Now, "first", "owner"), Fold(ModelLine.Empty, Trained("first")).Promote("first", "owner", Now).Event);

    [Fact]
    public void a_challenger_that_passed_is_promoted()
    {
        var (promoted, refusal) = TwoTrained.After(Judged("second", "first", passed: true)).Promote("second", "owner", Now);
        Assert.Null(refusal);
        Assert.Equal("second", TwoTrained.After(promoted!).Champion!.Model);
    }

    [Fact]
    public void one_that_failed_is_refused_in_the_words_of_its_trial() =>
        Assert.Contains("Not better", Refused(TwoTrained.After(Judged("second", "first", passed: false)).Promote("second", "owner", Now).Refusal));

    [Fact]
    public void one_that_was_not_judged_against_the_present_champion_is_refused()
    {
        Assert.Contains("not been judged", Refused(TwoTrained.Promote("second", "owner", Now).Refusal));
        var outdated = Fold(TwoTrained, Trained("third"), Judged("third", "first", true), Judged("second", "first", true), new ModelPromoted(Now, "second", "owner"));
        Assert.Contains("not been judged", Refused(outdated.Promote("third", "owner", Now).Refusal));
    }

    [Fact]
    public void an_unknown_model_is_not_found_and_the_champion_answers_already()
    {
        Assert.IsType<Refusal.NotFound>(TwoTrained.Promote("nobody", "owner", Now).Refusal);
        Assert.Contains("already", Refused(TwoTrained.Promote("first", "owner", Now).Refusal));
    }

    [Fact]
    public void going_back_goes_one_promotion_back_each_time_as_far_as_the_first()
    {
        var third = Fold(TwoTrained, Trained("third"), new ModelPromoted(Now, "second", "owner"), new ModelPromoted(Now, "third", "owner"));
        var second = third.After(third.RollBack("owner", Now).Event!);
        Assert.Equal("second", second.Champion!.Model);
        var first = second.After(second.RollBack("owner", Now).Event!);
        Assert.Equal("first", first.Champion!.Model);
        Assert.Contains("no earlier", Refused(first.RollBack("owner", Now).Refusal));
    }

    private static ModelLine Fold(ModelLine line, params ModelEvent[] events) => events.Aggregate(line, (l, e) => l.After(e));

    private static ModelTrained Trained(string model) => new(Now, new(model, "builtin", Now, Now.AddDays(-1), 100));

    private static ChallengerJudged Judged(string challenger, string champion, bool passed) =>
        new(Now, new(challenger, champion, Now, Now, new(100, 2, .9, .9, .02), new(100, 2, .8, .8, .02), 12, 2, .006, passed, passed ? "Better." : "Not better."));

    private static string Refused(Refusal? refusal) =>
        Assert.Single(Assert.Single(Assert.IsType<Refusal.Invalid>(refusal).Errors).Value);
}
