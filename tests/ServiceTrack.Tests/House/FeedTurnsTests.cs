using ServiceTrack.Storage;
using ServiceTrack.Storage.Sqlite;
using ServiceTrack.Tenants;
using ServiceTrack.Tests.Storage;
using ServiceTrack.Web;

namespace ServiceTrack.Tests.House;

public sealed class FeedTurnsTests : IAsyncLifetime
{
    private static readonly TenantId Company = new("a");
    private readonly TemporaryFolder folder = new();
    private readonly HandClock clock = new(new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero));
    private IStore? store;

    private IStore Store => store ?? throw new InvalidOperationException("Not open.");

    public async ValueTask InitializeAsync() => store = await SqliteStore.Open(new(folder.Path), clock);

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task one_node_has_the_turn_and_keeps_it_while_there_is_something_to_follow()
    {
        var (one, other) = (Node("one"), Node("other"));
        for (var i = 0; i < 20; i++)
        {
            Assert.True(await one.IsOurs(Company, default));
            Assert.False(await other.IsOurs(Company, default));
            clock.Pass(FeedTurns.LeaseTime / 3);
        }
        Assert.Equal((1, 0), (one.Held, other.Held));
    }

    [Fact]
    public async Task the_turn_of_a_node_that_died_passes_on_when_its_lease_lapses_and_of_one_that_stopped_at_once()
    {
        var (dying, stopping, last) = (Node("dying"), Node("stopping"), Node("last"));
        Assert.True(await dying.IsOurs(Company, default));
        Assert.False(await stopping.IsOurs(Company, default));
        clock.Pass(FeedTurns.LeaseTime);
        Assert.True(await stopping.IsOurs(Company, default));
        await stopping.ReleaseAll();
        Assert.True(await last.IsOurs(Company, default));
        Assert.False(await dying.IsOurs(Company, default));
    }

    [Fact]
    public async Task a_busy_node_lets_others_have_a_turn_in_time()
    {
        var (one, other) = (Node("one"), Node("other"));
        Assert.True(await one.IsOurs(Company, default));
        for (var passed = TimeSpan.Zero; !await other.IsOurs(Company, default); passed += FeedTurns.LeaseTime / 4)
        {
            Assert.True(passed < TimeSpan.FromMinutes(6));
            clock.Pass(FeedTurns.LeaseTime / 4);
            await one.IsOurs(Company, default);
        }
        Assert.False(await one.IsOurs(Company, default));
    }

    private FeedTurns Node(string name) => new(Store, name, clock);
}
