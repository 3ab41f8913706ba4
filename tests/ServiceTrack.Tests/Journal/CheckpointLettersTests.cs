using System.Text;
using ServiceTrack.Journal;
using ServiceTrack.Notifications;
using ServiceTrack.Sla;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;
using ServiceTrack.Tests.Notifications;
using ServiceTrack.Tests.Storage;

namespace ServiceTrack.Tests.Journal;

public sealed class CheckpointLettersTests : IAsyncLifetime
{
    /// <summary>10:00 in Shanghai.</summary>
    private static readonly DateTimeOffset Morning = new(2026, 11, 20, 2, 0, 0, TimeSpan.Zero);

    private readonly TestCompany company = new();
    private readonly HandClock clock = new(Morning);
    private readonly Setup setup = new() { Name = "示例电器", Policy = SlaDefaults.Policy, Calendars = [SlaDefaults.Calendar] };
    private ITenantStore? opened;

    private ITenantStore Store => opened ?? throw new InvalidOperationException("Not opened yet.");

    public async ValueTask InitializeAsync()
    {
        opened = await company.Open();
        await WorkedVector.Into(opened);
        await opened.Commit(new() { At = Morning, Documents = [Setup.Collection.Put(setup)] }, default);
    }

    public ValueTask DisposeAsync() => company.DisposeAsync();

    [Fact]
    public async Task each_midnight_everybody_named_gets_the_checkpoint_once()
    {
        await Name("auditor@example.com", "owner@example.com");
        Assert.Equal(0, await Run());
        clock.Pass(TimeSpan.FromHours(14));
        Assert.Equal(1, await Run());
        Assert.Equal(0, await Run());
        var letters = await Letters();
        Assert.Equal(["auditor@example.com", "owner@example.com"], letters.Select(l => l.To).Order());
        var last = (await Checkpoints.Last(Store, default))!;
        Assert.All(letters, l => Assert.Equal(last.Text, Assert.Single(l.Enclosures).Text));
        Assert.All(letters, l => Assert.Equal(last.Checkpoint, Checkpoint.In(l.Text)));
        clock.Pass(TimeSpan.FromDays(1));
        await Run();
        Assert.Equal(4, (await Letters()).Count);
    }

    [Fact]
    public async Task after_days_of_downtime_one_letter_stands_for_all_of_them()
    {
        await Name("auditor@example.com");
        clock.Pass(TimeSpan.FromDays(9));
        Assert.Equal(1, await Run());
        Assert.Single(await Letters());
        clock.Pass(TimeSpan.FromDays(1));
        Assert.Equal(1, await Run());
        Assert.Equal(2, (await Letters()).Count);
    }

    [Fact]
    public async Task a_run_that_was_cut_short_writes_only_the_letters_that_are_missing()
    {
        await Name("auditor@example.com", "owner@example.com");
        var midnight = Morning.AddHours(14);
        var checkpoint = await Checkpoints.Make(Store, Morning, default);
        var (document, work) = CheckpointLetters.Letter(setup, checkpoint, "auditor@example.com", $"t1-{midnight:yyyyMMdd'T'HHmmss}-0", midnight).Posted();
        await Store.Commit(new() { At = midnight, Documents = [document], Work = [work] }, default);
        clock.Pass(TimeSpan.FromHours(15));
        await Run();
        Assert.Equal(2, (await Letters()).Count);
    }

    [Fact]
    public async Task when_nobody_is_named_any_more_nothing_is_sent_and_addresses_are_sealed()
    {
        await Name("auditor@example.com");
        await Name();
        clock.Pass(TimeSpan.FromDays(2));
        Assert.Equal(0, await Run());
        var named = (await Store.Stream(CheckpointRecipients.Stream, default))[0];
        Assert.DoesNotContain("auditor@", Encoding.UTF8.GetString(named.Leaf.Span), StringComparison.Ordinal);
        Assert.Contains(named.Personal, p => p.Full == "\"auditor@example.com\"");
    }

    private async Task Name(params string[] addresses) =>
        Assert.True(await CheckpointLetters.Name(Store, setup, new([.. addresses]), "person/p1", clock.Now, default));

    private Task<int> Run() => DueWork.Run(company.Store, new CheckpointLetters(clock), clock);

    private async Task<List<Letter>> Letters() =>
        [.. (await Store.Query(Letter.Collection, new() { OrderBy = "writtenAt" }, default)).Items.Select(l => l.Value)];
}
