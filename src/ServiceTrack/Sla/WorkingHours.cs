using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace ServiceTrack.Sla;

/// <summary>Half-open [Start, End) in UTC ticks, all of it working, all of it on one local date (days since 0001-01-01).</summary>
internal readonly record struct Stretch(long Start, long End, int Date);

/// <summary>A calendar made ready to be walked from window to window, in real time.</summary>
internal sealed class WorkingHours
{
    /// <summary>
    /// How far ahead work is looked for, a hundred years: a calendar may hold no more of it, and then the walk must end.
    /// </summary>
    public const long Horizon = 36_525 * TimeSpan.TicksPerDay;

    private static readonly ConditionalWeakTable<SlaCalendar, WorkingHours> Prepared = [];
    private readonly ZoneOffsets zone;
    private readonly ImmutableArray<SlaWindow>[] week;
    private readonly Dictionary<int, ImmutableArray<SlaWindow>> special;
    private readonly int lastWorkingDate;

    private WorkingHours(SlaCalendar calendar)
    {
        zone = ZoneOffsets.Of(calendar.TimeZone);
        // Day 0, 0001-01-01, was a Monday.
        week = calendar.Weekly.Days();
        special = calendar.Exceptions.ToDictionary(day => day.Date.DayNumber, day => day.Windows);
        lastWorkingDate = week.Any(day => day.Length > 0) ? int.MaxValue : special.Keys.DefaultIfEmpty(int.MinValue).Max();
    }

    /// <summary>24 hours a day, for targets in clock time.</summary>
    public static WorkingHours Always { get; } = RoundTheClock();

    public static WorkingHours Of(SlaCalendar calendar) => Prepared.GetValue(calendar, static it => new WorkingHours(it));

    /// <summary>Every working stretch at or after an instant, in order, as far as the horizon; the first is cut to begin there.</summary>
    public IEnumerable<Stretch> From(long utc)
    {
        var horizon = utc + Horizon;
        foreach (var span in zone.From(utc))
        {
            var from = Math.Max(span.From, utc);
            for (var date = (int)((from + span.Offset) / TimeSpan.TicksPerDay); ; date++)
            {
                var midnight = date * TimeSpan.TicksPerDay - span.Offset;
                if (midnight >= span.To) break;
                // A day of grace: where the clock goes back over midnight, a date comes again after its next.
                if (midnight >= horizon || date - 1L > lastWorkingDate) yield break;
                foreach (var window in special.TryGetValue(date, out var windows) ? windows : week[date % 7])
                {
                    var start = Math.Max(midnight + window.Start.Ticks, from);
                    var end = Math.Min(midnight + window.End.Ticks, span.To);
                    if (start < end) yield return new Stretch(start, end, date);
                }
            }
        }
    }

    public int Date(long utc) => zone.LocalDate(utc).DayNumber;

    private static WorkingHours RoundTheClock()
    {
        ImmutableArray<SlaWindow> day = [new SlaWindow(TimeSpan.Zero, TimeSpan.FromDays(1))];
        var week = new WeekHours { Mon = day, Tue = day, Wed = day, Thu = day, Fri = day, Sat = day, Sun = day };
        return new WorkingHours(new SlaCalendar("always", 1, "UTC") { Weekly = week });
    }
}
