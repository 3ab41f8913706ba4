namespace ServiceTrack.Tests.Storage;

/// <summary>A clock that stands until it is moved.</summary>
public sealed class HandClock(DateTimeOffset start) : TimeProvider
{
    private long _ticks = start.UtcTicks;

    public DateTimeOffset Now => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;

    public void Pass(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);
}
