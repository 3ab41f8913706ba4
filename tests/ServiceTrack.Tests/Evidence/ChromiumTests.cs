using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using ServiceTrack.Evidence;
using ServiceTrack.Storage;
using ServiceTrack.Tests.Storage;
using ServiceTrack.Web.Evidence;

namespace ServiceTrack.Tests.Evidence;

/// <summary>The port to the browser that is installed, and what it leaves behind: nothing.</summary>
public sealed class ChromiumTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private string? page;

    [Fact]
    public async Task pages_come_out_as_pdf_without_their_scripts_and_nothing_is_left()
    {
        using var printer = Installed();
        using var pdf = new MemoryStream();
        var style = PrintStyle.Of("p1");
        await printer.Print(Html($"<head>{PrintStyle.Nothing}<style>{style}</style></head><h1>台账</h1><article>一</article><script>for(;;);</script>"), pdf, None);
        Assert.Equal("%PDF-", Encoding.ASCII.GetString(pdf.ToArray(), 0, 5));
        Assert.Equal(2, Encoding.Latin1.GetString(pdf.ToArray()).Split("/Type /Page\n").Length - 1);
        NothingIsLeft();
    }

    [Fact]
    public async Task a_print_that_is_given_up_ends_the_browser_and_leaves_nothing()
    {
        using var printer = Installed();
        using var given = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => printer.Print(
            async (to, _) =>
            {
                await Html("<h1>台账</h1>")(to, None);
                await given.CancelAsync();
            }, new MemoryStream(), given.Token));
        NothingIsLeft();
    }

    [Theory]
    [InlineData("dotnet")]
    [InlineData("no-such-program")]
    public async Task a_program_that_prints_nothing_is_told_of_and_leaves_nothing(string program)
    {
        using var printer = new Chromium(program, NullLogger<Chromium>.Instance, TimeProvider.System);
        using var pdf = new MemoryStream();
        await Assert.ThrowsAsync<PrintFailedException>(() => printer.Print(Html("<h1>台账</h1>"), pdf, None));
        Assert.Equal(0, pdf.Length);
        NothingIsLeft();
    }

    [Fact]
    public void what_a_killed_server_left_is_removed_and_what_is_printed_in_stays()
    {
        using var temporary = new TemporaryFolder();
        var (left, held) = (Path.Combine(temporary.Path, "st-print-1"), Path.Combine(temporary.Path, "st-print-2"));
        Directory.CreateDirectory(left);
        Directory.CreateDirectory(held);
        File.WriteAllText(Path.Combine(left, "page.html"), "顾客甲");
        File.WriteAllText(Path.Combine(left, "held"), "");
        using (new FileStream(Path.Combine(held, "held"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None)) PrintFolder.Sweep(temporary.Path);
        Assert.False(Directory.Exists(left));
        Assert.True(Directory.Exists(held));
    }

    [Fact]
    public void a_setting_names_the_program_or_none_and_one_that_is_not_there_is_refused()
    {
        Assert.Null(Chromium.Find("none"));
        Assert.Equal(Environment.ProcessPath, Chromium.Find(Environment.ProcessPath));
        Assert.Throws<StoreRefusedException>(() => Chromium.Find("/no/such/program"));
    }

    [Fact]
    public void a_pack_that_is_put_together_has_no_name_that_could_be_left_behind()
    {
        using var file = UnnamedFile.Open();
        file.WriteByte(1);
        Assert.Equal(OperatingSystem.IsWindows(), File.Exists(file.Name));
    }

    private static Chromium Installed()
    {
        var program = Chromium.Find(null);
        Assert.SkipWhen(program is null, "No Chromium is installed here.");
        return new(program!, NullLogger<Chromium>.Instance, TimeProvider.System);
    }

    private Func<Stream, CancellationToken, Task> Html(string body) => async (to, cancel) =>
    {
        page = ((FileStream)to).Name;
        Assert.True(OperatingSystem.IsWindows() || (File.GetUnixFileMode(Path.GetDirectoryName(page)!) & (UnixFileMode)0b000_111_111) == 0);
        await to.WriteAsync(Encoding.UTF8.GetBytes($"<!DOCTYPE html><html lang=\"zh\"><meta charset=\"utf-8\">{body}"), cancel);
    };

    private void NothingIsLeft()
    {
        Assert.NotNull(page);
        Assert.False(Directory.Exists(Path.GetDirectoryName(page)));
    }
}
