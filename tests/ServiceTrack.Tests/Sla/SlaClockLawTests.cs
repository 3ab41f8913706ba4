using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using ServiceTrack.Sla;

namespace ServiceTrack.Tests.Sla;

public sealed class SlaClockLawTests
{
    private const int TwentyDays = 20 * 1440;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void a_clock_reads_what_counting_every_minute_gives(bool response) => Hold(250, it =>
    {
        var oracle = new MinuteOracle(it.Calendar, it.Events, it.Now);
        var clock = Read(it, response);
        if (oracle.Read(response, it.Target, TwentyDays) is not { } expected)
        {
            Assert.True(clock.DueAt is null || clock.DueAt > it.Events[0].At.AddMinutes(TwentyDays));
            return;
        }

        Assert.Equal(
            (expected.State, expected.DueAt, expected.MetAt, expected.BreachedAt, expected.Elapsed, it.Target - expected.Elapsed),
            (clock.State, clock.DueAt, clock.MetAt, clock.BreachedAt, clock.Elapsed.TotalMinutes, clock.Remaining.TotalMinutes));
        Assert.Equal(expected.Kinds, Minutes(clock.Segments, it.Events[0].At));
    });

    [Fact]
    public void segments_touch_and_neighbours_differ() => Hold(300, it =>
    {
        var segments = Read(it, response: false).Segments;

        foreach (var (left, right) in segments.Zip(segments.Skip(1)))
        {
            Assert.Equal(left.To, right.From);
            Assert.NotEqual(left.Kind, right.Kind);
        }
        Assert.All(segments, segment => Assert.True(segment.From < segment.To));
    });

    [Fact]
    public void what_a_running_clock_foretells_comes_true() => Hold(300, it =>
    {
        var clock = Read(it, response: false);
        if (clock is not { State: ClockState.Running, DueAt: { } due, BreachAt: { } breach }) return;

        var atBreach = Read(it with { Now = breach }, response: false);
        var after = Read(it with { Now = breach.AddTicks(1) }, response: false);

        Assert.Equal((ClockState.Running, due), (atBreach.State, atBreach.DueAt));
        Assert.Equal((ClockState.Breached, due, breach, breach), (after.State, after.DueAt, after.BreachedAt, after.BreachAt));
        Assert.Equal(TimeSpan.FromTicks(-1), after.Remaining);
    });

    [Fact]
    public void time_alone_never_takes_elapsed_back_nor_heals_a_breach() => Hold(300, it =>
    {
        var (earlier, later) = (Read(it, response: false), Read(it with { Now = it.Now.AddMinutes(it.Target + 1) }, response: false));

        Assert.True(later.Elapsed >= earlier.Elapsed);
        if (earlier.BreachedAt is not null) Assert.Equal(earlier.BreachedAt, later.BreachedAt);
    });

    private static void Hold(int tests, Action<SlaScenario> law) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(tests), Prop.ForAll(SlaScenario.Any, law));

    private static ClockReading Read(SlaScenario it, bool response)
    {
        var target = SlaTarget.WorkingTime(TimeSpan.FromMinutes(it.Target));
        var targets = response ? new SlaTargets { Response = target } : new SlaTargets { Resolution = target };
        return Assert.Single(SlaClock.Compute(targets, it.Calendar, it.Events, it.Now));
    }

    private static SegmentKind[] Minutes(ImmutableArray<ClockSegment> segments, DateTimeOffset start)
    {
        Assert.True(segments.IsEmpty || segments[0].From == start);
        return [.. segments.SelectMany(it => Enumerable.Repeat(it.Kind, (int)(it.To - it.From).TotalMinutes))];
    }
}
