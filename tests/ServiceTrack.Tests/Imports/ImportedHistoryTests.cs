using ServiceTrack.Activities;
using ServiceTrack.Imports;
using static ServiceTrack.Activities.ActivityFold;

namespace ServiceTrack.Tests.Imports;

public sealed class ImportedHistoryTests
{
    private static readonly DateTimeOffset Received = new(2026, 6, 28, 2, 0, 0, TimeSpan.Zero);

    private static readonly ImportRow Row = new(
        "T-1", "complaint", Received, "no light", null, "web", null, null, new(null, null, null, null, null), new(null, null, null), null, null, null, null, null, null);

    [Theory]
    [InlineData("hotline", true)]
    [InlineData("web", null)]
    public void on_the_telephone_the_contact_was_the_answer(string channel, bool? answered) =>
        Assert.Equal(answered, Of(Row with { Channel = channel }).OfType<ActivityResponded>().SingleOrDefault()?.InContact);

    [Fact]
    public void a_time_of_answer_outweighs_the_channel()
    {
        var activity = Folded(Row with { Channel = "hotline", RespondedAt = Received.AddHours(1) });
        Assert.Equal((Received.AddHours(1), false), (activity.RespondedAt, activity.AnsweredInContact));
    }

    [Fact]
    public void what_was_solved_was_answered()
    {
        var activity = Folded(Row with { ResolvedAt = Received.AddHours(3) });
        Assert.Equal((Received.AddHours(3), Received.AddHours(3), Status.Resolved, ImportedHistory.Unstated),
            (activity.RespondedAt, activity.ResolvedAt, activity.Status, activity.Outcome));
    }

    [Fact]
    public void what_was_neither_answered_nor_solved_stays_open() => Assert.Equal(Status.New, Folded(Row with { Outcome = "waiting" }).Status);

    [Theory]
    [InlineData("已换新", "已换新", false)]
    [InlineData("已电话联系 13812345678", ImportedHistory.InNote, true)]
    [InlineData("写了很多很多的字，写了很多很多的字，写了很多很多的字，写了很多很多的字", ImportedHistory.InNote, true)]
    public void an_outcome_that_is_more_than_a_term_is_sealed_in_a_note(string outcome, string kept, bool noted)
    {
        var events = Of(Row with { ResolvedAt = Received, Outcome = outcome });
        Assert.Equal(kept, events.OfType<ActivityResolved>().Single().Outcome);
        Assert.Equal(noted ? outcome : null, events.OfType<ActivityNoted>().SingleOrDefault()?.Text);
    }

    [Fact]
    public void a_row_met_again_changes_nothing() =>
        Assert.Empty(Changes(Full, Full));

    [Fact]
    public void an_empty_cell_erases_nothing() => Assert.Empty(Changes(Full, Row));

    [Fact]
    public void a_changed_cell_amends_that_alone()
    {
        var amended = Assert.IsType<ActivityAmended>(Assert.Single(Changes(Full, Full with { Customer = Full.Customer with { Phone = "13900000000" } })));
        Assert.Equal(new ActivityAmended("why") { Customer = new() { Phone = "13900000000" } }, amended);
    }

    [Fact]
    public void what_was_cancelled_or_reopened_since_is_not_solved_by_an_old_file()
    {
        var solved = Row with { ResolvedAt = Received.AddHours(3) };
        var reopened = Apply("a", Folded(solved), new(new ActivityReopened("again"), Received.AddDays(2)));
        Assert.Empty(ImportedHistory.Changes(reopened, solved, null, "why", Received.AddDays(3)));
        var cancelled = Apply("a", Folded(Row), new(new ActivityCancelled("no"), Received.AddDays(2)));
        Assert.Empty(ImportedHistory.Changes(cancelled, solved, null, "why", Received.AddDays(3)));
    }

    [Fact]
    public void an_answer_told_late_does_not_come_before_what_followed_it()
    {
        var held = Apply("a", Folded(Row), new(new ActivityHeld("parts"), Received.AddDays(2)));
        var events = ImportedHistory.Changes(held, Row with { RespondedAt = Received.AddHours(1) }, null, "why", Received.AddDays(3));
        Assert.Equal(Received.AddDays(2), Assert.Single(events).At);
    }

    private static ImportRow Full => Row with
    {
        Subject = "s", Priority = "high", Remedy = "维修", Customer = new("王先生", "13812345678", "a@b.example", "杭州", "某路"),
        Product = new("X1", "SN1", new(2026, 1, 2)), RespondedAt = Received.AddHours(1), ResolvedAt = Received.AddHours(2), Outcome = "已换新", Satisfaction = 4,
    };

    private static IEnumerable<ActivityEvent> Of(ImportRow row) => ImportedHistory.Of(row, null, Channels.AnsweredInContact).Select(h => h.Event);

    private static Activity Folded(ImportRow row) => Fold("a", ImportedHistory.Of(row, null, Channels.AnsweredInContact));

    private static List<ActivityEvent> Changes(ImportRow before, ImportRow now) =>
        [.. ImportedHistory.Changes(Folded(before), now, null, "why", Received.AddDays(3)).Select(h => h.Event)];
}
