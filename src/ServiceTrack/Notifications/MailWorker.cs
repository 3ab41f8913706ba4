using ServiceTrack.Storage;

namespace ServiceTrack.Notifications;

/// <summary>
/// Sends the letters that wait, again and again for three days, each time a little later. A server that dies between the
/// mail server's yes and its own commit sends that letter twice, under the same Message-ID; none is lost.
/// </summary>
public sealed class MailWorker(IMail mail, TimeProvider clock) : IWorker
{
    public const string Mail = "mail";

    private static readonly TimeSpan Patience = TimeSpan.FromDays(3);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(6);

    public string Queue => Mail;

    public async Task Do(ITenantStore store, WorkItem item, Lease lease, CancellationToken cancel)
    {
        var kept = await store.Find(Letter.Collection, item.Key, cancel);
        if (kept is not { Value: { State: LetterState.Waiting } letter })
        {
            await store.Commit(new() { At = clock.GetUtcNow(), Fence = lease, Finish = [(Mail, item.Key)] }, cancel);
            return;
        }
        var answer = await mail.Send(letter, cancel);
        var now = clock.GetUtcNow();
        letter = After(letter, answer, now);
        await store.Commit(new()
        {
            At = now, Fence = lease, Documents = [Letter.Collection.Put(letter, kept.Version)], Finish = [(Mail, item.Key)],
            Work = letter.State == LetterState.Waiting ? [new(Mail, letter.Id, now + Pause(letter.Tries), "")] : [],
        }, cancel);
    }

    /// <summary>What is sent or given up keeps neither its text nor its enclosures, only that it went.</summary>
    public static Letter After(Letter letter, MailAnswer answer, DateTimeOffset now)
    {
        var tried = letter with { Tries = letter.Tries + 1 };
        return answer switch
        {
            MailAnswer.Taken => tried with { State = LetterState.Sent, SentAt = now, Problem = null, Text = "", Enclosures = [] },
            MailAnswer.Never never => tried with { State = LetterState.GivenUp, Problem = never.Problem, Text = "", Enclosures = [] },
            MailAnswer.Later later when now - letter.WrittenAt >= Patience => tried with { State = LetterState.GivenUp, Problem = later.Problem, Text = "", Enclosures = [] },
            MailAnswer.Later later => tried with { Problem = later.Problem },
            _ => throw new InvalidOperationException($"No rule for {answer}."),
        };
    }

    /// <summary>A minute, then twice as long each time, six hours at most.</summary>
    public static TimeSpan Pause(int tries)
    {
        var pause = TimeSpan.FromMinutes(1) * Math.Pow(2, Math.Min(tries - 1, 16));
        return pause < LongestPause ? pause : LongestPause;
    }
}
