using System.Collections.Concurrent;

namespace ServiceTrack.Sla;

/// <summary>Half-open [From, To) in UTC ticks during which local time is UTC plus a constant.</summary>
internal readonly record struct OffsetSpan(long From, long To, long Offset);

/// <summary>
/// The offsets of a time zone as spans, found once per year and kept. TimeZoneInfo answers for an instant only, so a
/// year is sampled daily and each change narrowed down to its tick; no zone has changed twice within a day.
/// </summary>
internal sealed class ZoneOffsets
{
    private const int LastYear = 9990;
    private static readonly ConcurrentDictionary<string, ZoneOffsets> Known = new();
    private readonly ConcurrentDictionary<int, OffsetSpan[]> years = new();
    private readonly TimeZoneInfo zone;

    private ZoneOffsets(TimeZoneInfo zone) => this.zone = zone;

    /// <summary>Throws TimeZoneNotFoundException.</summary>
    public static ZoneOffsets Of(string timeZone) => Known.GetOrAdd(timeZone, static id => new(TimeZoneInfo.FindSystemTimeZoneById(id)));

    public IEnumerable<OffsetSpan> From(long utc)
    {
        for (var year = new DateTime(utc).Year; year <= LastYear; year++)
            foreach (var span in years.GetOrAdd(year, SpansOf))
                if (span.To > utc)
                    yield return span;
    }

    public DateOnly LocalDate(long utc) => DateOnly.FromDateTime(new DateTime(utc + Offset(utc)));

    private OffsetSpan[] SpansOf(int year)
    {
        var start = new DateTime(year, 1, 1).Ticks;
        var end = new DateTime(year + 1, 1, 1).Ticks;
        var spans = new List<OffsetSpan>();
        for (var day = start; day < end; day += TimeSpan.TicksPerDay)
        {
            var next = day + TimeSpan.TicksPerDay;
            if (Offset(next) == Offset(day)) continue;
            var change = FirstChange(day, next);
            spans.Add(new OffsetSpan(start, change, Offset(day)));
            start = change;
        }
        if (start < end) spans.Add(new OffsetSpan(start, end, Offset(start)));
        return [.. spans];
    }

    private long FirstChange(long before, long after)
    {
        var offset = Offset(before);
        while (after - before > 1)
        {
            var middle = before + (after - before) / 2;
            if (Offset(middle) == offset) before = middle;
            else after = middle;
        }
        return after;
    }

    private long Offset(long utc) => zone.GetUtcOffset(new DateTime(utc, DateTimeKind.Utc)).Ticks;
}
