using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;
using ServiceTrack.Dashboard;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Web.Dashboard;

/// <summary>
/// One company's open dashboards. All clients with the same scope are one group: its figures are worked out once, at most
/// four times a second however much happens, and every few seconds for what time alone changes.
/// </summary>
internal sealed class LiveCompany(ITenantStore store, IHubContext<DashboardHub> hub, TimeProvider clock, ILogger log)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<string, LiveGroup> groups = [];
    private readonly SemaphoreSlim gate = new(1);
    private readonly Channel<bool> wakes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public IEnumerable<(DashboardScope Scope, HubCallerContext Connection)> Connections =>
        groups.Values.SelectMany(g => g.Members.Values.Select(c => (g.Scope, c)));

    public void Wake() => wakes.Writer.TryWrite(true);

    /// <summary>Sends what the group was shown last, before anything else that the group is sent.</summary>
    public Task Join(DashboardScope scope, HubCallerContext connection) => Alone(async () =>
    {
        var cancel = connection.ConnectionAborted;
        if (!groups.TryGetValue(scope.Key, out var group))
        {
            group = new($"{store.Tenant}/{scope.Key}", scope);
            await Show([group], (_, _) => { }, cancel);
        }
        await hub.Groups.AddToGroupAsync(connection.ConnectionId, group.Name, cancel);
        await hub.Clients.Client(connection.ConnectionId).SendAsync("snapshot", group.Shown, cancel);
        group.Members[connection.ConnectionId] = connection;
        groups[scope.Key] = group;
        Wake();
    });

    public Task Leave(string connection) => groups.Values.All(g => !g.Members.ContainsKey(connection)) ? Task.CompletedTask : Alone(async () =>
    {
        foreach (var (key, group) in groups)
        {
            if (!group.Members.TryRemove(connection, out _)) continue;
            if (group.Members.IsEmpty) groups.TryRemove(key, out _);
            await hub.Groups.RemoveFromGroupAsync(connection, group.Name);
        }
    });

    /// <summary>Keeps the dashboards up until the node stops.</summary>
    public async Task Run(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var pause = Pause;
            try
            {
                await NextTurn(stopping);
                await Alone(() => Show(groups.Values, Tell, stopping));
            }
            catch (Exception failure) when (!stopping.IsCancellationRequested)
            {
                log.LogError(failure, "The dashboards of {Tenant} could not be worked out; the next turn tries again.", store.Tenant);
                pause = Tick;
            }
            catch (OperationCanceledException)
            {
                return;
            }
            await Task.Delay(pause, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>At the next event, or when time has passed that somebody watches.</summary>
    private async Task NextTurn(CancellationToken stopping)
    {
        using var tick = new CancellationTokenSource(groups.IsEmpty ? Timeout.InfiniteTimeSpan : Tick, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(tick.Token, stopping);
        try
        {
            await wakes.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
        }
    }

    private async Task Show(ICollection<LiveGroup> some, Action<LiveGroup, DashboardDelta> tell, CancellationToken cancel)
    {
        if (some.Count == 0 || await store.Find(Setup.Collection, Setup.Id, cancel) is not { Value: var setup }) return;
        var now = clock.GetUtcNow();
        var boards = some.Select(g => (Group: g, Board: new Board(store, setup, g.Scope))).ToList();
        foreach (var (group, board) in boards)
            if (group.Figures is { } figures && !board.IsOf(figures, now)) group.Forget();
        foreach (var same in some.GroupBy(g => g.Figures?.Sequence).Where(g => g.Key is not null)) await GoOn([.. same], same.Key!.Value, cancel);
        var unread = boards.Where(b => b.Group.Figures is null).ToList();
        if (unread.Count > 0)
            await RollupReading.Of(store, now, async reading =>
            {
                foreach (var (group, board) in unread) group.Take(await board.Figures(reading, now, cancel));
                return reading.Sequence;
            }, cancel);
        foreach (var (group, board) in boards)
            if (group.Show(board.Show(group.Figures!, await board.OpenNow(now, cancel))) is { } delta) tell(group, delta);
    }

    /// <summary>Takes in the events since; after so many that counting them costs more, the figures are read anew.</summary>
    private async Task GoOn(IReadOnlyList<LiveGroup> same, long sequence, CancellationToken cancel)
    {
        var news = await News.Since(store, sequence, cancel);
        foreach (var group in same)
            if (news is null) group.Forget();
            else group.Take(group.Figures!.With(news.Sequence, group.Scope, news.Changes));
    }

    /// <summary>Waits for nobody: a client that does not read is ended by the hub's own patience.</summary>
    private void Tell(LiveGroup group, DashboardDelta delta) => _ = hub.Clients.Group(group.Name).SendAsync("delta", delta).ContinueWith(
        sent => log.LogWarning(sent.Exception, "A delta was not sent."), CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);

    private async Task Alone(Func<Task> turn)
    {
        await gate.WaitAsync();
        try
        {
            await turn();
        }
        finally
        {
            gate.Release();
        }
    }
}
