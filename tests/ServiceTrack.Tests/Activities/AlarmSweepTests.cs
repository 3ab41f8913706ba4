using ServiceTrack.Activities;
using ServiceTrack.Tests.House;

namespace ServiceTrack.Tests.Activities;

public sealed class AlarmSweepTests : HostedTest
{
    [Fact]
    public async Task due_soon_and_breached_are_raised_once_each()
    {
        var id = (await Company.Log(new { kind = "complaint", text = "x", channel = "web" })).Id();
        Assert.Equal(0, await Sweep("n1"));
        // Four working hours from 10:00 on Friday end at 15:30 in Shanghai; due soon is an hour before.
        Host.Clock.Pass(TimeSpan.FromHours(4.5));
        Assert.Equal(1, await Sweep("n1"));
        Assert.Equal(0, await Sweep("n1"));
        Host.Clock.Pass(TimeSpan.FromHours(1) + TimeSpan.FromSeconds(1));
        Assert.Equal(1, await Sweep("n1"));
        Assert.Equal(["response/due-soon", "response/breached"], await Alarms(id));
    }

    [Fact]
    public async Task after_three_days_of_downtime_two_nodes_with_different_clocks_raise_each_alarm_once()
    {
        var ids = new List<string>();
        for (var i = 0; i < 20; i++) ids.Add((await Company.Log(new { kind = "complaint", text = "x", channel = "web" })).Id());
        Host.Clock.Pass(TimeSpan.FromDays(3) + TimeSpan.FromHours(9));
        var now = Host.Clock.Now;
        await Task.WhenAll(
            new AlarmSweep(Host.Store, "n1").Run(now, default), new AlarmSweep(Host.Store, "n2").Run(now.AddSeconds(20), default));
        await new AlarmSweep(Host.Store, "n1").Run(now.AddMinutes(1), default);
        foreach (var id in ids)
        {
            var alarms = await Alarms(id);
            Assert.Equal(alarms.Distinct(), alarms);
            Assert.Contains("response/breached", alarms);
        }
    }

    [Fact]
    public async Task what_was_answered_in_time_raises_nothing()
    {
        var id = (await Company.Log(new { kind = "complaint", text = "x", channel = "web" })).Id();
        await Company.Client.Post($"/api/v1/activities/{id}/resolve", new { outcome = "好了" });
        Host.Clock.Pass(TimeSpan.FromDays(10));
        Assert.Equal(0, await Sweep("n1"));
    }

    [Fact]
    public async Task a_cancelled_activity_owes_nothing()
    {
        var id = (await Company.Log(new { kind = "complaint", text = "x", channel = "web" })).Id();
        await Company.Client.Post($"/api/v1/activities/{id}/cancel", new { reason = "重复" });
        Host.Clock.Pass(TimeSpan.FromDays(10));
        Assert.Equal(0, await Sweep("n1"));
        Assert.Empty((await Company.Get($"/api/v1/activities/{id}"))["clocks"]!.AsArray());
    }

    private Task<int> Sweep(string node) => new AlarmSweep(Host.Store, node).Run(Host.Clock.Now, default);

    private async Task<List<string>> Alarms(string id) =>
        [.. (await Company.Get($"/api/v1/activities/{id}/timeline"))["items"]!.AsArray()
            .Where(e => (string)e!["type"]! == nameof(ActivityAlarmed)).Select(e => (string)e!["data"]!["alarm"]!)];
}
