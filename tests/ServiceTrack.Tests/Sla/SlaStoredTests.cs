using System.Text.Json;
using ServiceTrack.Sla;
using ServiceTrack.Storage;

namespace ServiceTrack.Tests.Sla;

public sealed class SlaStoredTests
{
    private static readonly SlaTargets Promise = new()
    {
        Response = SlaTarget.WorkingTime(TimeSpan.FromHours(4)),
        Steps = [new("visit", "received", ["arrived"], SlaTarget.WorkingDays(2) with { PausedBy = ["waiting-parts"] })],
    };

    [Fact]
    public void policies_calendars_and_readings_come_back_from_the_store_as_they_were()
    {
        var received = new SlaEvent(Some.Shanghai("2026-12-31T10:00:00.123"), SlaEventType.Received);
        var readings = SlaClock.Compute(Promise, SlaDefaults.Calendar, [received], received.At.AddHours(1));

        Assert.All(readings, it =>
        {
            var back = StoredAndRead(it);
            Assert.Equal(it with { Segments = [] }, back with { Segments = [] });
            Assert.Equal(it.Segments.AsEnumerable(), back.Segments);
        });
        Assert.Equal(readings[1].DueAt, SlaClock.Compute(StoredAndRead(Promise), StoredAndRead(SlaDefaults.Calendar), [StoredAndRead(received)], received.At)[1].DueAt);
        Assert.Equal("投诉", StoredAndRead(SlaDefaults.Policy).Match(new SlaFacts("complaint"))?.Name);
    }

    private static T StoredAndRead<T>(T value)
    {
        var json = JsonSerializer.Serialize(value, StoredJson.Options);
        var back = JsonSerializer.Deserialize<T>(json, StoredJson.Options)!;
        Assert.Equal(json, JsonSerializer.Serialize(back, StoredJson.Options));
        return back;
    }
}
