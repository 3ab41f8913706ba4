using System.Text.Json;
using ServiceTrack.Sla;

namespace ServiceTrack.Tests.Sla;

public sealed class SlaDefaultsTests
{
    [Fact]
    public void the_default_calendar_holds_the_published_holidays_and_make_up_workdays()
    {
        if (SharedData("holidays-cn-2026.json") is not { } path)
        {
            Assert.Skip("The shared data is not here.");
            return;
        }
        var published = JsonDocument.Parse(File.ReadAllText(path)).RootElement;
        var calendar = SlaDefaults.Calendar;

        Assert.Equal(Texts("off"), calendar.Exceptions.Where(it => it.Windows.IsEmpty).Select(it => it.Date.ToString("yyyy-MM-dd")));
        Assert.Equal(Texts("work"), calendar.Exceptions.Where(it => !it.Windows.IsEmpty).Select(it => it.Date.ToString("yyyy-MM-dd")));
        Assert.Equal(published.GetProperty("confirmedThrough").GetString(), calendar.ConfirmedThrough?.ToString("yyyy-MM-dd"));
        Assert.Equal(published.GetProperty("source").GetString(), calendar.Source);

        IEnumerable<string?> Texts(string name) => published.GetProperty(name).EnumerateArray().Select(it => it.GetString());
    }

    [Fact]
    public void the_defaults_pass_their_own_validation()
    {
        Assert.Empty(SlaPolicy.FromRequest(JsonSerializer.SerializeToElement(SlaDefaults.Policy, JsonSerializerOptions.Web), "default", 1).Errors);
        Assert.Empty(SlaCalendar.FromRequest(JsonSerializer.SerializeToElement(SlaDefaults.Calendar, JsonSerializerOptions.Web), "default", 1).Errors);
    }

    [Theory]
    [InlineData("complaint", "serious", "hotline", "严重投诉")]
    [InlineData("praise", null, "web", "无时限")]
    [InlineData("repair", "safety", "authority", "人身安全")]
    [InlineData("complaint", null, "authority", "主管部门转办")]
    [InlineData("something-of-the-tenant", null, null, "其他")]
    public void every_kind_finds_its_rule(string kind, string? severity, string? channel, string rule) =>
        Assert.Equal(rule, SlaDefaults.Policy.Match(new SlaFacts(kind, Severity: severity, Channel: channel))?.Name);

    [Fact]
    public void a_due_after_the_last_confirmed_year_says_so()
    {
        var targets = new SlaTargets { Response = SlaTarget.WorkingTime(TimeSpan.FromHours(1)), Resolution = SlaTarget.WorkingDays(7) };
        var at = Some.Shanghai("2026-12-30T10:00");

        var clocks = SlaClock.Compute(targets, SlaDefaults.Calendar, [new(at, SlaEventType.Received)], at);

        Assert.Equal([false, true], clocks.Select(it => it.PastConfirmedCalendar));
    }

    private static string? SharedData(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "ServiceTrack.sln")))
                return Path.Combine(folder.FullName, "..", "shared", "data", name) is var path && File.Exists(path) ? path : null;
        return null;
    }
}
