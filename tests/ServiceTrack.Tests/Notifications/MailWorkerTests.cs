using ServiceTrack.Notifications;
using ServiceTrack.Storage;
using ServiceTrack.Tests.Journal;
using ServiceTrack.Tests.Storage;

namespace ServiceTrack.Tests.Notifications;

public sealed class MailWorkerTests
{
    private static readonly DateTimeOffset Morning = new(2026, 11, 20, 2, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task a_letter_is_tried_until_it_is_taken_and_then_never_again()
    {
        await using var company = new TestCompany();
        var (store, clock, box) = (await company.Open(), new HandClock(Morning), new Box());
        await Post(store, "l1");
        box.Answer = new MailAnswer.Later("busy");
        Assert.Equal(1, await RunDue(company, clock, box));
        Assert.Equal(0, await RunDue(company, clock, box));
        clock.Pass(TimeSpan.FromMinutes(1));
        box.Answer = new MailAnswer.Taken();
        Assert.Equal(1, await RunDue(company, clock, box));
        clock.Pass(TimeSpan.FromDays(10));
        Assert.Equal(0, await RunDue(company, clock, box));
        var kept = (await store.Find(Letter.Collection, "l1", default))!.Value;
        Assert.Equal((LetterState.Sent, 2, ""), (kept.State, kept.Tries, kept.Text));
        Assert.Equal(["l1", "l1"], box.Asked);
    }

    [Fact]
    public async Task after_three_days_it_is_given_up_and_the_reason_stays()
    {
        await using var company = new TestCompany();
        var (store, clock, box) = (await company.Open(), new HandClock(Morning), new Box { Answer = new MailAnswer.Later("down") });
        await Post(store, "l1");
        for (var hour = 0; hour <= 80; hour++, clock.Pass(TimeSpan.FromHours(1))) await RunDue(company, clock, box);
        var kept = (await store.Find(Letter.Collection, "l1", default))!.Value;
        Assert.Equal((LetterState.GivenUp, "down"), (kept.State, kept.Problem));
        var asked = box.Asked.Count;
        clock.Pass(TimeSpan.FromDays(1));
        await RunDue(company, clock, box);
        Assert.Equal(asked, box.Asked.Count);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(5, 16)]
    [InlineData(9, 256)]
    [InlineData(10, 360)]
    [InlineData(200, 360)]
    public void the_pause_doubles_up_to_six_hours(int tries, int minutes) => Assert.Equal(TimeSpan.FromMinutes(minutes), MailWorker.Pause(tries));

    private static async Task Post(ITenantStore store, string id)
    {
        var (document, work) = new Letter(id, "a@example.com", "s", "t", Morning).Posted();
        Assert.IsType<CommitResult.Done>(await store.Commit(new() { At = Morning, Documents = [document], Work = [work] }, default));
    }

    private static Task<int> RunDue(TestCompany company, HandClock clock, Box box) => DueWork.Run(company.Store, new MailWorker(box, clock), clock);

    private sealed class Box : IMail
    {
        public MailAnswer Answer { get; set; } = new MailAnswer.Taken();
        public List<string> Asked { get; } = [];

        public Task<MailAnswer> Send(Letter letter, CancellationToken cancel)
        {
            Asked.Add(letter.Id);
            return Task.FromResult(Answer);
        }
    }
}
