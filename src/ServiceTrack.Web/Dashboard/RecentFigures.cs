using System.Collections.Concurrent;
using ServiceTrack.Dashboard;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Web.Dashboard;

/// <summary>
/// The figures of the scopes that were asked for lately, taken on from event to event: to read thirty days of rollups at
/// each request would cost more than all the rest of it.
/// </summary>
public sealed class RecentFigures
{
    private const int Most = 64;
    private readonly ConcurrentDictionary<(TenantId Tenant, string Scope, string Zone), Held> held = [];

    public async Task<DashboardSnapshot> Board(ITenantStore store, Setup setup, DashboardScope scope, DateTimeOffset now, CancellationToken cancel)
    {
        var board = new Board(store, setup, scope);
        var one = held.GetOrAdd((store.Tenant, scope.Key, setup.TimeZone), _ => new());
        one.AskedAt = now;
        while (held.Count > Most) held.TryRemove(held.MinBy(h => h.Value.AskedAt));
        var open = await board.OpenNow(now, cancel);
        await one.Turn.WaitAsync(cancel);
        try
        {
            // Figures that an exception left half taken on must not be met again.
            var figures = one.Figures;
            one.Figures = null;
            one.Figures = figures is not null && board.IsOf(figures, now) && await News.Since(store, figures.Sequence, cancel) is { } news
                ? figures.With(news.Sequence, scope, news.Changes)
                : await RollupReading.Of(store, now, reading => board.Figures(reading, now, cancel), cancel);
            return board.Show(one.Figures, open);
        }
        finally
        {
            one.Turn.Release();
        }
    }

    private sealed class Held
    {
        public SemaphoreSlim Turn { get; } = new(1);
        public BoardFigures? Figures { get; set; }
        public DateTimeOffset AskedAt { get; set; }
    }
}

/// <summary>What events changed since a position of the feed.</summary>
/// <param name="Sequence">How many events there are with them.</param>
public sealed record News(long Sequence, IReadOnlyList<Change> Changes)
{
    /// <summary>Null after so many events that figures are sooner read anew than taken on.</summary>
    public static async Task<News?> Since(ITenantStore store, long sequence, CancellationToken cancel)
    {
        var events = await store.Feed(sequence, Following.Batch, cancel);
        return events.Count < Following.Batch ? new(sequence + events.Count, await ServiceTrack.Dashboard.Changes.Of(store, events, cancel)) : null;
    }
}
