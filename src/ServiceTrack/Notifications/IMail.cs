namespace ServiceTrack.Notifications;

/// <summary>Hands letters to a mail server. What goes wrong is an answer; only bugs throw.</summary>
public interface IMail
{
    Task<MailAnswer> Send(Letter letter, CancellationToken cancel);
}

public abstract record MailAnswer
{
    private MailAnswer() { }

    /// <summary>A mail server has taken it over.</summary>
    public sealed record Taken : MailAnswer;

    /// <summary>Not now: no server, no connection, or the server asks to come again.</summary>
    public sealed record Later(string Problem) : MailAnswer;

    /// <summary>The server will not take it, however often it is asked.</summary>
    public sealed record Never(string Problem) : MailAnswer;
}
