using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using ServiceTrack.Notifications;

namespace ServiceTrack.Web.Notifications;

/// <summary>
/// Hands letters to the mail server of the settings: Mail:Host, Mail:Port (587), Mail:From, Mail:User, Mail:Password,
/// Mail:Tls (true: STARTTLS; a port that speaks TLS from the first byte is not served). Without a host letters wait.
/// </summary>
public sealed class SmtpMail(IConfiguration settings) : IMail
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public async Task<MailAnswer> Send(Letter letter, CancellationToken cancel)
    {
        if (settings["Mail:Host"] is not { Length: > 0 } host) return new MailAnswer.Later("No mail server is set (Mail:Host).");
        if (!MailAddress.TryCreate(settings["Mail:From"], out var from)) return new MailAnswer.Later("No sender is set (Mail:From).");
        using var client = new SmtpClient(host, settings.GetValue("Mail:Port", 587))
        {
            EnableSsl = settings.GetValue("Mail:Tls", true),
            Timeout = (int)Patience.TotalMilliseconds,
            Credentials = settings["Mail:User"] is { Length: > 0 } user ? new NetworkCredential(user, settings["Mail:Password"]) : null,
        };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Patience);
        try
        {
            using var message = Message(letter, from);
            await client.SendMailAsync(message, limit.Token);
            return new MailAnswer.Taken();
        }
        catch (SmtpException e)
        {
            var why = e.InnerException is { } inner ? $"{e.Message} {inner.Message}" : e.Message;
            return IsFinal(e.StatusCode) ? new MailAnswer.Never(why) : new MailAnswer.Later(why);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException && !cancel.IsCancellationRequested)
        {
            return new MailAnswer.Later("The mail server did not answer.");
        }
    }

    // What is wrong with this server or this sign-in may be put right; what is wrong with the mailbox will not be.
    private static bool IsFinal(SmtpStatusCode code) => code is
        SmtpStatusCode.MailboxUnavailable or SmtpStatusCode.MailboxNameNotAllowed or SmtpStatusCode.UserNotLocalTryAlternatePath
        or SmtpStatusCode.ExceededStorageAllocation;

    private static MailMessage Message(Letter letter, MailAddress from)
    {
        var message = new MailMessage(from, new MailAddress(letter.To))
        {
            Subject = letter.Subject, SubjectEncoding = Encoding.UTF8, Body = letter.Text, BodyEncoding = Encoding.UTF8,
        };
        message.Headers["Message-ID"] = $"<{letter.Id}@{from.Host}>";
        message.Headers["Auto-Submitted"] = "auto-generated";
        foreach (var enclosure in letter.Enclosures)
        {
            var attachment = Attachment.CreateAttachmentFromString(enclosure.Text, enclosure.Name, Encoding.UTF8, "text/plain");
            // So that it can be read in a mail that was saved whole.
            if (Ascii.IsValid(enclosure.Text)) attachment.TransferEncoding = TransferEncoding.SevenBit;
            message.Attachments.Add(attachment);
        }
        return message;
    }
}
