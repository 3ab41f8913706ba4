using System.Collections.Immutable;

namespace ServiceTrack.Sla;

/// <summary>Adds up one clock from phase to phase. All times are UTC ticks.</summary>
internal sealed class ClockTally
{
    private readonly WorkingHours hours;
    private readonly ImmutableArray<ClockSegment>.Builder segments = ImmutableArray.CreateBuilder<ClockSegment>();
    private readonly long budget;
    private (long From, long To, SegmentKind Kind) open;
    private long now;
    private long elapsed;

    public ClockTally(SlaTarget target, SlaCalendar calendar, long start)
    {
        hours = target.Unit is SlaUnit.ClockTime ? WorkingHours.Always : WorkingHours.Of(calendar);
        budget = target.Unit is SlaUnit.WorkingDays ? WorkingDays(start, (int)target.Amount.TotalDays) ?? target.Amount.Ticks : target.Amount.Ticks;
        Start = now = start;
        if (budget == 0) Due = start;
    }

    public long Start { get; }
    /// <summary>When elapsed reached the target.</summary>
    public long? Due { get; private set; }
    /// <summary>After when elapsed exceeded it.</summary>
    public long? Breached { get; private set; }
    public TimeSpan Elapsed => new(elapsed);
    public TimeSpan Remaining => new(budget - elapsed);

    /// <summary>Lets time go by up to <paramref name="to"/>; nothing happens if that is past already.</summary>
    public void Pass(long to, bool paused)
    {
        if (!paused)
            foreach (var stretch in hours.From(now))
            {
                if (stretch.Start >= to) break;
                Cover(stretch.Start, SegmentKind.Closed);
                Work(stretch.Start, Math.Min(stretch.End, to));
                Cover(Math.Min(stretch.End, to), SegmentKind.Working);
            }
        Cover(to, paused ? SegmentKind.Paused : SegmentKind.Closed);
    }

    /// <summary>Where elapsed would reach the target, running on from now; null beyond the horizon.</summary>
    public long? Project()
    {
        var left = budget - elapsed;
        foreach (var stretch in hours.From(now))
        {
            if (stretch.End - stretch.Start >= left) return stretch.Start + left;
            left -= stretch.End - stretch.Start;
        }
        return null;
    }

    /// <summary>The first working instant at or after <paramref name="from"/>: working on from there exceeds a target that is used up.</summary>
    public long? WorkFrom(long from)
    {
        foreach (var stretch in hours.From(from)) return stretch.Start;
        return null;
    }

    public int Date(long utc) => hours.Date(utc);

    public ImmutableArray<ClockSegment> Segments()
    {
        Close();
        return segments.DrainToImmutable();
    }

    private void Work(long start, long end)
    {
        var left = budget - elapsed;
        if (Due is null && end - start >= left) Due = start + left;
        if (Breached is null && end - start > left) Breached = start + left;
        elapsed += end - start;
    }

    private void Cover(long to, SegmentKind kind)
    {
        if (to <= now) return;
        if (open.Kind != kind) Close();
        open = (open.To == 0 ? now : open.From, to, kind);
        now = to;
    }

    private void Close()
    {
        if (open.To > 0) segments.Add(new ClockSegment(new(open.From, TimeSpan.Zero), new(open.To, TimeSpan.Zero), open.Kind));
        open = default;
    }

    /// <summary>The working time up to the end of the N-th working date after the one of the start; null if there are not so many.</summary>
    private long? WorkingDays(long start, int days)
    {
        var (sum, counted, last) = (0L, 0, hours.Date(start));
        foreach (var stretch in hours.From(start))
        {
            if (stretch.Date > last)
            {
                if (counted++ == days) return sum;
                last = stretch.Date;
            }
            sum += stretch.End - stretch.Start;
        }
        return counted == days ? sum : null;
    }
}
