using System.Collections.Immutable;

namespace ServiceTrack.Web.Dashboard;

public enum TileUnit { Activities, Seconds }

/// <summary>One figure.</summary>
/// <param name="Value">Of seconds: of working time. Null where there is nothing to measure.</param>
/// <param name="List">The list of exactly the activities that are counted, with absolute bounds; null for a duration.</param>
/// <param name="ClockTime">The same duration by the clock on the wall, in seconds.</param>
/// <param name="Measured">How many answers the duration is taken from.</param>
public sealed record Tile(string Key, long? Value, TileUnit Unit, string? List, long? ClockTime = null, long? Measured = null);

/// <summary>Figures of one chart.</summary>
public sealed record Series(string Key, ImmutableArray<SeriesItem> Items);

/// <param name="Key">A status, kind or channel as in the API, or the local time an hour begins at.</param>
/// <param name="List">The list of exactly the activities that are counted.</param>
public sealed record SeriesItem(string Key, long Value, string List);

/// <param name="AsOf">When what time alone changes (due soon, breached) was looked at.</param>
/// <param name="Sequence">The number of the company's events that are in the figures.</param>
/// <param name="OutletIds">The outlets that are counted; empty for the whole company.</param>
public sealed record DashboardSnapshot(
    DateTimeOffset AsOf, long Sequence, ImmutableArray<string> OutletIds, ImmutableArray<Tile> Tiles, ImmutableArray<Series> Series);

/// <summary>What has changed since the last message to this group; sent as "delta" by the hub, after one "snapshot".</summary>
/// <param name="Previous">The sequence of that message. A client that has an older one has missed something and subscribes again.</param>
/// <param name="Tiles">Those that changed, whole; none where only time has passed.</param>
/// <param name="Series">Those that changed, whole.</param>
public sealed record DashboardDelta(
    long Previous, long Sequence, DateTimeOffset AsOf, ImmutableArray<Tile> Tiles, ImmutableArray<Series> Series)
{
    /// <summary>Figures count as changed by what they say; that they were looked at later is no change.</summary>
    public static DashboardDelta Between(DashboardSnapshot before, DashboardSnapshot after) => new(
        before.Sequence, after.Sequence, after.AsOf,
        [.. after.Tiles.ExceptBy(before.Tiles.Select(Timeless), Timeless)],
        [.. after.Series.Where(s => before.Series.FirstOrDefault(b => b.Key == s.Key) is not { } old || !old.Items.SequenceEqual(s.Items))]);

    private static Tile Timeless(Tile tile) => tile with { List = tile.List?.Split(TileLists.AsOf)[0] };
}
