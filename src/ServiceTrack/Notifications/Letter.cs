using System.Collections.Immutable;
using ServiceTrack.Storage;

namespace ServiceTrack.Notifications;

/// <summary>A mail to one address. It is written in the commit of what it tells of, and sent by and by (<see cref="MailWorker"/>).</summary>
/// <param name="Id">Also its Message-ID, so that a mail program knows a second copy for what it is.</param>
/// <param name="Tries">How often a mail server was asked to take it.</param>
/// <param name="Problem">Why it was not taken the last time.</param>
public sealed record Letter(
    string Id, string To, string Subject, string Text, DateTimeOffset WrittenAt,
    LetterState State = LetterState.Waiting, int Tries = 0, DateTimeOffset? SentAt = null, string? Problem = null)
{
    public ImmutableArray<Enclosure> Enclosures { get; init; } = [];

    public static readonly Collection<Letter> Collection = new("letters", l => l.Id)
    {
        Fields = [Field<Letter>.Number("writtenAt", l => l.WrittenAt.ToUnixTimeMilliseconds())],
        Indexes = [new("writtenAt")],
    };

    /// <summary>Its place in the commit of what it tells of.</summary>
    public (DocumentWrite Document, WorkItem Work) Posted() =>
        (Collection.Put(this, expectedVersion: 0), new(MailWorker.Mail, Id, WrittenAt, ""));
}

/// <summary>A small text file that goes with a letter.</summary>
public sealed record Enclosure(string Name, string Text);

public enum LetterState { Waiting, Sent, GivenUp }
