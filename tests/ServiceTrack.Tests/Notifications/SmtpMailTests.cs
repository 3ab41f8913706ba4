using Microsoft.Extensions.Configuration;
using ServiceTrack.Notifications;
using ServiceTrack.Web.Notifications;

namespace ServiceTrack.Tests.Notifications;

public sealed class SmtpMailTests
{
    private static readonly Letter Some = new("l1", "auditor@example.com", "检查点", "你好", new(2026, 11, 20, 2, 0, 0, TimeSpan.Zero))
    {
        Enclosures = [new("checkpoint.txt", "servicetrack/t1\n3\nroot\n")],
    };

    [Fact]
    public async Task a_letter_reaches_the_server_with_its_own_id_and_a_readable_enclosure()
    {
        using var office = new PostOffice();
        Assert.IsType<MailAnswer.Taken>(await Mail(office.Port).Send(Some, TestContext.Current.CancellationToken));
        var letter = Assert.Single(office.Letters);
        Assert.Contains("Message-ID: <l1@servicetrack.example>", letter, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("To: auditor@example.com", letter, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("servicetrack/t1", letter, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("550 no such mailbox", true)]
    [InlineData("450 come again", false)]
    [InlineData("421 busy", false)]
    public async Task a_mailbox_that_is_not_there_is_final_and_a_busy_server_is_not(string answer, bool final)
    {
        using var office = new PostOffice { ToRecipient = answer };
        var got = await Mail(office.Port).Send(Some, TestContext.Current.CancellationToken);
        Assert.Equal(final, got is MailAnswer.Never);
        Assert.IsNotType<MailAnswer.Taken>(got);
    }

    [Fact]
    public async Task without_a_server_or_with_one_that_is_down_letters_wait()
    {
        var unset = await new SmtpMail(new ConfigurationBuilder().Build()).Send(Some, TestContext.Current.CancellationToken);
        Assert.Contains("Mail:Host", Assert.IsType<MailAnswer.Later>(unset).Problem, StringComparison.Ordinal);
        int port;
        using (var office = new PostOffice()) port = office.Port;
        Assert.IsType<MailAnswer.Later>(await Mail(port).Send(Some, TestContext.Current.CancellationToken));
    }

    private static SmtpMail Mail(int port) => new(new ConfigurationBuilder().AddInMemoryCollection(
    [
        new("Mail:Host", "127.0.0.1"), new("Mail:Port", $"{port}"), new("Mail:From", "desk@servicetrack.example"), new("Mail:Tls", "false"),
    ]).Build());
}
